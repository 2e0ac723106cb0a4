import type { VoteChoice } from '@jierong/shared/talk';
import type { QueryFilter } from 'mongoose';
import { AppError } from '../../appError';
import { pageOf } from '../../http/cursor';
import { after } from '../../http/timeCursor';
import type { Person } from '../people/person';
import { ReportModel } from '../reports/model';
import { requireSight } from '../reports/policy';
import type { ReportRecord } from '../reports/record';
import { CommentModel, type CommentRecord } from './commentModel';
import { maySeeProposal } from './policy';
import { ProposalModel, type ProposalRecord } from './proposalModel';
import { VoteModel, type VoteRecord } from './voteModel';

/** A report people may talk about: a published one. @throws notFound */
export async function talkedReport(id: string): Promise<ReportRecord> {
  return requireSight(undefined, await ReportModel.findById(id).lean<ReportRecord>());
}

/** A proposal with its report. @throws notFound when either may not be seen */
export async function seenProposal(
  id: string,
  person: Person | undefined,
): Promise<{ proposal: ProposalRecord; report: ReportRecord }> {
  const proposal = await ProposalModel.findById(id).lean<ProposalRecord>();
  if (!proposal || !maySeeProposal(person, proposal)) throw new AppError('notFound');
  return { proposal, report: await talkedReport(proposal.reportId) };
}

/** A page of comments, oldest first, with what the reader wrote and others do not see yet. */
export async function commentPage(
  target: { reportId: string } | { proposalId: string },
  person: Person | undefined,
  cursor: string | undefined,
  limit: number,
): Promise<{ rows: CommentRecord[]; next?: string }> {
  const visible: QueryFilter<CommentRecord> = person
    ? { $or: [{ status: 'shown' }, { authorId: person.id, status: { $ne: 'takenBack' } }] }
    : { status: 'shown' };
  const filter: QueryFilter<CommentRecord> = { ...target, ...after(cursor, 'at', '$gt'), $and: [visible] };
  const rows = await CommentModel.find(filter)
    .sort({ at: 1, _id: 1 })
    .limit(limit + 1)
    .lean<CommentRecord[]>();
  return pageOf(rows, limit, (row) => [row.at.getTime(), row._id]);
}

/** The comment that somebody sent under a key. */
export const commentSentAs = (authorId: string, clientKey: string): Promise<CommentRecord | null> =>
  CommentModel.findOne({ authorId, clientKey }).lean<CommentRecord>().exec();

/** A page of proposals, newest first; those of one report when named. */
export async function proposalPage(
  reportId: string | undefined,
  person: Person | undefined,
  cursor: string | undefined,
  limit: number,
): Promise<{ rows: ProposalRecord[]; next?: string }> {
  const visible: QueryFilter<ProposalRecord> = person
    ? { $or: [{ status: 'shown' }, { authorId: person.id }] }
    : { status: 'shown' };
  const filter: QueryFilter<ProposalRecord> = {
    ...(reportId ? { reportId } : {}),
    ...after(cursor, 'at', '$lt'),
    $and: [visible],
  };
  const rows = await ProposalModel.find(filter)
    .sort({ at: -1, _id: -1 })
    .limit(limit + 1)
    .lean<ProposalRecord[]>();
  return pageOf(rows, limit, (row) => [row.at.getTime(), row._id]);
}

/** The reports of these proposals by id; unpublished ones are left out. */
export async function reportsOf(proposals: readonly ProposalRecord[]): Promise<Map<string, ReportRecord>> {
  const ids = [...new Set(proposals.map((p) => p.reportId))];
  const reports = await ReportModel.find({ _id: { $in: ids }, published: true }).lean<ReportRecord[]>();
  return new Map(reports.map((report) => [report._id, report]));
}

/** How a person voted on these proposals. */
export async function votesOf(
  person: Person | undefined,
  proposalIds: readonly string[],
): Promise<Map<string, VoteChoice>> {
  if (!person) return new Map();
  const votes = await VoteModel.find({ personId: person.id, proposalId: { $in: proposalIds } }).lean<VoteRecord[]>();
  return new Map(votes.map((vote) => [vote.proposalId, vote.choice]));
}
