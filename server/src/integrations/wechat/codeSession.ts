import * as z from 'zod';
import type { WechatClient } from './client';
import { codeRefused } from './codeRefused';

/** session_key comes along and is left lying: nothing here needs it, so nothing keeps it. */
const answer = z.object({ openid: z.string().min(1) });

/**
 * The code of Taro.login → openid (`GET /sns/jscode2session`).
 * @throws wechatLoginFailed when the code is expired, used or blocked; wechatUnavailable
 */
export async function openidOfCode({ app, request }: WechatClient, code: string): Promise<string> {
  const query = { appid: app.appId, secret: app.secret, js_code: code, grant_type: 'authorization_code' };
  try {
    return (await request({ path: '/sns/jscode2session', query }, answer)).openid;
  } catch (error) {
    throw codeRefused(error);
  }
}
