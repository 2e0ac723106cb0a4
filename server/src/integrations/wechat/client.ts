import type * as z from 'zod';
import { type AccessToken, makeAccessToken } from './accessToken';
import { makeWechatRequest, WechatRefusal, type WechatRequest } from './request';

/** The mini-program's own account at WeChat. */
export interface WechatApp {
  appId: string;
  secret: string;
  /** Origin of WeChat's API. */
  api: string;
}

export interface WechatClient {
  app: WechatApp;
  request: WechatRequest;
  /** A POST that needs the access token. A token that WeChat no longer takes is replaced once. */
  post<T>(path: string, body: Record<string, unknown>, shape: z.ZodType<T>): Promise<T>;
}

/** errcodes that mean: this access token holds no more (invalid, not the latest, expired). */
const staleToken = new Set([40001, 40014, 42001]);

/** Calls to WeChat for one mini-program. @throws as `makeWechatRequest` */
export function makeWechatClient(app: WechatApp, now: () => Date, timeoutMs?: number): WechatClient {
  const request = makeWechatRequest(app.api, timeoutMs);
  const tokens: AccessToken = makeAccessToken(request, app, now);
  const once = async <T>(token: string, path: string, body: Record<string, unknown>, shape: z.ZodType<T>) =>
    request({ path, query: { access_token: token }, body }, shape);

  return {
    app,
    request,
    async post(path, body, shape) {
      const token = await tokens.get();
      try {
        return await once(token, path, body, shape);
      } catch (error) {
        if (!(error instanceof WechatRefusal) || !staleToken.has(error.errcode)) throw error;
        tokens.drop(token);
        return once(await tokens.get(), path, body, shape);
      }
    },
  };
}
