import type { RateClass } from '@jierong/shared/endpoint';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../appError';
import type { Env } from '../env';

/** Counts calls of a minute for each class, by person, or by address when nobody is signed in. */
export function makeRateLimit(env: Env): (kind: RateClass, key: string) => Promise<void> {
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: 60 });
  const limiters: Record<RateClass, RateLimiterMemory> = {
    read: limiter(env.RATE_READ),
    write: limiter(env.RATE_WRITE),
    upload: limiter(env.RATE_UPLOAD),
    signIn: limiter(env.RATE_SIGN_IN),
  };
  return async (kind, key) => {
    try {
      await limiters[kind].consume(key);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes)
        throw new AppError('tooManyRequests', { retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1000) });
      throw refusal;
    }
  };
}
