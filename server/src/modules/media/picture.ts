import { limits } from '@jierong/shared/limits';
import type { Uploaded } from '@jierong/shared/media';
import exifReader from 'exif-reader';
import gcoord from 'gcoord';
import sharp from 'sharp';
import { AppError } from '../../appError';

const KINDS = new Set(['jpeg', 'png', 'webp', 'heif', 'gif', 'tiff']);
/** A 50-megapixel camera is real; ten times that in a small file is a bomb. */
const MAX_PIXELS = 60_000_000;

/** A picture made anew from what came: no metadata, upright, sRGB, longest side at most `photoSidePixels`. */
export interface Picture {
  content: Buffer;
  width: number;
  height: number;
  taken?: Uploaded['taken'];
}

/**
 * Re-encodes an uploaded picture. Its real kind is what the decoder finds, whatever the name or type said.
 * @throws notAPicture, pictureBomb
 */
export async function remakePicture(upload: Buffer): Promise<Picture> {
  const source = sharp(upload, { limitInputPixels: MAX_PIXELS, failOn: 'error', autoOrient: true });
  const found = await source.metadata().catch((error: Error) => {
    throw new AppError(/pixel limit/i.test(error.message) ? 'pictureBomb' : 'notAPicture');
  });
  if (!found.format || !KINDS.has(found.format)) throw new AppError('notAPicture');
  if (found.width * found.height * Math.max(found.pages ?? 1, 1) > MAX_PIXELS) throw new AppError('pictureBomb');
  const { data, info } = await source
    .resize({ width: limits.photoSidePixels, height: limits.photoSidePixels, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 84, mozjpeg: true })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw new AppError('notAPicture');
    });
  const taken = found.exif ? takenFrom(found.exif) : undefined;
  return { content: data, width: info.width, height: info.height, ...(taken ? { taken } : {}) };
}

/** One stored size of a picture: longest side in pixels. */
export const resizePicture = (content: Buffer, side: number): Promise<Buffer> =>
  sharp(content)
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80, mozjpeg: true })
    .toBuffer();

/** When and where the camera says it was, told to the uploader once and stored nowhere. */
function takenFrom(exif: Buffer): Uploaded['taken'] | undefined {
  try {
    const { Photo, GPSInfo } = exifReader(exif);
    const at = Photo?.DateTimeOriginal;
    const point = GPSInfo ? pointFrom(GPSInfo) : undefined;
    if (!at && !point) return undefined;
    return {
      ...(at instanceof Date && !Number.isNaN(at.getTime()) ? { at: chinaTime(at).toISOString() } : {}),
      ...(point ? { point } : {}),
    };
  } catch {
    return undefined; // broken metadata is no reason to refuse a photo
  }
}

/** Cameras write local time without a zone; the reader takes it for UTC. */
const chinaTime = (at: Date): Date => new Date(at.getTime() - 8 * 3_600_000);

function pointFrom(gps: {
  GPSLatitude?: number[];
  GPSLongitude?: number[];
  GPSLatitudeRef?: string;
  GPSLongitudeRef?: string;
}) {
  const latitude = degrees(gps.GPSLatitude, gps.GPSLatitudeRef === 'S');
  const longitude = degrees(gps.GPSLongitude, gps.GPSLongitudeRef === 'W');
  if (latitude === undefined || longitude === undefined) return undefined;
  const [lng, lat] = gcoord.transform([longitude, latitude], gcoord.WGS84, gcoord.GCJ02);
  return { longitude: lng!, latitude: lat!, datum: 'gcj02' as const };
}

function degrees(parts: number[] | undefined, negative: boolean): number | undefined {
  if (parts?.length !== 3 || !parts.every(Number.isFinite)) return undefined;
  const value = parts[0]! + parts[1]! / 60 + parts[2]! / 3600;
  return negative ? -value : value;
}
