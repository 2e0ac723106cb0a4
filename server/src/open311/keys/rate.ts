import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Open311Problem } from '../problem';
import type { KeyRecord } from './model';

/** Counts the calls that write, by key, each at its own rate. */
export function makeKeyRate(): (key: KeyRecord) => Promise<void> {
  const limiters = new Map<number, RateLimiterMemory>();
  return async ({ _id, ratePerMinute }) => {
    const limiter = limiters.get(ratePerMinute) ?? new RateLimiterMemory({ points: ratePerMinute, duration: 60 });
    limiters.set(ratePerMinute, limiter);
    try {
      await limiter.consume(_id);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const seconds = Math.ceil(refusal.msBeforeNext / 1000);
      throw new Open311Problem(429, `api_key: at most ${ratePerMinute} calls a minute`, seconds);
    }
  };
}
