import { randomUUID } from 'node:crypto';
import { dueIn, HERE } from '../modules/reports/lanes';
import { ReportModel } from '../modules/reports/model';
import type { Lease, ReportRecord } from '../modules/reports/record';

/** A report that one relay works on, until its lease ends or is given back. */
export interface Claimed {
  report: ReportRecord;
  owner: string;
  /** Somebody before may have sent something in this lane and not lived to write down what came of it. */
  takenOver: boolean;
}

/** Reports with something due in a lane that nobody works on. */
export const dueFilter = (lane: string, now: Date) => ({
  lanes: dueIn(lane, now),
  'lease.until': { $not: { $gt: now } },
});

/** The query that finds them, oldest first, which is the order of the index. */
export const dueQuery = (lane: string, now: Date, most: number) =>
  ReportModel.find(dueFilter(lane, now)).hint({ lanes: 1 }).limit(most);

type Found = Pick<ReportRecord, '_id' | 'lease'>;

/**
 * Takes the reports of a lane that wait longest and that nobody works on. A lease that ran out, because its owner died,
 * counts as none. Of two who ask at once each gets what the other does not. Empty: nothing is due.
 */
export async function claimDue(lane: string, now: Date, seconds: number, most: number): Promise<Claimed[]> {
  const until = new Date(now.getTime() + seconds * 1000);
  for (;;) {
    const found = await dueQuery(lane, now, most).select('_id lease').lean<Found[]>();
    if (!found.length) return [];
    const owner = randomUUID();
    const ids = found.map(({ _id }) => _id);
    const { modifiedCount } = await ReportModel.updateMany(
      { _id: { $in: ids }, ...dueFilter(lane, now) },
      {
        $set: { 'lease.owner': owner, 'lease.until': until },
        ...(lane === HERE ? {} : { $addToSet: { 'lease.tried': lane } }),
      },
    );
    if (!modifiedCount) continue;
    const reports = await ReportModel.find({ _id: { $in: ids }, 'lease.owner': owner }).lean<ReportRecord[]>();
    const takenOver = new Set(found.filter(({ lease }) => lease?.tried?.includes(lane)).map(({ _id }) => _id));
    return ids.flatMap((id) => {
      const report = reports.find(({ _id }) => _id === id);
      return report ? { report, owner, takenOver: takenOver.has(id) } : [];
    });
  }
}

/** The lease as it is left when a lane's work is done: gone, but for what a dead worker may have sent elsewhere. */
export function leaseAfter({ tried = [] }: Lease, lane: string): Lease | undefined {
  const others = tried.filter((name) => name !== lane);
  return others.length ? { tried: others } : undefined;
}

/** Gives a lease back without having done anything; one that somebody else has taken over stays theirs. */
export async function giveBack(reportId: string, owner: string): Promise<void> {
  await ReportModel.updateOne(
    { _id: reportId, 'lease.owner': owner },
    { $unset: { 'lease.owner': 1, 'lease.until': 1 } },
  );
}
