import { createHash, timingSafeEqual } from 'node:crypto';
import type { CheckVerdict } from '@jierong/shared/review';
import * as z from 'zod';

/** What WeChat puts into the address of every message it pushes. */
export interface PushSignature {
  signature: string;
  timestamp: string;
  nonce: string;
}

/** A signed address is good for this long either way; WeChat repeats a push three times within seconds. */
const FRESH_MS = 10 * 60_000;

/** The signature of a push: SHA-1 over token, timestamp and nonce, sorted and joined. */
export const signPush = (token: string, timestamp: string, nonce: string): string =>
  createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex');

/** Whether an address was signed with our token, lately. The body is not covered: only answers that were waited for count. */
export function signedByWechat(token: string, given: PushSignature, now: Date): boolean {
  const expected = Buffer.from(signPush(token, given.timestamp, given.nonce));
  const actual = Buffer.from(given.signature);
  const fresh = Math.abs(now.getTime() - Number(given.timestamp) * 1000) <= FRESH_MS;
  return fresh && actual.length === expected.length && timingSafeEqual(actual, expected);
}

const photoEvent = z.object({
  MsgType: z.literal('event'),
  Event: z.literal('wxa_media_check'),
  appid: z.string(),
  trace_id: z.string().min(1).max(128),
  errcode: z.number().int().default(0),
  result: z.object({ suggest: z.enum(['pass', 'review', 'risky']), label: z.number().int() }).optional(),
});

export interface PhotoAnswer {
  appId: string;
  traceId: string;
  verdict: CheckVerdict;
  label?: string;
}

/**
 * The answer of the photo check in a pushed message (JSON, plain mode), or undefined for every other message.
 * A check that failed (say, WeChat could not fetch the photo) is `unavailable`.
 */
export function photoAnswerOf(message: unknown): PhotoAnswer | undefined {
  const parsed = photoEvent.safeParse(message);
  if (!parsed.success) return undefined;
  const { appid, trace_id, errcode, result } = parsed.data;
  if (errcode !== 0 || !result) return { appId: appid, traceId: trace_id, verdict: 'unavailable' };
  const label = result.label === 100 ? {} : { label: String(result.label) };
  return { appId: appid, traceId: trace_id, verdict: result.suggest, ...label };
}
