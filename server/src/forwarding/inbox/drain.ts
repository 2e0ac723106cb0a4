import type { Services } from '../../services';
import { backOff } from '../backOff';
import { countAnswer } from '../metrics';
import { deliverAnswer } from './deliver';
import { InboxModel, type InboxRecord } from './model';

const BATCH = 50;
/** An answer whose case nobody knows after a day is settled as unknown, and shown to people as that. */
const UNKNOWN_AFTER_MS = 24 * 3_600_000;

/** The query for answers that are due, the longest waiting first. */
export const dueAnswers = (now: Date) =>
  InboxModel.find({ dueAt: { $lte: now } })
    .sort({ dueAt: 1 })
    .limit(BATCH);

/** The query for what is still to be told of a case, in its order. */
export const answersOfCase = (destination: string, caseNumber: string) =>
  InboxModel.find({ destination, caseNumber, dueAt: { $exists: true } }).sort({ seq: 1 });

/** Tells reports what was answered, case by case in the order of the destination. Returns how many were settled. */
export async function drainInbox(services: Services): Promise<number> {
  const due = await dueAnswers(services.now()).select('destination caseNumber').lean<InboxRecord[]>();
  const cases = new Map(
    due.map(({ destination, caseNumber }) => [`${destination} ${caseNumber}`, { destination, caseNumber }]),
  );
  let settled = 0;
  for (const { destination, caseNumber } of cases.values())
    settled += await drainCase(services, destination, caseNumber);
  return settled;
}

/** Stops at the first answer that comes too early: those after it wait with it. */
async function drainCase(services: Services, destination: string, caseNumber: string): Promise<number> {
  const waiting = await answersOfCase(destination, caseNumber).lean<InboxRecord[]>();
  for (const [i, record] of waiting.entries()) {
    const { result, reportId } = await deliverAnswer(services, record);
    const late = services.now().getTime() - record.receivedAt.getTime() > UNKNOWN_AFTER_MS;
    if ((result === 'early' || result === 'unknown') && !late) {
      const later = new Date(services.now().getTime() + backOff(record.tries + 1));
      const ids = waiting.slice(i).map(({ _id }) => _id);
      await InboxModel.updateMany({ _id: { $in: ids } }, { $set: { dueAt: later }, $inc: { tries: 1 } });
      return i;
    }
    const final = result === 'early' ? 'unknown' : result;
    if (final !== 'taken') services.log.warn({ answer: record._id, result: final }, 'an answer was not taken');
    countAnswer(destination, final);
    const settled = { result: final, ...(reportId ? { reportId } : {}), ...(final === 'taken' ? {} : { stray: true }) };
    await InboxModel.updateOne({ _id: record._id }, { $set: settled, $unset: { dueAt: 1 } });
  }
  return waiting.length;
}
