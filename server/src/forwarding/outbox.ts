import { type Change, changeReport } from '../modules/reports/change';
import type { OutboxEntry, ReportRecord } from '../modules/reports/record';
import { backOff } from './backOff';

/** The entry as it is stored now; undefined once it is finished. */
export const stillThere = (report: ReportRecord, entry: OutboxEntry): OutboxEntry | undefined =>
  report.outbox.find((e) => e.id === entry.id);

/** Writes what became of an entry, unless somebody else finished it meanwhile. */
export const settle = (
  reportId: string,
  entry: OutboxEntry,
  decide: (report: ReportRecord, entry: OutboxEntry) => Change | null,
): Promise<ReportRecord> =>
  changeReport(reportId, undefined, (report) => {
    const current = stillThere(report, entry);
    return current ? decide(report, current) : null;
  });

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
