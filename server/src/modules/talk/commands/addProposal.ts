import { AppError } from '../../../appError';
import { isDuplicateKey } from '../../../db/duplicateKey';
import { newId } from '../../../ids';
import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import { requirePhone, voteEnd } from '../policy';
import { ProposalModel, type ProposalRecord } from '../proposalModel';
import { talkedReport } from '../queries';
import { countProposal } from '../recount';

export interface ProposalInput {
  reportId: string;
  title: string;
  why: string;
  clientKey: string;
}

/**
 * Proposes how to fix an open report, once per key. The vote lasts seven days.
 * @throws notFound, phoneRequired, illegalTransition when nothing is left to be done, idempotencyConflict
 */
export async function addProposal(services: Services, person: Person, input: ProposalInput): Promise<ProposalRecord> {
  const { reportId, title, why, clientKey } = input;
  const report = await talkedReport(reportId);
  requirePhone(person);
  const sent = await ProposalModel.findOne({ authorId: person.id, clientKey }).lean<ProposalRecord>();
  if (!sent && !report.open)
    throw new AppError('illegalTransition', { state: report.position.state, action: 'propose' });
  const now = services.now();
  const proposal =
    sent ??
    (await insert({
      _id: newId(),
      reportId,
      authorId: person.id,
      clientKey,
      nickname: person.nickname,
      title,
      why,
      status: await statusOf(services, person, `${title}\n${why}`),
      at: now,
      closesAt: voteEnd(now),
      tally: {
        residents: { for: 0, against: 0 },
        merchants: { for: 0, against: 0, membersFor: 0, membersAgainst: 0 },
      },
      comments: 0,
      tallyRevision: 0,
      settled: false,
      counted: false,
    }));
  if (proposal.title !== title || proposal.why !== why || proposal.reportId !== reportId)
    throw new AppError('idempotencyConflict');
  if (!proposal.counted) await countProposal(proposal);
  return proposal;
}

async function statusOf(services: Services, person: Person, words: string): Promise<ProposalRecord['status']> {
  const { verdict } = await services.contentCheck.checkWords(words, { personId: person.id });
  return verdict === 'pass' ? 'shown' : 'held';
}

/** Inserts, or finds what the same key wrote a moment before. */
async function insert(proposal: ProposalRecord): Promise<ProposalRecord> {
  try {
    await ProposalModel.create(proposal);
    return proposal;
  } catch (error) {
    const { authorId, clientKey } = proposal;
    const first = isDuplicateKey(error)
      ? await ProposalModel.findOne({ authorId, clientKey }).lean<ProposalRecord>()
      : undefined;
    if (!first) throw error;
    return first;
  }
}
