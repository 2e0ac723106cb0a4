import { AppError } from '../../../appError';
import type { Services } from '../../../services';
import { addWorkingHours } from '../../calendar/workingTime';
import type { Person } from '../../people/person';
import { act, changeReport } from '../change';
import { actorsOf, requireSight } from '../policy';
import type { ReportRecord } from '../record';
import { supportedSince } from '../supports';

/** Appeals once against a refusal or against 不予立案. @throws notFound, forbidden, reportMoved, illegalTransition */
export async function appealReport(
  services: Services,
  person: Person,
  input: { id: string; version: number; reason: string },
): Promise<ReportRecord> {
  const now = services.now();
  const since = await supportedSince(input.id, person.id);
  return changeReport(input.id, input.version, (current) => {
    requireSight(person, current);
    const actor = actorsOf(person, current, since).find((a) => a === 'reporter' || a === 'supporter');
    if (!actor) throw new AppError('forbidden');
    const { change } = act(current, {
      action: 'appeal',
      actor,
      at: now,
      personId: person.id,
      detail: { reason: input.reason },
    });
    return {
      ...change,
      set: {
        ...change.set,
        appeal: {
          personId: person.id,
          reason: input.reason,
          at: now,
          dueAt: addWorkingHours(now, services.env.REVIEW_WORKING_HOURS),
        },
        counts: { ...current.counts, appeals: current.counts.appeals + 1 },
      },
    };
  });
}
