import { AppError } from '../../../appError';
import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import { act, changeReport, factsOf, outboxEntry } from '../change';
import type { ReportRecord } from '../record';

/**
 * Takes a report back. With supporters only the reporter leaves. After something was sent, the destination is asked
 * first: it agrees as long as it has not filed.
 * @throws notFound, reportMoved, illegalTransition
 */
export async function withdrawReport(
  services: Services,
  person: Person,
  id: string,
  version: number,
): Promise<ReportRecord> {
  const now = services.now();
  let askFirst: ReportRecord | undefined;
  const report = await changeReport(id, version, (current) => {
    if (current.reporterId !== person.id) throw new AppError('notFound');
    const facts = factsOf(current, now);
    if (facts.hasSupporters && !facts.sent) {
      const { change } = act(current, { action: 'leave', actor: 'reporter', at: now, personId: person.id });
      return { set: { ...change.set, reporterId: undefined, anonymous: true }, entry: change.entry };
    }
    if (facts.sent) {
      askFirst = current;
      return null;
    }
    const { change } = act(current, { action: 'withdraw', actor: 'reporter', at: now, personId: person.id });
    return {
      set: { ...change.set, wakeAt: undefined, offerUntil: undefined },
      entry: change.entry,
      enqueue: change.enqueue,
      finish: current.outbox.map((e) => e.id),
    };
  });
  if (askFirst) return withdrawSent(services, person, askFirst);
  services.kick();
  return report;
}

async function withdrawSent(services: Services, person: Person, sent: ReportRecord): Promise<ReportRecord> {
  const now = services.now();
  const { destination } = sent.delivery;
  const caseNumber = sent.delivery.caseNumbers.at(-1);
  const answer =
    destination && caseNumber
      ? await services.destinations.get(destination).update({
          id: `${sent._id}:${sent.position.round}:withdrawn`,
          key: `${sent._id}:${sent.position.round}`,
          caseNumber,
          kind: 'withdrawn',
          photos: [],
          supports: sent.supports,
          confirmed: 0,
          disputed: 0,
          asked: 0,
          supervised: sent.position.supervised,
        })
      : { outcome: 'refused' as const };
  if (answer.outcome !== 'accepted')
    throw new AppError('illegalTransition', { state: sent.position.state, action: 'withdraw' });
  const report = await changeReport(sent._id, undefined, (current) => {
    if (current.position.state === 'withdrawn') return null;
    const { change } = act(current, {
      action: 'withdraw',
      actor: 'reporter',
      at: now,
      personId: person.id,
      facts: { destinationAgrees: true },
    });
    return {
      set: { ...change.set, wakeAt: undefined },
      entry: change.entry,
      enqueue: [outboxEntry('notify', change.entry.seq, now)],
      finish: current.outbox.map((e) => e.id),
    };
  });
  services.kick();
  return report;
}
