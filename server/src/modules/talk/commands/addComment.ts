import { AppError } from '../../../appError';
import { isDuplicateKey } from '../../../db/duplicateKey';
import { newId } from '../../../ids';
import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import { CommentModel, type CommentRecord } from '../commentModel';
import { requirePhone, speaksOfficially } from '../policy';
import { seenProposal, talkedReport } from '../queries';
import { countComment } from '../recount';

export interface CommentInput {
  reportId?: string | undefined;
  proposalId?: string | undefined;
  words: string;
  clientKey: string;
}

/**
 * Comments on a report or a proposal, once per key. Words that the check does not pass wait for a moderator.
 * @throws invalidInput unless exactly one of report and proposal is named; notFound; phoneRequired; idempotencyConflict
 */
export async function addComment(services: Services, person: Person, input: CommentInput): Promise<CommentRecord> {
  const { reportId, proposalId, words, clientKey } = input;
  const target = targetOf(reportId, proposalId);
  const report = proposalId ? (await seenProposal(proposalId, person)).report : await talkedReport(reportId ?? '');
  const official = speaksOfficially(person, report);
  requirePhone(person, official);
  const sent = await CommentModel.findOne({ authorId: person.id, clientKey }).lean<CommentRecord>();
  const comment =
    sent ??
    (await insert({
      _id: newId(),
      ...target,
      authorId: person.id,
      clientKey,
      nickname: person.nickname,
      official,
      ...(official && person.unit ? { unitName: person.unit.name } : {}),
      words,
      status:
        (await services.contentCheck.checkWords(words, { personId: person.id })).verdict === 'pass' ? 'shown' : 'held',
      at: services.now(),
      counted: false,
    }));
  if (comment.words !== words || comment.reportId !== reportId || comment.proposalId !== proposalId)
    throw new AppError('idempotencyConflict');
  if (!comment.counted) await countComment(comment);
  return comment;
}

/** Exactly one of both. @throws invalidInput */
export function targetOf(
  reportId: string | undefined,
  proposalId: string | undefined,
): { reportId: string } | { proposalId: string } {
  if (reportId && !proposalId) return { reportId };
  if (proposalId && !reportId) return { proposalId };
  const problem = reportId ? 'onlyOne' : 'required';
  throw new AppError('invalidInput', {
    issues: [
      { path: 'reportId', problem },
      { path: 'proposalId', problem },
    ],
  });
}

/** Inserts, or finds what the same key wrote a moment before. */
async function insert(comment: CommentRecord): Promise<CommentRecord> {
  try {
    await CommentModel.create(comment);
    return comment;
  } catch (error) {
    const { authorId, clientKey } = comment;
    const first = isDuplicateKey(error)
      ? await CommentModel.findOne({ authorId, clientKey }).lean<CommentRecord>()
      : undefined;
    if (!first) throw error;
    return first;
  }
}
