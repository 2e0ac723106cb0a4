import type { Change } from '../modules/reports/change';
import type { CopyRecord, OutboxEntry, ReportRecord } from '../modules/reports/record';
import type { Services } from '../services';
import { replaced } from './outbox';
import type { Delivery } from './port';
import { notTaken, taken } from './receipt';
import { followEntry } from './recordDelivery';

/** The copy of this round that an entry is about. */
export const copyOf = (report: ReportRecord, destination: string | undefined): CopyRecord | undefined =>
  report.copies.find((copy) => copy.destination === destination && copy.round === report.position.round);

/** All copies with one of them changed. */
export const withCopy = (report: ReportRecord, changed: CopyRecord): CopyRecord[] =>
  report.copies.map((copy) =>
    copy.destination === changed.destination && copy.round === changed.round ? changed : copy,
  );

/**
 * What is written after an attempt to hand a report to a further destination. Its receipt stands beside the report's own
 * and moves nothing: accepted by one of two is shown as that.
 */
export function recordCopy(
  services: Pick<Services, 'env' | 'log' | 'now'>,
  report: ReportRecord,
  entry: OutboxEntry,
  delivery: Delivery,
): Change {
  const copy = copyOf(report, entry.destination);
  if (!copy) return { finish: [entry.id] };
  const at = services.now();
  if (delivery.outcome === 'accepted') {
    const accepted: CopyRecord = { ...taken(copy, delivery, at), status: 'accepted' };
    const follow = accepted.token ? [followEntry(entry, entry.seq, at)] : [];
    return { set: { copies: withCopy(report, accepted) }, finish: [entry.id], enqueue: follow };
  }
  const attempt = entry.attempts + 1;
  const { receipt, again } = notTaken(copy, delivery, { attempt, most: services.env.FORWARD_ATTEMPTS, at });
  if (again) {
    const later = replaced(entry, { attempts: attempt, dueAt: again });
    return { ...later, set: { copies: withCopy(report, { ...receipt, status: 'attempted' }) } };
  }
  services.log.error({ reportId: report._id, destination: copy.destination }, 'a copy of a report is held for people');
  return { set: { copies: withCopy(report, { ...receipt, status: 'held' }) }, finish: [entry.id] };
}
