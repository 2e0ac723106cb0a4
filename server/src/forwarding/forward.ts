import { act, type Change, changeReport, outboxEntry } from '../modules/reports/change';
import type { OutboxEntry, ReportRecord } from '../modules/reports/record';
import type { Services } from '../services';
import { countAttempt } from './metrics';
import { replaced, settle, stillThere } from './outbox';
import type { Delivery } from './port';
import { recordDelivery } from './recordDelivery';
import { toCase } from './toCase';

/** On its way, and neither with neighbours nor with people. */
const sendable = ({ position: { state, receipt } }: ReportRecord): boolean =>
  state === 'forwarding' && (receipt === 'queued' || receipt === 'attempted');

/**
 * Hands a report over: ends an offer or a claim that ran out, sends, and records what came of it. The attempt is counted
 * before it is made, so that a worker that dies in between is known of: then, as after a lost answer, the destination is
 * asked for the key before anything is sent again.
 */
export async function forwardReport(services: Services, id: string, due: OutboxEntry): Promise<ReportRecord> {
  const begun = await settle(id, due, (report, entry) => beginAttempt(report, entry, services.now()));
  const entry = stillThere(begun, due);
  if (!entry || entry.dueAt > services.now() || !sendable(begun)) return begun;
  const delivery = await send(services, begun, entry);
  countAttempt(delivery.outcome);
  if (delivery.outcome !== 'accepted')
    services.log.warn({ reportId: id, attempt: entry.attempts, ...delivery }, 'a report was not taken');
  const recorded = await settle(id, entry, (report, current) => recordDelivery(services, report, current, delivery));
  return delivery.outcome === 'accepted' ? takeBackToo(services, recorded, entry, delivery.caseNumber ?? '') : recorded;
}

/** Ends what ran out and counts the attempt; an entry with nothing left to forward is finished. */
function beginAttempt(report: ReportRecord, entry: OutboxEntry, at: Date): Change | null {
  if (entry.dueAt > at) return null;
  const counted = replaced(entry, { attempts: entry.attempts + 1 });
  if (sendable(report)) return counted;
  const { state, receipt } = report.position;
  const over = state === 'claimed' ? 'limitOver' : receipt === 'offered' ? 'offerOver' : undefined;
  if (!over) return { finish: [entry.id] };
  const by = over === 'limitOver' && report.claim ? { by: report.claim.by } : {};
  const { change } = act(report, { action: over, actor: 'system', at, ...by });
  return {
    ...change,
    set: { ...change.set, offerUntil: undefined, claim: undefined },
    enqueue: [...change.enqueue, ...(counted.enqueue ?? [])],
    finish: [...change.finish, entry.id],
  };
}

async function send(services: Services, report: ReportRecord, entry: OutboxEntry): Promise<Delivery> {
  const { destination, log } = services;
  const input = toCase(report);
  try {
    if (entry.attempts > 1 || report.delivery.attempts.length > 0) {
      const found = await destination.find(input.key);
      if (found) return { outcome: 'accepted', ...found };
    }
    return await destination.open(input);
  } catch (err) {
    log.error({ reportId: report._id, err }, 'a destination failed');
    return { outcome: 'retryLater', detail: 'no answer' };
  }
}

/** A report that was taken back or merged while it was on its way is taken back at the destination as well. */
function takeBackToo(
  services: Services,
  sent: ReportRecord,
  entry: OutboxEntry,
  caseNumber: string,
): Promise<ReportRecord> | ReportRecord {
  const gone = ({ position }: ReportRecord) => position.state === 'withdrawn' || position.state === 'merged';
  if (!gone(sent)) return sent;
  return changeReport(sent._id, undefined, (report) => {
    if (!gone(report) || report.delivery.caseNumbers.includes(caseNumber)) return null;
    const caseNumbers = [...report.delivery.caseNumbers, caseNumber];
    return {
      set: { delivery: { ...report.delivery, destination: services.destination.name, caseNumbers } },
      enqueue: [outboxEntry('update', entry.seq, services.now(), 'withdrawn')],
    };
  });
}
