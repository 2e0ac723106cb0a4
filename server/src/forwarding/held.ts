import { AppError } from '../appError';
import type { Person } from '../modules/people/person';
import { act, changeReport, outboxEntry } from '../modules/reports/change';
import type { Services } from '../services';

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
    return { ...change, enqueue: [...change.enqueue, outboxEntry('forward', change.entry.seq, at)] };
  });
  services.kick();
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
