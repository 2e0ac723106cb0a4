import { AppError } from '../appError';
import { storePhoto } from '../modules/media/photos';
import type { Services } from '../services';
import { badParameter } from './problem';

/** A photo that takes longer is not waited for: the request itself must not be lost for it. */
const PATIENCE_MS = 15_000;

/** An address that can be one of a photo. Whether it leads outside is decided after the look-up, by `OutsideHttp`. */
export function checkMediaUrl(given: string): void {
  const parsed = URL.canParse(given) ? new URL(given) : undefined;
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol) || given.length > 2000)
    throw badParameter('media_url', 'must be an http or https address');
}

/**
 * Fetches photos and stores them, and those that came along, the way the app's own are stored: made anew without what the
 * camera wrote into them. A photo that cannot be had, or is none (the specification lets media_url be any page), is left
 * out; the caller tells how many are there. Why is not told: that would say what lies behind an address.
 * @returns keys of the stored photos
 */
export async function takePhotos(
  services: Services,
  ownerId: string,
  from: { urls: readonly string[]; came: readonly Buffer[] },
): Promise<string[]> {
  const fetched = await Promise.all(from.urls.map((url) => fetchPhoto(services, url)));
  const keys: string[] = [];
  for (const picture of [...from.came, ...fetched]) {
    const key = picture && (await storedKey(services, ownerId, picture));
    if (key && !keys.includes(key)) keys.push(key);
  }
  return keys;
}

async function fetchPhoto({ log, photoHttp }: Services, url: string): Promise<Buffer | undefined> {
  try {
    const { status, body } = await photoHttp.call({ method: 'GET', url, timeoutMs: PATIENCE_MS });
    return status === 200 ? body : undefined;
  } catch (error) {
    log.warn({ reason: (error as { reason?: string }).reason }, 'a photo of an outside program could not be fetched');
    return undefined;
  }
}

async function storedKey(services: Services, ownerId: string, picture: Buffer): Promise<string | undefined> {
  try {
    return (await storePhoto(services, ownerId, picture)).key;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
