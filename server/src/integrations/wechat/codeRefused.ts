import { AppError } from '../../appError';
import { WechatRefusal } from './request';

/** errcodes that speak of the code a person brought: invalid or expired, blocked as risky, used before. */
const badCode = new Set([40029, 40226, 40163]);

/** Makes the caller's error of WeChat's: a bad code is the caller's, everything else is WeChat being away or busy. */
export function codeRefused(error: unknown): unknown {
  if (!(error instanceof WechatRefusal)) return error;
  return new AppError(badCode.has(error.errcode) ? 'wechatLoginFailed' : 'wechatUnavailable');
}
