import { type Endpoint, pathOf } from '@jierong/shared/endpoint';
import type { ErrorAnswer, ErrorCode } from '@jierong/shared/errors';
import Taro from '@tarojs/taro';
import type * as z from 'zod/mini';
import { useSession } from './session';

/** What an endpoint takes and gives, as the caller writes and reads it. */
export type Input<E extends Endpoint> = z.input<E['input']>;
export type Output<E extends Endpoint> = z.output<E['output']>;

/** Why a call failed: a code of the API, no way to the server, or no answer in time. */
export type FailureCode = ErrorCode | 'offline' | 'timeout';

export class RequestError extends Error {
  override name = 'RequestError';
  constructor(
    readonly code: FailureCode,
    readonly data?: Record<string, unknown>,
    /** Number to tell people when they ask; only when the server answered. */
    readonly requestId?: string,
  ) {
    super(code);
  }
}

const TIMEOUT_MS = 15_000;

/** Acts on their way. What is read meanwhile waits for them a little: people find what they just did. */
const acting = new Set<Promise<unknown>>();
const ACTS_FIRST_MS = 3_000;

async function actsFirst(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const longEnough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ACTS_FIRST_MS);
  });
  await Promise.race([Promise.allSettled(acting), longEnough]);
  clearTimeout(timer);
}

/**
 * Calls the API. The answer is not parsed again: the server lets out only what the output schema declares.
 * A session that is worth nothing any more is forgotten; what may be read without one is then read again.
 * @throws RequestError
 */
export async function request<E extends Endpoint>(
  endpoint: E,
  input: Input<E>,
  options: { idempotencyKey?: string } = {},
): Promise<Output<E>> {
  const token = useSession.getState().token;
  try {
    return await send(endpoint, input, options.idempotencyKey, endpoint.access === 'public' ? undefined : token);
  } catch (error) {
    if (!token || !(error instanceof RequestError) || error.code !== 'sessionExpired') throw error;
    useSession.getState().forget(token);
    if (endpoint.access !== 'optional') throw error;
    return await send(endpoint, input, options.idempotencyKey, undefined);
  }
}

/** A key for `idempotencyKey`: made once for one intention, sent again with every try of it. */
export const newIdempotencyKey = (): string =>
  Date.now().toString(36) + Array.from({ length: 3 }, () => Math.random().toString(36).slice(2, 10)).join('');

async function send<E extends Endpoint>(
  endpoint: E,
  input: Input<E>,
  idempotencyKey: string | undefined,
  token: string | undefined,
): Promise<Output<E>> {
  const get = endpoint.method === 'GET';
  if (get && acting.size) await actsFirst();
  const header: Record<string, string> = {};
  if (!get) header['Content-Type'] = 'application/json';
  if (token) header.Authorization = `Bearer ${token}`;
  if (idempotencyKey) header['Idempotency-Key'] = idempotencyKey;
  const url = API_BASE + pathOf(endpoint) + (get ? query(input as Record<string, unknown>) : '');
  const asked = transport(url, endpoint.method, header, get ? undefined : (input as Record<string, unknown>));
  if (!get) acting.add(asked);
  const answer = await asked.finally(() => acting.delete(asked));
  const body: unknown = answer.data;
  if (answer.statusCode >= 200 && answer.statusCode < 300 && typeof body === 'object' && body !== null)
    return body as Output<E>;
  throw failure(body);
}

async function transport(
  url: string,
  method: 'GET' | 'POST',
  header: Record<string, string>,
  data: Record<string, unknown> | undefined,
): Promise<{ statusCode: number; data: unknown }> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // The platform's own time-out ends with the headers in browsers; a body that never comes must end as well.
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RequestError('timeout')), TIMEOUT_MS + 500);
  });
  try {
    return await Promise.race([Taro.request({ url, method, header, data, timeout: TIMEOUT_MS }), late]);
  } catch (error) {
    if (error instanceof RequestError) throw error;
    throw new RequestError(endedByClock(error) ? 'timeout' : 'offline');
  } finally {
    clearTimeout(timer);
  }
}

/** Browsers abort with an AbortError, WeChat says `request:fail timeout`. */
function endedByClock(error: unknown): boolean {
  const told = error as { name?: string; errMsg?: string } | undefined;
  return told?.name === 'AbortError' || /time\s?out/i.test(told?.errMsg ?? '');
}

function failure(body: unknown): RequestError {
  const error = (body as Partial<ErrorAnswer> | null)?.error;
  return error?.code ? new RequestError(error.code, error.data, error.requestId) : new RequestError('internalError');
}

/** A list is its key repeated; what is undefined is left out. */
function query(input: Record<string, unknown>): string {
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(input)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) pairs.push(`${encodeURIComponent(key)}=${encodeURIComponent(String(one))}`);
    }
  }
  return pairs.length ? `?${pairs.join('&')}` : '';
}
