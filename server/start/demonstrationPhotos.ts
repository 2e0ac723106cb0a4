import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PhotoSize, photoSizes } from '@jierong/shared/media';
import { storageKey } from '../src/modules/media/photos';
import { remakePicture, resizePicture } from '../src/modules/media/picture';

/** What is kept of a prepared demonstration photo. */
export interface PreparedPhoto {
  scene: string;
  key: string;
  width: number;
  height: number;
  alt: string;
}

/**
 * Makes the stored sizes of every demonstration scene at build time, by the same code that takes uploads, so that the
 * first start only copies files. Writes `<key>-<size>.jpg` and `photos.json` into `folder`.
 */
export async function prepareDemonstrationPhotos(scenes: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const list = JSON.parse(await readFile(join(scenes, 'scenes.json'), 'utf8')) as {
    scenes: { id: string; file: string; alt: string }[];
  };
  const prepared: PreparedPhoto[] = [];
  for (const { id, file, alt } of list.scenes) {
    const { content, width, height } = await remakePicture(await readFile(join(scenes, file)));
    const key = createHash('sha256').update(content).digest('hex');
    await Promise.all(
      (Object.entries(photoSizes) as [PhotoSize, number][]).map(async ([size, side]) =>
        writeFile(join(folder, storageKey(key, size)), await resizePicture(content, side)),
      ),
    );
    prepared.push({ scene: id, key, width, height, alt });
  }
  await writeFile(join(folder, 'photos.json'), JSON.stringify(prepared));
}
