import * as z from 'zod';
import type { WechatRequest } from './request';

const answer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
/** WeChat gives a new token from five minutes before the end on; until then the old one holds as well. */
const REFRESH_BEFORE_SECONDS = 300;

export interface AccessToken {
  /** A token that holds now. @throws WechatRefusal, wechatUnavailable */
  get(): Promise<string>;
  /** WeChat did not take this token: the next `get` asks for another, unless that happened already. */
  drop(token: string): void;
}

/**
 * The stable access token (`POST /cgi-bin/stable_token`), kept until shortly before it ends. Many who need it at once
 * ask WeChat once.
 */
export function makeAccessToken(
  request: WechatRequest,
  app: { appId: string; secret: string },
  now: () => Date,
): AccessToken {
  let held: { token: string; until: number } | undefined;
  let asking: Promise<string> | undefined;

  const ask = async (): Promise<string> => {
    const body = { grant_type: 'client_credential', appid: app.appId, secret: app.secret, force_refresh: false };
    const { access_token, expires_in } = await request({ path: '/cgi-bin/stable_token', body }, answer);
    held = { token: access_token, until: now().getTime() + (expires_in - REFRESH_BEFORE_SECONDS) * 1000 };
    return access_token;
  };

  return {
    get() {
      if (held && now().getTime() < held.until) return Promise.resolve(held.token);
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    drop(token) {
      if (held?.token === token) held = undefined;
    },
  };
}
