import { randomUUID } from 'node:crypto';
import { ReportModel } from '../modules/reports/model';
import type { ReportRecord } from '../modules/reports/record';

/** A report whose outbox one relay works on, until the lease ends or is given back. */
export interface Leased {
  report: ReportRecord;
  owner: string;
}

/** Reports with something due that nobody works on. */
export const dueFilter = (now: Date) => ({ outboxDueAt: { $lte: now }, 'lease.until': { $not: { $gt: now } } });

/**
 * Takes the report that waits longest and that nobody works on. A lease that ran out, because its owner died, counts as
 * none. Undefined: nothing is due.
 */
export async function takeLease(now: Date, seconds: number): Promise<Leased | undefined> {
  const owner = randomUUID();
  const until = new Date(now.getTime() + seconds * 1000);
  const report = await ReportModel.findOneAndUpdate(
    dueFilter(now),
    { $set: { lease: { owner, until } } },
    { sort: { outboxDueAt: 1 }, returnDocument: 'after' },
  ).lean<ReportRecord>();
  return report ? { report, owner } : undefined;
}

/** Gives a lease back; one that somebody else has taken over stays theirs. */
export async function giveBack({ report, owner }: Leased): Promise<void> {
  await ReportModel.updateOne({ _id: report._id, 'lease.owner': owner }, { $unset: { lease: 1 } });
}
