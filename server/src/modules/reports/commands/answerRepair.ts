import { AppError } from '../../../appError';
import type { Services } from '../../../services';
import { addLimit } from '../../calendar/workingTime';
import { photosOf } from '../../media/photos';
import type { Person } from '../../people/person';
import { act, type Change, changeReport, factsOf, outboxEntry } from '../change';
import { asAffected, refuseConflict, requireSight } from '../policy';
import type { ReportRecord } from '../record';
import { supportedSince } from '../supports';
import { nextWake } from '../wakeAt';

/** The case hears how the public answered. */
const tell = (
  report: ReportRecord,
  seq: number,
  at: Date,
  update: 'confirmed' | 'disputed',
): NonNullable<Change['enqueue']> =>
  report.position.origin === 'official' && report.delivery.acceptedAt ? [outboxEntry('update', seq, at, update)] : [];

/**
 * 修好了. For a claimed issue the reporter, or two supporters, close it; for an official case it informs the check.
 * A person who confirmed already changes nothing.
 * @throws notFound, forbidden, conflictOfInterest, reportMoved, illegalTransition
 */
export async function confirmRepair(
  services: Services,
  person: Person,
  id: string,
  version: number,
): Promise<ReportRecord> {
  const now = services.now();
  const since = await supportedSince(id, person.id);
  const report = await changeReport(id, version, (current) => {
    requireSight(person, current);
    refuseConflict(person, current);
    const as = asAffected(person, current, since);
    const round = current.position.round;
    if (current.confirmations.some((c) => c.personId === person.id && c.round === round)) return null;
    const { position, change } = act(current, {
      action: 'confirm',
      actor: as,
      at: now,
      personId: person.id,
      facts: factsOf(current, now),
    });
    const closed = position.state === 'closed';
    const set = {
      ...change.set,
      confirmations: [...current.confirmations, { personId: person.id, as, at: now, round }],
      ...(closed ? { closedAt: now, wakeAt: undefined } : {}),
    };
    return {
      set,
      entry: change.entry,
      enqueue: [...(closed ? change.enqueue : []), ...tell(current, change.entry.seq, now, 'confirmed')],
    };
  });
  services.kick();
  return report;
}

/**
 * 没修好, with photos and a reason. Somebody who did not handle it decides within one working day; silence stops.
 * @throws notFound, forbidden, conflictOfInterest, reportMoved, illegalTransition, unknownPhoto
 */
export async function disputeRepair(
  services: Services,
  person: Person,
  input: { id: string; version: number; reason: string; photos: readonly string[] },
): Promise<ReportRecord> {
  const now = services.now();
  const since = await supportedSince(input.id, person.id);
  const report = await changeReport(input.id, input.version, async (current) => {
    requireSight(person, current);
    refuseConflict(person, current);
    const as = asAffected(person, current, since);
    const photos = await photosOf(
      person.id,
      input.photos.map((key) => ({ key, view: 'evidence' as const })),
    );
    if (!photos.length) throw new AppError('pictureRequired');
    const { position, change } = act(current, {
      action: 'dispute',
      actor: as,
      at: now,
      personId: person.id,
      detail: { reason: input.reason, photos },
    });
    const dispute = {
      personId: person.id,
      as,
      at: now,
      reason: input.reason,
      photos,
      decideBy: addLimit(now, { value: services.env.DISPUTE_WORKING_DAYS, unit: 'workingDay' }),
    };
    return {
      set: {
        ...change.set,
        dispute,
        counts: { ...current.counts, disputes: current.counts.disputes + 1 },
        wakeAt: nextWake({ ...current, position, dispute }, services.env),
      },
      entry: change.entry,
      enqueue: [...change.enqueue, ...tell(current, change.entry.seq, now, 'disputed')],
    };
  });
  services.kick();
  return report;
}
