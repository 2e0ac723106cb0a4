import { AppError } from '../../../appError';
import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import { requireModerator } from '../../review/policy';
import { CommentModel, type CommentRecord } from '../commentModel';
import { voteEnd } from '../policy';
import { ProposalModel, type ProposalRecord } from '../proposalModel';
import { countComment, countProposal } from '../recount';

/**
 * Shows or hides what the check held, and counts it. The same decision again changes nothing; the other one is refused,
 * so that the first of two moderators has decided. The days to vote on a proposal begin when it is shown.
 * @throws forbidden, notFound, conflictOfInterest (the own words), illegalTransition when it was decided otherwise
 */
export async function decideHeld(
  services: Services,
  person: Person,
  { kind, id, show }: { kind: 'comment' | 'proposal'; id: string; show: boolean },
): Promise<void> {
  requireModerator(person);
  const status = show ? 'shown' : 'hidden';
  const decide = kind === 'comment' ? decideComment : decideProposal;
  await decide(person, id, status, services.now());
}

type Decided = 'shown' | 'hidden';

async function decideComment(person: Person, id: string, status: Decided): Promise<void> {
  const comment = await CommentModel.findById(id).lean<CommentRecord>();
  if (!comment || comment.status === 'takenBack') throw new AppError('notFound');
  if (comment.authorId === person.id) throw new AppError('conflictOfInterest');
  const written = await CommentModel.updateOne({ _id: id, status: 'held' }, { $set: { status, counted: false } });
  if (written.matchedCount) return countComment(comment);
  const now = await CommentModel.findById(id).lean<CommentRecord>();
  if (now?.status !== status) throw decidedOtherwise(now?.status);
}

async function decideProposal(person: Person, id: string, status: Decided, now: Date): Promise<void> {
  const proposal = await ProposalModel.findById(id).lean<ProposalRecord>();
  if (!proposal) throw new AppError('notFound');
  if (proposal.authorId === person.id) throw new AppError('conflictOfInterest');
  const written = await ProposalModel.updateOne(
    { _id: id, status: 'held' },
    { $set: { status, counted: false, settled: false, closesAt: voteEnd(now) } },
  );
  if (written.matchedCount) return countProposal(proposal);
  const after = await ProposalModel.findById(id).lean<ProposalRecord>();
  if (after?.status !== status) throw decidedOtherwise(after?.status);
}

const decidedOtherwise = (state: string | undefined): AppError =>
  new AppError('illegalTransition', { state: state ?? '', action: 'decide' });
