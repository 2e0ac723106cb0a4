import type { TalkReviewItem } from '@jierong/shared/review';
import { pageOf } from '../../http/cursor';
import { after } from '../../http/timeCursor';
import type { Person } from '../people/person';
import { findReports } from '../reports/queries';
import { CommentModel, type CommentRecord } from './commentModel';
import { ProposalModel, type ProposalRecord } from './proposalModel';

interface Waiting {
  id: string;
  kind: TalkReviewItem['kind'];
  title?: string;
  words: string;
  reportId: string;
  at: Date;
  authorId: string;
}

interface Page {
  cursor?: string | undefined;
  limit: number;
}

/** How many comments and proposals wait for a moderator. */
export async function countHeldTalk(): Promise<number> {
  const [comments, proposals] = await Promise.all([
    CommentModel.countDocuments({ status: 'held' }),
    ProposalModel.countDocuments({ status: 'held' }),
  ]);
  return comments + proposals;
}

/** A page of what waits for a moderator, the longest waiting first. Nothing says who wrote it. */
export async function heldTalkPage(person: Person, page: Page): Promise<{ items: TalkReviewItem[]; next?: string }> {
  const [comments, proposals] = await Promise.all([heldComments(page), heldProposals(page)]);
  const waiting = [...comments, ...proposals].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  const { rows, next } = pageOf(waiting.slice(0, page.limit + 1), page.limit, (row) => [row.at.getTime(), row.id]);
  const reports = new Map((await findReports(rows.map((row) => row.reportId))).map((r) => [r._id, r.title]));
  const items = rows.map(({ id, kind, title, words, reportId, at, authorId }) => ({
    id,
    kind,
    ...(title ? { title } : {}),
    words,
    reportId,
    reportTitle: reports.get(reportId) ?? '',
    at: at.toISOString(),
    conflict: authorId === person.id,
  }));
  return { items, ...(next ? { next } : {}) };
}

async function heldComments({ cursor, limit }: Page): Promise<Waiting[]> {
  const rows = await CommentModel.find({ status: 'held', ...after(cursor, 'at', '$gt') })
    .sort({ at: 1, _id: 1 })
    .limit(limit + 1)
    .lean<CommentRecord[]>();
  const reportOf = await reportsOfProposals(rows.flatMap((row) => row.proposalId ?? []));
  return rows.map(({ _id: id, reportId, proposalId, words, at, authorId }) => ({
    id,
    kind: 'comment',
    words,
    reportId: reportId ?? reportOf.get(proposalId ?? '') ?? '',
    at,
    authorId,
  }));
}

async function heldProposals({ cursor, limit }: Page): Promise<Waiting[]> {
  const rows = await ProposalModel.find({ status: 'held', ...after(cursor, 'at', '$gt') })
    .sort({ at: 1, _id: 1 })
    .limit(limit + 1)
    .lean<ProposalRecord[]>();
  return rows.map(({ _id: id, reportId, title, why: words, at, authorId }) => ({
    id,
    kind: 'proposal',
    title,
    words,
    reportId,
    at,
    authorId,
  }));
}

async function reportsOfProposals(ids: readonly string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map();
  const rows = await ProposalModel.find({ _id: { $in: ids } })
    .select('reportId')
    .lean<Pick<ProposalRecord, '_id' | 'reportId'>[]>();
  return new Map(rows.map(({ _id, reportId }) => [_id, reportId]));
}
