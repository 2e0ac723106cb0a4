import * as z from 'zod/mini';
import { instant } from './fields';
import { point } from './geo';

/** The sizes every photo is kept in: longest side in pixels. */
export const photoSizes = { thumb: 320, card: 960, full: 2048 } as const;
export type PhotoSize = keyof typeof photoSizes;

/** Key of a photo: the hash of its content. */
export const photoKey = z.string().check(z.regex(/^[a-f0-9]{64}$/));

/** A stored photo as shown. */
export const photo = z.object({
  key: photoKey,
  width: z.int(),
  height: z.int(),
  /** Far shows where, near shows what, after shows the repair. */
  view: z.enum(['far', 'near', 'after', 'evidence']),
  alt: z.optional(z.string()),
});
export type Photo = z.infer<typeof photo>;

/** A photo as named in a report, feedback or dispute. */
export const photoRef = z.strictObject({
  key: photoKey,
  view: z._default(z.enum(['far', 'near']), 'far'),
});
export type PhotoRef = z.infer<typeof photoRef>;

/** Answer of `POST /uploads` (multipart, one part named `photo`). What the camera wrote is told once, then removed. */
export const uploaded = z.object({
  key: photoKey,
  width: z.int(),
  height: z.int(),
  taken: z.optional(z.object({ at: z.optional(instant), point: z.optional(point) })),
});
export type Uploaded = z.infer<typeof uploaded>;

/** Address of a photo in one of its sizes. */
export const mediaPath = (key: string, size: PhotoSize): string => `/media/${key}-${size}.jpg`;
