import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PhotoSize, photoSizes } from '@jierong/shared/media';
import { CaseCounterModel, CaseModel } from '../../modules/cases/model';
import { MediaModel } from '../../modules/media/model';
import { storageKey } from '../../modules/media/photos';
import { PersonModel, type PersonRecord } from '../../modules/people/model';
import { ReportModel } from '../../modules/reports/model';
import { SupportModel } from '../../modules/reports/supports';
import { UnitModel } from '../../modules/units/model';
import type { Services } from '../../services';
import { makeContent } from './make';
import { readSources, type Sources } from './sources';
import { storeTalk } from './talk';

/**
 * Fills an empty database with demonstration reports. Does nothing where there are reports already.
 * @param photos the folder of the prepared photos, when not where the build puts them
 */
export async function storeContent(services: Services, photos?: string): Promise<void> {
  if (await ReportModel.exists({})) return;
  const now = services.now();
  const sources = readSources(photos);
  const people = await PersonModel.find({ demonstration: true }).lean<PersonRecord[]>();
  const units = new Map((await UnitModel.find({}).lean()).map((u) => [u._id, u.name]));
  const content = makeContent(sources, people, units, services.env, now);
  await storePhotos(services, sources, now);
  await storeTalk(content, sources, people, now);
  await SupportModel.insertMany(content.supports, { lean: true });
  await CaseCounterModel.bulkWrite(
    [...content.counters].map(([_id, last]) => ({
      updateOne: { filter: { _id }, update: { $max: { last } }, upsert: true },
    })),
  );
  await CaseModel.insertMany(content.cases, { lean: true });
  // Reports come last: where they are, all the rest is.
  await ReportModel.insertMany(content.reports, { lean: true });
}

/** Copies the prepared photos into the store; the same content is stored once. */
async function storePhotos(services: Services, sources: Sources, now: Date): Promise<void> {
  for (const { key } of sources.prepared)
    await Promise.all(
      (Object.keys(photoSizes) as PhotoSize[]).map(async (size) => {
        const name = storageKey(key, size);
        if (!(await services.storage.has(name)))
          await services.storage.put(name, await readFile(join(sources.folder, name)));
      }),
    );
  await MediaModel.bulkWrite(
    sources.prepared.map(({ key, width, height, alt }) => ({
      updateOne: {
        filter: { _id: key },
        update: { $setOnInsert: { width, height, alt, owners: [], createdAt: now } },
        upsert: true,
      },
    })),
  );
}
