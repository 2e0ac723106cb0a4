import { changeReport, outboxEntry } from '../modules/reports/change';
import type { DeliveryRecord, OutboxEntry, ReportRecord } from '../modules/reports/record';
import { countAttempt } from './metrics';
import { replaced, settle, stillThere, type Turn } from './outbox';
import type { Delivery, Destination } from './port';
import { copyOf, recordCopy } from './recordCopy';
import { recordDelivery } from './recordDelivery';
import { sendable } from './route';
import { toCase } from './toCase';

/** The receipt that an entry's destination writes on. */
const receiptOf = (report: ReportRecord, { destination }: OutboxEntry): DeliveryRecord =>
  destination === report.delivery.destination ? report.delivery : (copyOf(report, destination) ?? report.delivery);

/** The entry is about the present round, and its destination still waits for the case. */
function wanted(report: ReportRecord, { destination }: OutboxEntry): boolean {
  if (destination === report.delivery.destination) return sendable(report);
  const copy = copyOf(report, destination);
  const gone = ['withdrawn', 'merged', 'closed', 'declined'].includes(report.position.state);
  return !gone && (copy?.status === 'queued' || copy?.status === 'attempted');
}

/**
 * Hands a report to a destination and records what came of it. The lease on the disk is what tells of an attempt that
 * nobody lived to record: who takes it over counts that attempt and, as after a lost answer, asks the destination for the
 * key before anything is sent again.
 */
export async function forwardReport(turn: Turn, report: ReportRecord, due: OutboxEntry): Promise<ReportRecord> {
  const { services } = turn;
  if (!wanted(report, due)) return settle(turn, report, due, () => ({ finish: [due.id] }));
  const begun = turn.takenOver
    ? await settle(turn, report, due, (_, entry) => replaced(entry, { attempts: entry.attempts + 1 }))
    : report;
  const entry = stillThere(begun, due);
  if (!entry) return begun;
  const destination = services.destinations.get(due.destination!);
  const delivery = await send(turn, destination, begun, entry);
  const answered = delivery.outcome !== 'retryLater';
  turn.breaker.note(answered, services.now());
  countAttempt(destination.name, delivery.outcome);
  if (delivery.outcome !== 'accepted')
    services.log.warn({ reportId: report._id, destination: destination.name, ...delivery }, 'a report was not taken');
  const record = destination.name === begun.delivery.destination ? recordDelivery : recordCopy;
  const recorded = await settle(turn, begun, entry, (current, stored) =>
    wanted(current, stored) ? record(services, current, stored, delivery) : { finish: [stored.id] },
  );
  return delivery.outcome === 'accepted' ? takeBackToo(turn, recorded, entry, delivery.caseNumber) : recorded;
}

async function send(
  { services: { log } }: Turn,
  destination: Destination,
  report: ReportRecord,
  entry: OutboxEntry,
): Promise<Delivery> {
  const input = toCase(report);
  try {
    if (entry.attempts > 0 || receiptOf(report, entry).attempts.length > 0) {
      const found = await destination.find(input.key);
      if (found) return { outcome: 'accepted', ...found };
    }
    return await destination.open(input);
  } catch (err) {
    log.error({ reportId: report._id, destination: destination.name, err }, 'a destination failed');
    return { outcome: 'retryLater', detail: 'no answer' };
  }
}

/** A report that was taken back or merged while it was on its way is taken back at the destination as well. */
function takeBackToo(
  { services }: Turn,
  sent: ReportRecord,
  { destination, seq }: OutboxEntry,
  caseNumber: string | undefined,
): Promise<ReportRecord> | ReportRecord {
  const gone = ({ position }: ReportRecord) => position.state === 'withdrawn' || position.state === 'merged';
  if (!gone(sent) || !caseNumber) return sent;
  return changeReport(sent._id, undefined, (report) => {
    if (!gone(report) || report.delivery.caseNumbers.includes(caseNumber)) return null;
    const caseNumbers = [...report.delivery.caseNumbers, caseNumber];
    return {
      set: { delivery: { ...report.delivery, caseNumbers } },
      enqueue: [
        { ...outboxEntry('update', seq, services.now(), 'withdrawn'), ...(destination ? { destination } : {}) },
      ],
    };
  });
}
