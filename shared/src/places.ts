import * as z from 'zod/mini';
import { text } from './fields';
import { point } from './geo';
import { limits } from './limits';

/** How the place of a report was found; shown, so that people can correct it. */
export const placeSource = z.enum(['photo', 'device', 'map', 'typed']);
export type PlaceSource = z.infer<typeof placeSource>;

/** Where an issue is, as sent. A typed address may come without a point: people then find it on the map. */
export const placeInput = z.strictObject({
  point: z.optional(point),
  address: text(limits.address, 2),
  source: placeSource,
});
export type PlaceInput = z.infer<typeof placeInput>;

/** Where an issue is, as shown. */
export const place = z.object({
  point: z.optional(point),
  address: z.string(),
  source: placeSource,
  road: z.optional(z.string()),
  grid: z.optional(z.string()),
});
export type Place = z.infer<typeof place>;

/** Rings of [longitude, latitude] in GCJ-02. */
const ring = z.array(z.tuple([z.number(), z.number()]));

/** What a map draws without any tiles: the district and its model roads, in GCJ-02. */
export const ground = z.object({
  district: z.string(),
  centre: point,
  boundary: z.array(ring),
  roads: z.array(z.object({ id: z.string(), name: z.string(), line: ring })),
});
export type Ground = z.infer<typeof ground>;

/** What is known of one point. Outside the district the nearest edge is told. */
export const placeFound = z.object({
  inside: z.boolean(),
  road: z.optional(z.string()),
  grid: z.optional(z.string()),
  /** A sentence to start the address with. */
  suggestion: z.optional(z.string()),
  nearest: z.optional(point),
  distanceMeters: z.optional(z.number()),
});
export type PlaceFound = z.infer<typeof placeFound>;
