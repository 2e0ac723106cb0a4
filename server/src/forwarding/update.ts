import { act, type Change, outboxEntry } from '../modules/reports/change';
import type { OutboxEntry, ReportRecord } from '../modules/reports/record';
import type { Services } from '../services';
import { putOff, settle } from './outbox';
import type { UpdateDelivery } from './port';
import { roundOf, toUpdate } from './toUpdate';

/**
 * Tells a destination what is new of a case it has. Without a case there is nothing to tell: the forwarding carries the
 * present numbers. A destination that cannot reopen gets a new case.
 */
export async function updateCase(services: Services, report: ReportRecord, due: OutboxEntry): Promise<ReportRecord> {
  const caseNumber = report.delivery.caseNumbers.at(-1);
  const { update } = due;
  if (!caseNumber || !update || roundOf(report, due) !== report.position.round)
    return settle(report._id, due, () => ({ finish: [due.id] }));
  const answer = await send(services, report, { ...due, update }, caseNumber);
  return settle(report._id, due, (current, entry) => {
    if (answer.outcome === 'retryLater') return putOff(entry, services.now());
    const refused = answer.outcome === 'refused' && update === 'reopened' && current.position.state === 'reopened';
    return refused ? newCase(current, entry, services.now()) : { finish: [entry.id] };
  });
}

async function send(
  services: Services,
  report: ReportRecord,
  entry: Parameters<typeof toUpdate>[1],
  caseNumber: string,
): Promise<UpdateDelivery> {
  try {
    return await services.destination.update(toUpdate(report, entry, caseNumber));
  } catch (err) {
    services.log.error({ reportId: report._id, err }, 'a destination failed');
    return { outcome: 'retryLater', detail: 'no answer' };
  }
}

/** A new round with a case of its own; the number so far stays beside the new one. */
function newCase(report: ReportRecord, entry: OutboxEntry, at: Date): Change {
  const { change } = act(report, { action: 'cannotReopen', actor: 'system', at });
  const { destination, caseNumbers } = report.delivery;
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
    enqueue: [...change.enqueue, outboxEntry('forward', change.entry.seq, at)],
    finish: [...change.finish, entry.id],
  };
}
