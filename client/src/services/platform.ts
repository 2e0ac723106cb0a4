import Taro from '@tarojs/taro';
import { PlatformError } from './platformError';

/** Degrees in GCJ-02, as everything in the program; accuracy in metres. */
export interface DevicePosition {
  longitude: number;
  latitude: number;
  datum: 'gcj02';
  accuracy?: number;
}

export interface ChosenPlace extends DevicePosition {
  address: string;
  name: string;
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

/** Asks for messages by template; answers those accepted. Only from a tap, three at most. */
export async function requestSubscribe(templateIds: readonly string[]): Promise<string[]> {
  try {
    const answer: Record<string, unknown> = {
      ...(await Taro.requestSubscribeMessage({ tmplIds: [...templateIds], entityIds: [] })),
    };
    return templateIds.filter((id) => answer[id] === 'accept');
  } catch {
    return [];
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

/** WeChat's own place chooser; undefined when it was left without a choice, or there is none. */
export async function choosePlaceNative(): Promise<ChosenPlace | undefined> {
  if (!(await authorizePrivacy())) return undefined;
  try {
    const { longitude, latitude, address, name } = await Taro.chooseLocation({});
    return { longitude, latitude, datum: 'gcj02', address, name };
  } catch {
    return undefined;
  }
}

/** Hands on a page by its path. False: the page's share button (`openType="share"`) must do it. */
export async function share(_: { title: string; path: string }): Promise<boolean> {
  return false;
}

/** A short touch, where the device can. */
export function vibrate(): void {
  void Taro.vibrateShort({ type: 'light' }).catch(() => undefined);
}

/** Copies a text; false when the platform refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text });
    return true;
  } catch {
    return false;
  }
}

/** Opens the dialler with a number. */
export function call(phoneNumber: string): void {
  void Taro.makePhoneCall({ phoneNumber }).catch(() => undefined);
}
