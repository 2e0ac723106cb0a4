import gcoord from 'gcoord';
import type { DevicePosition } from './platform';
import { PlatformError } from './platformError';

export const isH5: boolean = true;

/** A browser has no WeChat code: the h5 sign-in is used instead. */
export async function loginCode(): Promise<string | undefined> {
  return undefined;
}

/** The browser asks by itself, at the first position or photo. */
export async function authorizePrivacy(): Promise<boolean> {
  return true;
}

/** How long a position may take, and how old it may be. Milliseconds. */
const PATIENCE = { timeout: 10_000, maximumAge: 30_000 };

/** Where the device is: the browser tells WGS-84, the program speaks GCJ-02. Throws PlatformError. */
export function getPosition(): Promise<DevicePosition> {
  return new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) {
      reject(new PlatformError('unavailable'));
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const [longitude, latitude] = gcoord.transform(
          [coords.longitude, coords.latitude],
          gcoord.WGS84,
          gcoord.GCJ02,
        ) as [number, number];
        resolve({ longitude, latitude, datum: 'gcj02', accuracy: coords.accuracy });
      },
      ({ code, PERMISSION_DENIED }) => reject(new PlatformError(code === PERMISSION_DENIED ? 'denied' : 'unavailable')),
      { enableHighAccuracy: true, ...PATIENCE },
    );
  });
}

/** Copies a text; false when the browser refuses (no secure origin). */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Hands on a page by its path: the phone's share sheet, else its address on the clipboard. */
export async function share({ title, path }: { title: string; path: string }): Promise<boolean> {
  const url = `${location.origin}${location.pathname}#${path}`;
  if (!('share' in navigator)) return copyText(url);
  try {
    await navigator.share({ title, url });
    return true;
  } catch {
    return false;
  }
}
