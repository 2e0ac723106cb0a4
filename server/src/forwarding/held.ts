import { AppError } from '../appError';
import type { Person } from '../modules/people/person';
import { act, changeReport, outboxEntry } from '../modules/reports/change';
import { ReportModel } from '../modules/reports/model';
import type { ReportRecord } from '../modules/reports/record';
import type { Services } from '../services';
import { keyOf } from './keys';

type Asker = 'lead' | 'admin';

/** The squadron lead or an administrator looks after what is held. @throws forbidden for everybody else */
export function asKeeper(person: Person): Asker {
  if (person.role === 'squadronLead') return 'lead';
  if (person.role === 'admin') return 'admin';
  throw new AppError('forbidden');
}

interface Held {
  id: string;
  version: number;
}

const named = (person: Person) => ({ personId: person.id, ...(person.unit ? { by: person.unit.name } : {}) });

/** Sends a held report again, under the same key. @throws forbidden, notFound, reportMoved, illegalTransition */
export async function resend(services: Services, person: Person, { id, version }: Held): Promise<void> {
  const actor = asKeeper(person);
  const at = services.now();
  await changeReport(id, version, (report) => {
    const { change } = act(report, { action: 'resend', actor, at, ...named(person) });
    const { destination } = report.delivery;
    const known = destination && services.destinations.find(destination);
    const forward = outboxEntry('forward', change.entry.seq, at); // routed anew when its destination is gone
    return { ...change, enqueue: [...change.enqueue, known ? { ...forward, destination } : forward] };
  });
  services.kick();
}

/**
 * Sends a held report to another destination under the same key. The one so far is asked first: if it has the case after
 * all, its number is taken instead, so that there are not two.
 * @throws as `resend`; unknownDestination
 */
export async function reroute(
  services: Services,
  person: Person,
  { id, version, destination }: Held & { destination: string },
): Promise<'rerouted' | 'alreadyThere'> {
  const actor = asKeeper(person);
  if (!services.destinations.find(destination)) throw new AppError('unknownDestination');
  const known = await ReportModel.findById(id).lean<ReportRecord>();
  if (!known) throw new AppError('notFound');
  const found = await services.destinations
    .find(known.delivery.destination ?? '')
    ?.find(keyOf(id, known.position.round))
    .catch(() => undefined);
  if (found?.caseNumber) {
    await deliverByHand(services, person, { id, version, caseNumber: found.caseNumber });
    return 'alreadyThere';
  }
  const at = services.now();
  await changeReport(id, version, (report) => {
    const { change } = act(report, { action: 'reroute', actor, at, ...named(person) });
    return {
      ...change,
      set: { ...change.set, delivery: { ...report.delivery, destination } },
      enqueue: [...change.enqueue, { ...outboxEntry('forward', change.entry.seq, at), destination }],
    };
  });
  services.kick();
  return 'rerouted';
}

/** Records that a person handed a held report over, with the number the other side gave. @throws as `resend` */
export async function deliverByHand(
  services: Services,
  person: Person,
  { id, version, caseNumber }: Held & { caseNumber: string },
): Promise<void> {
  const actor = asKeeper(person);
  const at = services.now();
  await changeReport(id, version, (report) => {
    const { change } = act(report, { action: 'deliverByHand', actor, at, ...named(person), detail: { caseNumber } });
    const caseNumbers = [...new Set([...report.delivery.caseNumbers, caseNumber])];
    return { ...change, set: { ...change.set, delivery: { ...report.delivery, caseNumbers, acceptedAt: at } } };
  });
  services.kick();
}

/** Closes a held report unfixed, with a public reason. @throws as `resend`; an administrator may not */
export async function closeWithReason(
  services: Services,
  person: Person,
  { id, version, reason }: Held & { reason: string },
): Promise<void> {
  if (asKeeper(person) !== 'lead') throw new AppError('forbidden');
  const at = services.now();
  await changeReport(id, version, (report) => {
    const { change } = act(report, {
      action: 'closeWithReason',
      actor: 'lead',
      at,
      ...named(person),
      detail: { reason },
    });
    return { ...change, set: { ...change.set, closedAt: at } };
  });
  services.kick();
}
