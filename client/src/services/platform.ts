import Taro from '@tarojs/taro';
import { PlatformError } from './platformError';

/** Degrees in GCJ-02, as everything in the program; accuracy in metres. */
export interface DevicePosition {
  longitude: number;
  latitude: number;
  datum: 'gcj02';
  accuracy?: number;
}

export const isH5: boolean = false;

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'errMsg' in error ? String(error.errMsg) : String(error);

function failure(error: unknown): PlatformError {
  return new PlatformError(/deny|denied|auth|privacy/i.test(messageOf(error)) ? 'denied' : 'unavailable');
}

/** WeChat's one-time code for sign-in; undefined where there is none. */
export async function loginCode(): Promise<string | undefined> {
  const { code } = await Taro.login();
  return code;
}

/** Asks for consent to the privacy guide where it is still missing. Only from a tap. */
export async function authorizePrivacy(): Promise<boolean> {
  if (!Taro.canIUse('requirePrivacyAuthorize')) return true;
  try {
    await Taro.requirePrivacyAuthorize({});
    return true;
  } catch {
    return false;
  }
}

/** Where the phone is. Throws PlatformError. */
export async function getPosition(): Promise<DevicePosition> {
  if (!(await authorizePrivacy())) throw new PlatformError('denied');
  try {
    const { longitude, latitude, accuracy } = await Taro.getLocation({ type: 'gcj02' });
    return { longitude, latitude, datum: 'gcj02', accuracy };
  } catch (error) {
    throw failure(error);
  }
}

/** Hands on a page by its path. False: the page's share button (`openType="share"`) must do it. */
export async function share(_: { title: string; path: string }): Promise<boolean> {
  return false;
}
