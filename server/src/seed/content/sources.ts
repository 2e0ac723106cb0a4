import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CategoryGroup, categoryGroup, categoryGroups } from '@jierong/shared/categories';
import type { Photo } from '@jierong/shared/media';
import { satisfaction } from '@jierong/shared/ratings';
import { declineReason } from '@jierong/shared/reports';
import * as z from 'zod';
import { serverRoot } from '../../serverRoot';

const demonstration = join(serverRoot, 'data', 'demonstration');
/** Where the build puts the photos in their stored sizes. */
const preparedFolder = join(serverRoot, 'dist', 'demonstration');

const byGroup = <T extends z.ZodType>(of: T) => z.record(categoryGroup, of);
/** What somebody says, and about which groups or covers it makes sense; about all when neither is named. */
const sentence = z.object({
  words: z.string(),
  groups: z.optional(z.array(categoryGroup)),
  scenes: z.optional(z.array(z.string())),
});
const comment = sentence.extend({ when: z.optional(z.enum(['before', 'after'])) });
const storiesFile = z.object({
  reports: byGroup(
    z.array(
      z.object({
        title: z.string(),
        text: z.string(),
        code: z.string(),
        scenes: z.tuple([z.string()], z.string()),
        shopId: z.optional(z.string()),
      }),
    ),
  ),
  /** Roads where a group is met, and how the place is called there; `#` stands for the house number. */
  roads: z.partialRecord(categoryGroup, z.array(z.string())),
  spots: z.partialRecord(categoryGroup, z.array(z.string())),
  feedback: byGroup(z.array(sentence)),
  declines: z.array(sentence.extend({ reason: declineReason })),
  unfixed: z.array(sentence),
  disputes: z.array(sentence),
  checks: z.array(sentence),
  comments: z.object({ resident: z.array(comment), merchant: z.array(comment), official: z.array(comment) }),
  proposals: z.array(
    sentence
      .omit({ words: true })
      .extend({ group: categoryGroup, title: z.string(), why: z.string(), answer: z.optional(z.string()) }),
  ),
  ratings: z.record(satisfaction, z.array(sentence)),
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
      properties: z.object({ id: z.string(), name: z.string() }),
      geometry: z.object({ coordinates: z.array(z.tuple([z.number(), z.number()])) }),
    }),
  ),
});
const preparedFile = z.array(
  z.object({ scene: z.string(), key: z.string(), width: z.number(), height: z.number(), alt: z.string() }),
);

const read = (folder: string, name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

export type Stories = z.infer<typeof storiesFile>;
export type Story = Stories['reports'][CategoryGroup][number] & { group: CategoryGroup };
export type Sentence = z.infer<typeof sentence>;

/** The sentences that make sense about a story. */
export const about = <T extends Omit<Sentence, 'words'>>(sentences: readonly T[], story: Story): T[] =>
  sentences.filter(
    ({ groups, scenes }) => (!groups || groups.includes(story.group)) && (!scenes || scenes.includes(story.scenes[0])),
  );

/** A prepared photo of a scene. */
export type PreparedPhoto = z.infer<typeof preparedFile>[number];

/** Everything the demonstration content is made from. */
export interface Sources {
  stories: Stories;
  shops: z.infer<typeof shopsFile>['shops'];
  roads: { id: string; name: string; line: [number, number][] }[];
  prepared: PreparedPhoto[];
  /** Where the prepared photos lie. */
  folder: string;
  /** The story that a demonstration report tells. */
  storyOf(report: { title: string }): Story;
  /** The photo of a scene, and of the same place put right. */
  photo(scene: string): Photo;
  afterPhoto(scene: string): Photo | undefined;
}

/**
 * Reads the demonstration's files.
 * @param folder the prepared photos: where the build puts them when not given
 * @throws when the photos have not been prepared
 */
export function readSources(folder = preparedFolder): Sources {
  const scenes = new Map(
    scenesFile.parse(read(join(demonstration, 'scenes'), 'scenes.json')).scenes.map((s) => [s.id, s]),
  );
  const prepared = preparedFile.parse(read(folder, 'photos.json'));
  const photos = new Map(prepared.map((p) => [p.scene, p]));
  const photoOf = (scene: string, view: Photo['view']): Photo => {
    const found = photos.get(scene);
    if (!found) throw new Error(`no photo of scene ${scene}`);
    return { key: found.key, width: found.width, height: found.height, view, alt: found.alt };
  };
  const stories = storiesFile.parse(read(demonstration, 'stories.json'));
  const titled = new Map(
    categoryGroups.flatMap((group) => stories.reports[group].map((story) => [story.title, { ...story, group }])),
  );
  return {
    stories,
    shops: shopsFile.parse(read(demonstration, 'shops.json')).shops,
    roads: roadsFile
      .parse(read(demonstration, 'roads.geojson'))
      .features.map((f) => ({ id: f.properties.id, name: f.properties.name, line: f.geometry.coordinates })),
    prepared,
    folder,
    storyOf: ({ title }) => {
      const story = titled.get(title);
      if (!story) throw new Error(`no story ${title}`);
      return story;
    },
    photo: (scene) => photoOf(scene, scenes.get(scene)?.view ?? 'far'),
    afterPhoto: (scene) => {
      const after = scenes.get(scene)?.after;
      return after ? photoOf(after, 'after') : undefined;
    },
  };
}
