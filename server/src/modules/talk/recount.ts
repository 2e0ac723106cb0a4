import type { Tally } from '@jierong/shared/talk';
import { tallyReport } from '../reports/tally';
import { CommentModel, type CommentRecord } from './commentModel';
import { ProposalModel, type ProposalRecord } from './proposalModel';
import { VoteModel, type VoteRecord } from './voteModel';

const RETRIES = 20;
const MINUTE = 60_000;
const BATCH = 500;

async function tallyOf(proposalId: string): Promise<Tally> {
  const count = (filter: Partial<VoteRecord>) => VoteModel.countDocuments({ proposalId, ...filter });
  const [residentsFor, residentsAgainst, merchantsFor, merchantsAgainst, membersFor, membersAgainst] =
    await Promise.all([
      count({ kind: 'resident', choice: 'for' }),
      count({ kind: 'resident', choice: 'against' }),
      count({ kind: 'merchant', choice: 'for' }),
      count({ kind: 'merchant', choice: 'against' }),
      count({ kind: 'merchant', choice: 'for', member: true }),
      count({ kind: 'merchant', choice: 'against', member: true }),
    ]);
  return {
    residents: { for: residentsFor, against: residentsAgainst },
    merchants: { for: merchantsFor, against: merchantsAgainst, membersFor, membersAgainst },
  };
}

/** Counts what belongs to a proposal and writes it under the guard: of two who count at once the later count wins. */
async function tallyProposal(id: string): Promise<void> {
  for (let i = 0; i < RETRIES; i++) {
    const seen = await ProposalModel.findById(id).select('tallyRevision').lean<Pick<ProposalRecord, 'tallyRevision'>>();
    if (!seen) return;
    const tally = await tallyOf(id);
    const comments = await CommentModel.countDocuments({ proposalId: id, status: 'shown' });
    const written = await ProposalModel.updateOne(
      { _id: id, tallyRevision: seen.tallyRevision },
      { $set: { tally, comments }, $inc: { tallyRevision: 1 } },
    );
    if (written.matchedCount) return;
  }
}

const tallyTalk = (reportId: string) =>
  tallyReport(reportId, {
    comments: () => CommentModel.countDocuments({ reportId, status: 'shown' }),
    proposals: () => ProposalModel.countDocuments({ reportId, status: 'shown' }),
  });

/** Moves a vote into its tally, then marks it. */
export async function countVote(vote: Pick<VoteRecord, '_id' | 'proposalId'>): Promise<void> {
  await tallyProposal(vote.proposalId);
  await VoteModel.updateOne({ _id: vote._id }, { $set: { counted: true } });
}

/** Moves a comment into the number of its report or proposal, then marks it. */
export async function countComment(comment: Pick<CommentRecord, '_id' | 'reportId' | 'proposalId'>): Promise<void> {
  if (comment.proposalId) await tallyProposal(comment.proposalId);
  if (comment.reportId) await tallyTalk(comment.reportId);
  await CommentModel.updateOne({ _id: comment._id }, { $set: { counted: true } });
}

/** Moves a proposal into the number of its report, then marks it. */
export async function countProposal(proposal: Pick<ProposalRecord, '_id' | 'reportId'>): Promise<void> {
  await tallyTalk(proposal.reportId);
  await ProposalModel.updateOne({ _id: proposal._id }, { $set: { counted: true } });
}

/**
 * Counts what a crash left uncounted for more than a minute, and every vote that ended once more. A job calls it; calling
 * it twice changes nothing.
 */
export async function recountTalk(now: Date): Promise<void> {
  const left = { counted: false, at: { $lt: new Date(now.getTime() - MINUTE) } };
  for (const vote of await VoteModel.find(left).limit(BATCH).lean<VoteRecord[]>()) await countVote(vote);
  for (const comment of await CommentModel.find(left).limit(BATCH).lean<CommentRecord[]>()) await countComment(comment);
  for (const proposal of await ProposalModel.find(left).limit(BATCH).lean<ProposalRecord[]>())
    await countProposal(proposal);
  const ended = { settled: false, closesAt: { $lt: new Date(now.getTime() - MINUTE) } };
  for (const { _id } of await ProposalModel.find(ended).limit(BATCH).select('_id').lean<ProposalRecord[]>()) {
    await tallyProposal(_id);
    await ProposalModel.updateOne({ _id }, { $set: { settled: true } });
  }
}
