import type { VoteChoice } from '@jierong/shared/talk';
import { AppError } from '../../../appError';
import { isDuplicateKey } from '../../../db/duplicateKey';
import { newId } from '../../../ids';
import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import { allianceOf } from '../alliances';
import { handles, requirePhone, voteOver } from '../policy';
import { seenProposal } from '../queries';
import { countVote } from '../recount';
import { VoteModel, type VoteRecord } from '../voteModel';

/**
 * One person, one vote, once. The same choice sent again is the same vote.
 * @throws notFound, phoneRequired, conflictOfInterest for who handles it, illegalTransition when the vote is over,
 * alreadyVoted when it was the other choice
 */
export async function vote(services: Services, person: Person, id: string, choice: VoteChoice): Promise<void> {
  const { proposal, report } = await seenProposal(id, person);
  requirePhone(person);
  if (handles(person, report)) throw new AppError('conflictOfInterest');
  if (proposal.status !== 'shown' || voteOver(proposal, report, services.now()))
    throw new AppError('illegalTransition', { state: report.position.state, action: 'vote' });
  const alliance = allianceOf(report.shopId);
  const given: VoteRecord = {
    _id: newId(),
    proposalId: id,
    personId: person.id,
    choice,
    kind: person.shop ? 'merchant' : 'resident',
    member: person.shop !== undefined && alliance !== undefined && person.allianceId === alliance,
    at: services.now(),
    counted: false,
  };
  const kept = await insert(given);
  if (kept.choice !== choice) throw new AppError('alreadyVoted');
  if (!kept.counted) await countVote(kept);
}

/** Inserts, or finds the vote this person gave before. */
async function insert(given: VoteRecord): Promise<VoteRecord> {
  try {
    await VoteModel.create(given);
    return given;
  } catch (error) {
    const { proposalId, personId } = given;
    const first = isDuplicateKey(error)
      ? await VoteModel.findOne({ proposalId, personId }).lean<VoteRecord>()
      : undefined;
    if (!first) throw error;
    return first;
  }
}
