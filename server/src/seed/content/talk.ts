import { MessageModel } from '../../modules/messages/model';
import type { PersonRecord } from '../../modules/people/model';
import { AskingModel } from '../../modules/ratings/asking';
import { RatingModel } from '../../modules/ratings/model';
import type { ReportRecord } from '../../modules/reports/record';
import { CommentModel, type CommentRecord } from '../../modules/talk/commentModel';
import { ProposalModel } from '../../modules/talk/proposalModel';
import { VoteModel } from '../../modules/talk/voteModel';
import { type Chance, makeChance } from './chance';
import type { Content } from './make';
import { proposalsOf } from './proposals';
import { askingsOf, ratingsOf } from './ratings';
import type { Sources } from './sources';

const HOUR = 3_600_000;
const SEED = 20_181_214;
const NICKNAMES = ['早起的街坊', '遛狗的', '接孩子的', '骑车上班', '菜场常客', '楼上邻居', '夜跑的', '河边钓鱼'];

/** Comments, proposals with their votes, ratings and messages around the demonstration's reports. */
export async function storeTalk(content: Content, sources: Sources, people: PersonRecord[], now: Date): Promise<void> {
  const chance = makeChance(SEED);
  const published = content.reports.filter((r) => r.published);
  const comments = published.flatMap((report) => commentsOf(report, sources, chance, now));
  const { proposals, votes } = proposalsOf(published, sources, chance, now);
  await CommentModel.insertMany(comments, { lean: true });
  await ProposalModel.insertMany(proposals, { lean: true });
  await VoteModel.insertMany(votes, { lean: true });
  await AskingModel.insertMany(askingsOf(content.reports), { lean: true });
  await RatingModel.insertMany(ratingsOf(content, sources, chance, now), { lean: true });
  await MessageModel.insertMany(
    people.flatMap((person) => messagesFor(person, content)),
    { lean: true },
  );
}

function commentsOf(report: ReportRecord, sources: Sources, chance: Chance, now: Date): CommentRecord[] {
  const { comments } = sources.stories;
  const count = Math.floor(chance.next() ** 2 * 5);
  const begin = report.createdAt.getTime() + HOUR / 2;
  const span = Math.max(0, Math.min(now.getTime() - begin, 48 * HOUR));
  if (!span) return [];
  const rows = Array.from({ length: count }, (_, i) => {
    const kind = report.unit && chance.likely(0.25) ? 'official' : chance.likely(0.2) ? 'merchant' : 'resident';
    const neighbour = chance.between(1, NICKNAMES.length);
    return {
      _id: `${report._id}-comment-${i + 1}`,
      reportId: report._id,
      authorId: kind === 'official' ? `demo-unit-voice-${report.unit?.id}` : `demo-neighbour-${neighbour}`,
      clientKey: `${report._id}-${i + 1}`,
      nickname:
        kind === 'official' ? (report.unit?.name ?? '') : kind === 'merchant' ? '街边商户' : NICKNAMES[neighbour - 1]!,
      official: kind === 'official',
      ...(kind === 'official' && report.unit ? { unitName: report.unit.name } : {}),
      words: chance.pick(comments[kind]),
      status: 'shown' as const,
      at: new Date(begin + (span * (i + 1)) / (count + 1)),
      counted: true,
    };
  });
  report.comments = rows.length;
  return rows;
}

/** What a demonstration person was told of their own reports in the last days. */
function messagesFor(person: PersonRecord, content: Content) {
  const own = content.reports.filter((r) => r.reporterId === person._id);
  const entries = own.flatMap((report) =>
    report.timeline
      .filter((e) => e.personId !== person._id && e.action !== 'submit')
      .map((entry) => ({ report, entry })),
  );
  return entries
    .sort((a, b) => b.entry.at.getTime() - a.entry.at.getTime())
    .slice(0, 40)
    .map(({ report, entry }, i) => ({
      _id: `${String(entry.seq).padStart(5, '0')}-${report._id}-${person._id}`,
      key: `${report._id}:${entry.seq}:${person._id}`,
      personId: person._id,
      at: entry.at,
      kind: entry.action,
      reportId: report._id,
      reportTitle: report.title,
      state: entry.to,
      ...(entry.reason ? { reason: entry.reason } : {}),
      ...(entry.by ? { unitName: entry.by } : {}),
      ...(entry.caseNumber ? { caseNumber: entry.caseNumber } : {}),
      ...(entry.dueAt ? { dueAt: entry.dueAt } : {}),
      asks: entry.to === 'resolved' || entry.to === 'refused' || entry.to === 'declined',
      read: i >= 5,
    }));
}
