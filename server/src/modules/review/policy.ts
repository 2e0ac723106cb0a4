import { AppError } from '../../appError';
import type { Person } from '../people/person';
import { conflicted } from '../reports/policy';
import type { ReportRecord } from '../reports/record';
import { supportedSince } from '../reports/supports';

export const isModerator = (person: Person): boolean => person.role === 'moderator';
export const isLead = (person: Person): boolean => person.role === 'squadronLead';

/** @throws forbidden */
export function requireModerator(person: Person): void {
  if (!isModerator(person)) throw new AppError('forbidden');
}

/** As whom a person decides disputes: the squadron lead, or a checker on duty. @throws forbidden */
export function asJudge(person: Person): 'lead' | 'checker' {
  if (isLead(person)) return 'lead';
  if (person.duties.includes('checker')) return 'checker';
  throw new AppError('forbidden');
}

/** Nobody passes or refuses their own report. */
export const moderatesOwn = (person: Person, report: ReportRecord): boolean => report.reporterId === person.id;

/** Another moderator than the one who refused decides the appeal. */
export const refusedIt = (person: Person, report: ReportRecord): boolean =>
  moderatesOwn(person, report) || report.refusal?.moderatorId === person.id;

/**
 * Who reported, supports, disputed, claimed or handled it, or is of a unit or shop concerned, decides neither on a
 * dispute nor on an appeal against 不予立案.
 */
export const concerned = (person: Person, report: ReportRecord, supports: boolean): boolean =>
  supports || report.reporterId === person.id || report.dispute?.personId === person.id || conflicted(person, report);

/** @throws conflictOfInterest */
export async function refuseConcerned(person: Person, report: ReportRecord): Promise<void> {
  const supports = (await supportedSince(report._id, person.id)) !== undefined;
  if (concerned(person, report, supports)) throw new AppError('conflictOfInterest');
}
