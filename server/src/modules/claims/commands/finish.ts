import type { Services } from '../../../services';
import { photosOf } from '../../media/photos';
import type { Person } from '../../people/person';
import { act, changeReport } from '../../reports/change';
import { requireSight } from '../../reports/policy';
import type { ReportRecord } from '../../reports/record';
import { nextWake } from '../../reports/wakeAt';
import { requireClaimer } from '../policy';
import { forwardEntries } from './take';

const DAY = 86_400_000;

interface Input {
  id: string;
  version: number;
  photos: string[];
  note?: string | undefined;
}

/**
 * The claimer says that it is done, with after-photos of their own. The reporter and those who supported it before are
 * asked for seven days; nothing goes to the case queue any more.
 * @throws notFound, forbidden, unknownPhoto {photos}, illegalTransition, reportMoved
 */
export async function finishClaim(services: Services, person: Person, input: Input): Promise<ReportRecord> {
  const at = services.now();
  const report = await changeReport(input.id, input.version, async (found) => {
    requireClaimer(person, requireSight(undefined, found));
    const photos = await photosOf(
      person.id,
      input.photos.map((key) => ({ key, view: 'after' as const })),
    );
    const { position, change } = act(found, {
      action: 'done',
      actor: 'claimer',
      at,
      personId: person.id,
      ...(found.claim ? { by: found.claim.by } : {}),
      detail: { photos, ...(input.note ? { note: input.note } : {}) },
    });
    const answerUntil = new Date(at.getTime() + services.env.ANSWER_DAYS * DAY);
    return {
      ...change,
      set: {
        ...change.set,
        afterPhotos: photos,
        resolvedAt: at,
        answerUntil,
        wakeAt: nextWake({ ...found, position, answerUntil }, services.env),
      },
      finish: forwardEntries(found),
    };
  });
  services.kick();
  return report;
}
