import type { WxCall } from './contract';

/** The options of a wx function: its own, and the callbacks of WeChat's habit. */
export interface WxOptions {
  [name: string]: unknown;
  success?: (result: unknown) => void;
  fail?: (error: { errMsg: string }) => void;
  complete?: (result: unknown) => void;
}

/** A failure as wx functions tell it, e.g. `fail cancel`. */
export class WxFailure extends Error {}

/** Every call so far, in order. */
export const calls: WxCall[] = [];

/** Names of the functions that the test answers. */
export const answered = new Set<string>();

/** Keeps what a test may want to look at; callbacks are left out. */
export function record(name: string, options: unknown): void {
  calls.push({ name, options: JSON.parse(JSON.stringify(options ?? null)) });
}

/**
 * Makes a wx function out of one that answers with a result or a {@link WxFailure}; a test's own answer goes first.
 * As in WeChat it gives a promise only where it was given no callback.
 */
export function wxFunction(
  name: string,
  answer: (options: WxOptions) => unknown,
): (options?: WxOptions) => Promise<unknown> | undefined {
  return (options = {}) => {
    record(name, options);
    const result = outcome(name, options, answer);
    if (!options.success && !options.fail && !options.complete) return result;
    result.then(
      (value) => {
        options.success?.(value);
        options.complete?.(value);
      },
      (failure: { errMsg: string }) => {
        options.fail?.(failure);
        options.complete?.(failure);
      },
    );
    return undefined;
  };
}

async function outcome(name: string, options: WxOptions, answer: (options: WxOptions) => unknown): Promise<unknown> {
  try {
    const result = answered.has(name) ? await bridged(name, options) : await answer(options);
    return { errMsg: `${name}:ok`, ...(typeof result === 'object' ? result : {}) };
  } catch (error) {
    if (!(error instanceof WxFailure)) throw error;
    throw { errMsg: `${name}:${error.message}` }; // WeChat rejects with such an object, no Error
  }
}

/** Has the test side do the call. */
export async function bridged(name: string, options: unknown): Promise<unknown> {
  const answer = await window.weappBridge(name, JSON.parse(JSON.stringify(options ?? null)));
  if (answer.ok) return answer.result;
  throw new WxFailure(answer.errMsg);
}
