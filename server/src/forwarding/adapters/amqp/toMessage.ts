import type { Point } from '@jierong/shared/geo';
import type { Photo } from '@jierong/shared/media';
import type { CaseInput, CaseUpdate } from '../../port';

/** A photo as the consumer gets it: by its address, by its bytes (JPEG in base64), or only told of. */
export type PhotoOnWire = Pick<Photo, 'view' | 'width' | 'height'> & { address?: string; jpeg?: string };

/** What the queue of cases carries. Version 1; fields may be added, their meaning does not change. */
export const toCaseMessage = (input: CaseInput, point: Point | undefined, photos: PhotoOnWire[]) => {
  const { point: _, ...place } = input.place;
  const { standard, edition, kind, majorCode, code, name } = input.category;
  return {
    version: 1,
    message: 'case.open',
    key: input.key,
    title: input.title,
    words: input.words,
    group: input.group,
    category: { standard, edition, kind, majorCode, code, name },
    limit: input.limit,
    place: { ...place, ...(point ? { point } : {}) },
    photos,
    supports: input.supports,
    supervised: input.supervised,
    reportedAt: input.reportedAt.toISOString(),
    demonstration: input.demonstration,
  };
};

/** News of a case. The consumer knows the case by its key, and by its number once it has given one. */
export const toUpdateMessage = (update: CaseUpdate, photos: PhotoOnWire[]) => {
  const { kind, photos: _, ...rest } = update;
  return { version: 1, message: 'case.update', news: kind, ...rest, photos };
};
