import { createHash, randomBytes } from 'node:crypto';
import type { Verdict } from './platform';

/** Where messages are pushed, and the token both sides agreed on. */
export interface PushTarget {
  /** The whole address, as set in WeChat's console. */
  url: string;
  token: string;
}

export interface PhotoAnswerPush {
  appId: string;
  traceId: string;
  verdict: Verdict | number;
  at: Date;
}

/** The address of one push, signed as WeChat signs it. */
export function signedAddress({ url, token }: PushTarget, at: Date, more: Record<string, string> = {}): string {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const nonce = randomBytes(5).readUIntBE(0, 4).toString();
  const signature = createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex');
  const address = new URL(url);
  for (const [name, value] of Object.entries({ signature, timestamp, nonce, ...more }))
    address.searchParams.set(name, value);
  return address.href;
}

/** The message `wxa_media_check` as documented for version 2. */
export function photoMessage({ appId, traceId, verdict, at }: PhotoAnswerPush): Record<string, unknown> {
  const failed = typeof verdict === 'number';
  return {
    ToUserName: 'gh_9df7d78a1234',
    FromUserName: 'o4_t144jTUSEoxydysUA2E234_tc',
    CreateTime: Math.floor(at.getTime() / 1000),
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid: appId,
    trace_id: traceId,
    version: 2,
    detail: failed ? [] : [{ strategy: 'content_model', errcode: 0, ...verdict, prob: 90 }],
    errcode: failed ? verdict : 0,
    errmsg: failed ? 'failed' : 'ok',
    ...(failed ? {} : { result: verdict }),
  };
}

/** Pushes one message; the status of the answer. */
export async function pushPhotoAnswer(target: PushTarget, push: PhotoAnswerPush): Promise<number> {
  const response = await fetch(signedAddress(target, push.at), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(photoMessage(push)),
  });
  await response.text();
  return response.status;
}

/** Tests an address the way WeChat's console does when it is saved. */
export async function pushTest(target: PushTarget, at: Date): Promise<boolean> {
  const echostr = randomBytes(8).toString('hex');
  const response = await fetch(signedAddress(target, at, { echostr }));
  return (await response.text()) === echostr && response.ok;
}
