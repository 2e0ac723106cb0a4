import { limits } from '@jierong/shared/limits';
import { AppError } from '../../../appError';
import type { Services } from '../../../services';
import { photosOf } from '../../media/photos';
import type { Person } from '../../people/person';
import { fallbackUnitId } from '../../units/duties';
import { findHandlingUnit } from '../../units/queries';
import type { CaseRecord } from '../record';
import { handledByToo, type StepInput, takeStep } from './takeStep';

type WithPhotos = StepInput & { photos: readonly string[] };

/** 开始处置. */
export const start = (services: Services, person: Person, input: StepInput): Promise<CaseRecord> =>
  takeStep(services, person, 'start', input, (record) => ({
    set: { handledBy: handledByToo(record, person) },
    answer: record.unit ? { unit: record.unit } : {},
  }));

/**
 * 回退 with a reason: back to the desk, twice; the third time the case goes to the 兜底 owner, who cannot be passed over.
 * @throws unknownUnit when no owner is named, and as `takeStep`
 */
export async function sendBack(services: Services, person: Person, input: StepInput): Promise<CaseRecord> {
  const owner = await findHandlingUnit(fallbackUnitId);
  return takeStep(services, person, 'sendBack', input, (record) => {
    const last = record.sendBacks >= limits.sendBacksPerCase;
    if (last && !owner) throw new AppError('unknownUnit', { unitId: fallbackUnitId });
    const unit = last ? owner : undefined;
    const sendBacks = record.sendBacks + 1;
    return {
      set: { sendBacks, unit, handOverTo: undefined, handledBy: handledByToo(record, person) },
      answer: { sendBacks, ...(unit ? { unit, ...(record.dueAt ? { dueAt: record.dueAt } : {}) } : {}) },
    };
  });
}

/** 处置反馈 with after-photos. @throws unknownPhoto, and as `takeStep` */
export const feedback = (services: Services, person: Person, input: WithPhotos): Promise<CaseRecord> =>
  repair(services, person, 'feedback', input);

/** 快速处置 by a grid officer who happened to be there. @throws as `feedback` */
export const fixOnSpot = (services: Services, person: Person, input: WithPhotos): Promise<CaseRecord> =>
  repair(services, person, 'fixOnSpot', input);

async function repair(
  services: Services,
  person: Person,
  action: 'feedback' | 'fixOnSpot',
  { photos: keys, ...input }: WithPhotos,
): Promise<CaseRecord> {
  const photos = await photosOf(
    person.id,
    keys.map((key) => ({ key, view: 'after' as const })),
  );
  return takeStep(services, person, action, input, (record, at) => {
    const unit = action === 'fixOnSpot' ? person.unit : record.unit;
    return {
      set: { afterPhotos: photos, handledAt: at, handledBy: handledByToo(record, person), ...(unit ? { unit } : {}) },
      entry: { photos },
      answer: { photos, ...(unit ? { unit } : {}) },
      brought: photos.length ? ['afterPhoto'] : [],
    };
  });
}
