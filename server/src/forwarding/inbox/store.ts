import { isDuplicateKey } from '../../db/duplicateKey';
import type { IncomingAnswer } from '../port';
import { InboxModel, type InboxRecord } from './model';

/**
 * Keeps what a destination told, before it is told that we have it. What is known already changes nothing.
 * Returns how many were new.
 */
export async function storeAnswers(
  destination: string,
  answers: readonly IncomingAnswer[],
  now: Date,
): Promise<number> {
  if (!answers.length) return 0;
  const records = answers.map(
    (answer): InboxRecord => ({
      _id: `${destination}:${answer.eventId}`,
      destination,
      caseNumber: answer.caseNumber,
      seq: answer.seq,
      answer,
      receivedAt: now,
      tries: 0,
      dueAt: now,
    }),
  );
  try {
    return (await InboxModel.insertMany(records, { ordered: false })).length;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return (error as { insertedCount?: number }).insertedCount ?? 0;
  }
}
