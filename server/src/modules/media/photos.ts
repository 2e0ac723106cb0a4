import { createHash } from 'node:crypto';
import { type Photo, type PhotoSize, photoSizes, type Uploaded } from '@jierong/shared/media';
import { AppError } from '../../appError';
import type { Services } from '../../services';
import { MediaModel, type MediaRecord } from './model';
import { remakePicture, resizePicture } from './picture';

/** Key under which one size of a photo is stored and served. */
export const storageKey = (key: string, size: PhotoSize): string => `${key}-${size}.jpg`;

/**
 * Stores an uploaded picture in its three sizes and makes the uploader one of its owners. The same picture sent again
 * gets the same key.
 * @throws notAPicture, pictureBomb
 */
export async function storePhoto(
  services: Pick<Services, 'storage' | 'now'>,
  ownerId: string,
  upload: Buffer,
  alt?: string,
): Promise<Uploaded> {
  const picture = await remakePicture(upload);
  const key = createHash('sha256').update(picture.content).digest('hex');
  for (const [size, side] of Object.entries(photoSizes) as [PhotoSize, number][]) {
    const name = storageKey(key, size);
    if (!(await services.storage.has(name)))
      await services.storage.put(name, await resizePicture(picture.content, side));
  }
  await MediaModel.updateOne(
    { _id: key },
    {
      $addToSet: { owners: ownerId },
      $setOnInsert: {
        width: picture.width,
        height: picture.height,
        createdAt: services.now(),
        ...(alt ? { alt } : {}),
      },
    },
    { upsert: true },
  );
  return { key, width: picture.width, height: picture.height, ...(picture.taken ? { taken: picture.taken } : {}) };
}

/**
 * The photos a person names, which must be their own uploads.
 * @throws unknownPhoto {photos} with every key that is not theirs
 */
export async function photosOf(
  personId: string,
  refs: readonly { key: string; view: Photo['view'] }[],
): Promise<Photo[]> {
  const records = await MediaModel.find({ _id: { $in: refs.map((r) => r.key) }, owners: personId }).lean<
    MediaRecord[]
  >();
  const found = new Map(records.map((r) => [r._id, r]));
  const missing = refs.filter((r) => !found.has(r.key)).map((r) => r.key);
  if (missing.length) throw new AppError('unknownPhoto', { photos: missing });
  return refs.map(({ key, view }) => {
    const { width, height, alt } = found.get(key)!;
    return { key, width, height, view, ...(alt ? { alt } : {}) };
  });
}
