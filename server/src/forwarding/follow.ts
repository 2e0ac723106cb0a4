import type { Change } from '../modules/reports/change';
import type { OutboxEntry, ReportRecord } from '../modules/reports/record';
import { keyOf } from './keys';
import { putOff, settle, type Turn } from './outbox';
import type { Found } from './port';
import { numbered } from './receipt';
import { copyOf, withCopy } from './recordCopy';

/** The receipt of a destination, whose case is still without a number. */
function waiting(report: ReportRecord, destination: string | undefined): { token: string } | undefined {
  const receipt = destination === report.delivery.destination ? report.delivery : copyOf(report, destination);
  return receipt?.token ? { token: receipt.token } : undefined;
}

/** What is written once the number of a case is known, by asking or because the destination told it. */
export function numberChange(report: ReportRecord, destination: string | undefined, caseNumber: string): Change {
  const finish = report.outbox.filter((e) => e.kind === 'follow' && e.destination === destination).map(({ id }) => id);
  if (destination === report.delivery.destination)
    return { set: { delivery: numbered(report.delivery, caseNumber) }, finish };
  const copy = copyOf(report, destination);
  return copy ? { set: { copies: withCopy(report, numbered(copy, caseNumber)) }, finish } : { finish };
}

/** Asks a destination for the number of a case that it took under a token; asks again, less and less often. */
export async function followToken(turn: Turn, report: ReportRecord, entry: OutboxEntry): Promise<ReportRecord> {
  const { services } = turn;
  const pending = waiting(report, entry.destination);
  if (!pending) return settle(turn, report, entry, () => ({ finish: [entry.id] }));
  let found: Found | undefined;
  try {
    found = await services.destinations
      .get(entry.destination!)
      .find(keyOf(report._id, report.position.round), pending.token);
    turn.breaker.note(true, services.now());
  } catch (err) {
    services.log.warn({ reportId: report._id, destination: entry.destination, err }, 'a number cannot be asked for');
    turn.breaker.note(false, services.now());
  }
  const caseNumber = found?.caseNumber;
  return settle(turn, report, entry, (current, stored) =>
    caseNumber === undefined ? putOff(stored, services.now()) : numberChange(current, stored.destination, caseNumber),
  );
}
