import { MessageModel } from '../../modules/messages/model';
import type { PersonRecord } from '../../modules/people/model';
import { AskingModel } from '../../modules/ratings/asking';
import { RatingModel } from '../../modules/ratings/model';
import { CommentModel } from '../../modules/talk/commentModel';
import { ProposalModel } from '../../modules/talk/proposalModel';
import { VoteModel } from '../../modules/talk/voteModel';
import { makeChance } from './chance';
import { commentsOf } from './comments';
import type { Content } from './make';
import { proposalsOf } from './proposals';
import { askingsOf, ratingsOf } from './ratings';
import type { Sources } from './sources';

const SEED = 20_181_214;

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
