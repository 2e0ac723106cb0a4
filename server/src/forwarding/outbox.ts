import { type Change, changeReport } from '../modules/reports/change';
import { nextIn } from '../modules/reports/lanes';
import type { OutboxEntry, ReportRecord } from '../modules/reports/record';
import type { Services } from '../services';
import { backOff } from './backOff';
import type { Breaker } from './breaker';
import { leaseAfter } from './claim';

/** One relay's turn at what is due in one lane of a report, under a lease. */
export interface Turn {
  services: Services;
  lane: string;
  owner: string;
  /** Somebody before may have sent something and not lived to write it down; holds for the first entry of the turn. */
  takenOver: boolean;
  breaker: Breaker;
}

/** The first entry of a lane, if it is due. */
export function dueNow({ services, lane }: Turn, outbox: readonly OutboxEntry[]): OutboxEntry | undefined {
  const entry = nextIn(lane, outbox);
  return entry && entry.dueAt <= services.now() ? entry : undefined;
}

/** The entry as it is stored now; undefined once it is finished. */
export const stillThere = (report: ReportRecord, entry: OutboxEntry): OutboxEntry | undefined =>
  report.outbox.find((e) => e.id === entry.id);

/**
 * Writes what became of an entry, unless somebody else finished it meanwhile. The lease is given back in the same write
 * when nothing else is due in the lane.
 * @param report as last seen: when it still stands as it was, it is not read again
 */
export const settle = (
  turn: Turn,
  report: ReportRecord,
  entry: OutboxEntry,
  decide: (report: ReportRecord, entry: OutboxEntry) => Change | null,
): Promise<ReportRecord> =>
  changeReport(
    report._id,
    undefined,
    (current) => {
      const stored = stillThere(current, entry);
      const change = stored ? decide(current, stored) : null;
      if (!change) return null;
      const left = current.outbox.filter((e) => !change.finish?.includes(e.id)).concat(change.enqueue ?? []);
      const { lease } = current;
      if (lease?.owner !== turn.owner || dueNow(turn, left)) return change;
      return { ...change, set: { ...change.set, lease: leaseAfter(lease, turn.lane) } };
    },
    report,
  );

/** An entry with other numbers, in the place of the one before. */
export const replaced = (entry: OutboxEntry, change: Partial<Pick<OutboxEntry, 'dueAt' | 'attempts'>>): Change => ({
  finish: [entry.id],
  enqueue: [{ ...entry, ...change }],
});

/** Puts an entry off after a failure, longer each time. */
export const putOff = (entry: OutboxEntry, now: Date): Change => {
  const attempts = entry.attempts + 1;
  return replaced(entry, { attempts, dueAt: new Date(now.getTime() + backOff(attempts)) });
};
