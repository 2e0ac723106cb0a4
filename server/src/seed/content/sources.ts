import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CategoryGroup, categoryGroup } from '@jierong/shared/categories';
import type { Photo } from '@jierong/shared/media';
import { satisfaction } from '@jierong/shared/ratings';
import { declineReason } from '@jierong/shared/reports';
import * as z from 'zod';
import { serverRoot } from '../../serverRoot';

const demonstration = join(serverRoot, 'data', 'demonstration');
/** Where the build put the photos in their stored sizes. */
export const preparedFolder = join(serverRoot, 'dist', 'demonstration');

const byGroup = <T extends z.ZodType>(of: T) => z.record(categoryGroup, of);
const storiesFile = z.object({
  reports: byGroup(
    z.array(
      z.object({
        title: z.string(),
        text: z.string(),
        code: z.string(),
        scenes: z.array(z.string()),
        shopId: z.optional(z.string()),
      }),
    ),
  ),
  feedback: byGroup(z.array(z.string())),
  declines: z.array(z.object({ reason: declineReason, words: z.string() })),
  sendBacks: z.array(z.string()),
  disputes: z.array(z.string()),
  checks: z.array(z.string()),
  comments: z.object({ resident: z.array(z.string()), merchant: z.array(z.string()), official: z.array(z.string()) }),
  proposals: z.array(z.object({ group: categoryGroup, title: z.string(), why: z.string() })),
  proposalAnswers: z.array(z.string()),
  ratings: z.record(satisfaction, z.array(z.string())),
});
const shopsFile = z.object({
  shops: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      address: z.string(),
      point: z.object({ longitude: z.number(), latitude: z.number() }),
    }),
  ),
});
const scenesFile = z.object({
  scenes: z.array(z.object({ id: z.string(), view: z.enum(['far', 'near']), after: z.optional(z.string()) })),
});
const roadsFile = z.object({
  features: z.array(
    z.object({
      properties: z.object({ name: z.string() }),
      geometry: z.object({ coordinates: z.array(z.tuple([z.number(), z.number()])) }),
    }),
  ),
});
const preparedFile = z.array(
  z.object({ scene: z.string(), key: z.string(), width: z.number(), height: z.number(), alt: z.string() }),
);

const read = (folder: string, name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

export type Stories = z.infer<typeof storiesFile>;
export type Story = Stories['reports'][CategoryGroup][number];

/** A prepared photo of a scene. */
export type PreparedPhoto = z.infer<typeof preparedFile>[number];

/** Everything the demonstration content is made from. */
export interface Sources {
  stories: Stories;
  shops: z.infer<typeof shopsFile>['shops'];
  roads: { name: string; line: [number, number][] }[];
  prepared: PreparedPhoto[];
  /** The photo of a scene, and of the same place put right. */
  photo(scene: string): Photo;
  afterPhoto(scene: string): Photo | undefined;
}

/** Reads the demonstration's files. @throws when the build has not prepared the photos */
export function readSources(): Sources {
  const scenes = new Map(
    scenesFile.parse(read(join(demonstration, 'scenes'), 'scenes.json')).scenes.map((s) => [s.id, s]),
  );
  const prepared = preparedFile.parse(read(preparedFolder, 'photos.json'));
  const photos = new Map(prepared.map((p) => [p.scene, p]));
  const photoOf = (scene: string, view: Photo['view']): Photo => {
    const found = photos.get(scene);
    if (!found) throw new Error(`no photo of scene ${scene}`);
    return { key: found.key, width: found.width, height: found.height, view, alt: found.alt };
  };
  return {
    stories: storiesFile.parse(read(demonstration, 'stories.json')),
    shops: shopsFile.parse(read(demonstration, 'shops.json')).shops,
    roads: roadsFile
      .parse(read(demonstration, 'roads.geojson'))
      .features.map((f) => ({ name: f.properties.name, line: f.geometry.coordinates })),
    prepared,
    photo: (scene) => photoOf(scene, scenes.get(scene)?.view ?? 'far'),
    afterPhoto: (scene) => {
      const after = scenes.get(scene)?.after;
      return after ? photoOf(after, 'after') : undefined;
    },
  };
}
