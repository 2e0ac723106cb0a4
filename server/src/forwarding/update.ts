import { act, type Change, outboxEntry } from '../modules/reports/change';
import type { OutboxEntry, ReportRecord } from '../modules/reports/record';
import { putOff, settle, type Turn } from './outbox';
import type { UpdateDelivery } from './port';
import { copyOf } from './recordCopy';
import { roundOf, toUpdate } from './toUpdate';

/**
 * Tells a destination what is new of a case it has. Without a case there is nothing to tell: the forwarding carries the
 * present numbers. A lead destination that cannot reopen gets a new case.
 */
export async function updateCase(turn: Turn, report: ReportRecord, due: OutboxEntry): Promise<ReportRecord> {
  const { services } = turn;
  const { update, destination } = due;
  const leads = destination === report.delivery.destination;
  const caseNumber = (leads ? report.delivery : copyOf(report, destination))?.caseNumbers.at(-1);
  if (!caseNumber || !update || roundOf(report, due) !== report.position.round)
    return settle(turn, report, due, () => ({ finish: [due.id] }));
  const answer = await send(turn, report, { ...due, update }, caseNumber);
  turn.breaker.note(answer.outcome !== 'retryLater', services.now());
  return settle(turn, report, due, (current, entry) => {
    if (answer.outcome === 'retryLater') return putOff(entry, services.now());
    const again = answer.outcome === 'refused' && leads && update === 'reopened';
    return again && current.position.state === 'reopened'
      ? newCase(current, entry, services.now())
      : { finish: [entry.id] };
  });
}

async function send(
  { services }: Turn,
  report: ReportRecord,
  entry: Parameters<typeof toUpdate>[1],
  caseNumber: string,
): Promise<UpdateDelivery> {
  try {
    return await services.destinations.get(entry.destination!).update(toUpdate(report, entry, caseNumber));
  } catch (err) {
    services.log.error({ reportId: report._id, destination: entry.destination, err }, 'a destination failed');
    return { outcome: 'retryLater', detail: 'no answer' };
  }
}

/** A new round with a case of its own at the same place; the number so far stays beside the new one. */
function newCase(report: ReportRecord, entry: OutboxEntry, at: Date): Change {
  const { change } = act(report, { action: 'cannotReopen', actor: 'system', at });
  const { destination, caseNumbers } = report.delivery;
  const forward = outboxEntry('forward', change.entry.seq, at);
  return {
    ...change,
    set: {
      ...change.set,
      delivery: { ...(destination ? { destination } : {}), attempts: [], caseNumbers },
      counts: { ...report.counts, sendBacks: 0 },
      unit: undefined,
      acceptedAt: undefined,
      filedAt: undefined,
      dueAt: undefined,
    },
    enqueue: [...change.enqueue, destination ? { ...forward, destination } : forward],
    finish: [...change.finish, entry.id],
  };
}
