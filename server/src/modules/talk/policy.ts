import type { Role } from '@jierong/shared/roles';
import { AppError } from '../../appError';
import type { Person } from '../people/person';
import type { ReportRecord } from '../reports/record';
import type { CommentRecord } from './commentModel';
import type { ProposalRecord } from './proposalModel';

const staffRoles: readonly Role[] = ['gridOfficer', 'squadronLead', 'departmentStaff', 'bureauLead'];

const ofHandlingUnit = (person: Person, report: ReportRecord): boolean =>
  person.unit !== undefined &&
  (report.unit?.id === person.unit.id || report.handledBy.unitIds.includes(person.unit.id));

/** Staff of the unit that holds or held the case, and squadron leads, speak for it; what they say is marked. */
export const speaksOfficially = (person: Person, report: ReportRecord): boolean =>
  staffRoles.includes(person.role) &&
  person.unit !== undefined &&
  (person.role === 'squadronLead' || ofHandlingUnit(person, report));

/** Who handles it does not vote on how. */
export const handles = (person: Person, report: ReportRecord): boolean =>
  staffRoles.includes(person.role) &&
  (ofHandlingUnit(person, report) || report.handledBy.personIds.includes(person.id));

/**
 * A real phone stands behind every public word (后台实名); who speaks for a unit is known by appointment.
 * @throws phoneRequired
 */
export function requirePhone(person: Person, official = false): void {
  if (!official && !person.phoneVerified) throw new AppError('phoneRequired');
}

/** Shown ones are for everyone; what waits or was hidden, for its author. What was taken back is gone. */
export const maySeeComment = (person: Person | undefined, comment: CommentRecord): boolean =>
  comment.status === 'shown' || (comment.status !== 'takenBack' && comment.authorId === person?.id);

export const maySeeProposal = (person: Person | undefined, proposal: ProposalRecord): boolean =>
  proposal.status === 'shown' || proposal.authorId === person?.id;

const VOTING_DAYS = 7;

/** Until when people vote on a proposal that is shown from now on. */
export const voteEnd = (now: Date): Date => new Date(now.getTime() + VOTING_DAYS * 86_400_000);

/** The vote ends after its days, or when there is nothing left to decide. */
export const voteOver = (proposal: ProposalRecord, report: ReportRecord, now: Date): boolean =>
  now >= proposal.closesAt || !report.open;
