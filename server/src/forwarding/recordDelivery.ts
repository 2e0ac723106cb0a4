import { act, type Change, outboxEntry } from '../modules/reports/change';
import type { OutboxEntry, ReportRecord } from '../modules/reports/record';
import type { Services } from '../services';
import { replaced } from './outbox';
import type { Delivery } from './port';
import { notTaken, taken } from './receipt';

/**
 * What is written after an attempt to hand a report to the destination that decides its state: the receipt, the case
 * number or the token to follow, when to try again, or that people have to look.
 */
export function recordDelivery(
  services: Pick<Services, 'env' | 'log' | 'now'>,
  report: ReportRecord,
  entry: OutboxEntry,
  delivery: Delivery,
): Change {
  const at = services.now();
  if (delivery.outcome === 'accepted') return acknowledged(report, entry, delivery, at);
  const attempt = entry.attempts + 1;
  const { receipt, again } = notTaken(report.delivery, delivery, { attempt, most: services.env.FORWARD_ATTEMPTS, at });
  if (!again) {
    services.log.error({ reportId: report._id, outcome: delivery.outcome }, 'a report is held for people');
    const detail = receipt.lastError ? { reason: receipt.lastError } : {};
    const { change } = act(report, { action: 'hold', actor: 'system', at, detail });
    return { ...change, set: { ...change.set, delivery: receipt }, finish: [...change.finish, entry.id] };
  }
  const later = replaced(entry, { attempts: attempt, dueAt: again });
  // the first failure is a step of its own; further ones only lengthen the list of attempts
  if (report.position.receipt === 'attempted') return { ...later, set: { delivery: receipt } };
  const { change } = act(report, { action: 'retryLater', actor: 'system', at });
  return { ...later, entry: change.entry, set: { ...change.set, delivery: receipt } };
}

function acknowledged(
  report: ReportRecord,
  entry: OutboxEntry,
  delivery: Extract<Delivery, { outcome: 'accepted' }>,
  at: Date,
): Change {
  const { caseNumber } = delivery;
  const detail = caseNumber === undefined ? {} : { caseNumber };
  const { change } = act(report, { action: 'acknowledge', actor: 'official', at, detail });
  const follow = caseNumber === undefined ? [followEntry(entry, change.entry.seq, at)] : [];
  return {
    ...change,
    set: { ...change.set, delivery: taken(report.delivery, delivery, at) },
    enqueue: [...change.enqueue, ...follow],
    finish: [...change.finish, entry.id],
  };
}

/** Asks for the number of what was taken under a token. It stands before all news, which needs the number. */
export const followEntry = ({ destination }: OutboxEntry, seq: number, at: Date): OutboxEntry => ({
  ...outboxEntry('follow', seq, at),
  ...(destination ? { destination } : {}),
});
