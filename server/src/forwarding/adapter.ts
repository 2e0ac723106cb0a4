import type { Point } from '@jierong/shared/geo';
import type { Photo } from '@jierong/shared/media';
import type * as z from 'zod';
import type { Logger } from '../log';
import type { OutsideHttp } from './outside/http';
import type { Destination } from './port';

/** What an adapter is given besides its own settings. */
export interface AdapterContext {
  /** Name of the destination, as routes and hooks call it. */
  name: string;
  log: Logger;
  now(): Date;
  http: OutsideHttp;
  photos: {
    /** Address at which the other side can fetch a photo; undefined where PUBLIC_URL is not configured. */
    address(photo: Photo): string | undefined;
    /** The photo itself, as JPEG without metadata. */
    bytes(photo: Photo): Promise<Buffer>;
  };
  /** A point in another datum. CGCS2000 differs from WGS-84 by centimetres and counts as the same. */
  toDatum(point: Point, datum: Point['datum']): Point;
}

/** A kind of case queue: its settings, which come from the file of destinations, and what makes one of them. */
export interface Adapter<Settings = unknown> {
  settings: z.ZodType<Settings>;
  make(settings: Settings, context: AdapterContext): Destination;
}
