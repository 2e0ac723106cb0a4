import { dayStamp } from '../calendar/workingTime';
import { CaseCounterModel } from './model';

/**
 * The next 案卷号 of the day, for example NH20261123-0042. Numbers are given once; one is lost when two senders of the
 * same report race, or a process dies in between.
 */
export async function nextCaseNumber(now: Date): Promise<string> {
  const day = dayStamp(now);
  const counter = await CaseCounterModel.findOneAndUpdate(
    { _id: day },
    { $inc: { last: 1 } },
    { upsert: true, returnDocument: 'after' },
  ).lean();
  if (!counter) throw new Error('the counter of case numbers gave nothing');
  return `NH${day}-${String(counter.last).padStart(4, '0')}`;
}
