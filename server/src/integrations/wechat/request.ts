import * as z from 'zod';
import { AppError } from '../../appError';

/** WeChat answered, and the answer is no: its own error number. `accessToken`, `client` and those who call them decide what it means. */
export class WechatRefusal extends Error {
  constructor(readonly errcode: number) {
    super(`WeChat answered errcode ${errcode}`);
    this.name = 'WechatRefusal';
  }
}

export interface WechatCall {
  path: string;
  query?: Record<string, string>;
  /** Sent as JSON by POST; without it the call is a GET. */
  body?: Record<string, unknown>;
}

/** Sends one call to WeChat's API. */
export type WechatRequest = <T>(call: WechatCall, shape: z.ZodType<T>) => Promise<T>;

const refusal = z.object({ errcode: z.number().int() });
const TIMEOUT_MS = 5_000;
/** Answers of these calls are a few hundred bytes; more than this is not WeChat speaking. */
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Calls to WeChat's API at `api`, each with a time-out of five seconds. WeChat answers 200 even when it refuses, so the
 * errcode in the body decides. Addresses are never logged nor put into errors: the secret is in them.
 * @throws WechatRefusal for an errcode other than 0; wechatUnavailable when there is no usable answer
 */
export function makeWechatRequest(api: string, timeoutMs = TIMEOUT_MS): WechatRequest {
  return async (call, shape) => {
    const answer = await send(api, call, timeoutMs);
    const refused = refusal.safeParse(answer);
    if (refused.success && refused.data.errcode !== 0) throw new WechatRefusal(refused.data.errcode);
    const parsed = shape.safeParse(answer);
    if (!parsed.success) throw new AppError('wechatUnavailable');
    return parsed.data;
  };
}

async function send(api: string, call: WechatCall, timeoutMs: number): Promise<unknown> {
  const address = new URL(call.path, api);
  for (const [name, value] of Object.entries(call.query ?? {})) address.searchParams.set(name, value);
  try {
    const response = await fetch(address, {
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
      ...(call.body
        ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(call.body) }
        : {}),
    });
    const text = await response.text();
    if (!response.ok || text.length > MAX_ANSWER_BYTES) throw new AppError('wechatUnavailable');
    return JSON.parse(text);
  } catch {
    throw new AppError('wechatUnavailable');
  }
}
