import type { Clock } from '@jierong/shared/clock';
import { limits } from '@jierong/shared/limits';
import { beforeText, lengthText } from './time';

export interface UntilClock {
  status: Clock['status'];
  /** Part of the time used, 0 to 1 and beyond. */
  share: number;
  until: string;
  /** 还剩 50 分钟, 超期 2 小时. */
  text: string;
  /** For a chip: 剩 50 分钟. */
  short: string;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A deadline known only by when it began and when it ends. */
export function untilClock(since: string, dueAt: string, now: number): UntilClock {
  const begun = new Date(since).getTime();
  const due = new Date(dueAt).getTime();
  const left = due - now;
  const share = due > begun ? (now - begun) / (due - begun) : 1;
  const until = beforeText(dueAt, now);
  const length = Math.abs(left) >= 2 * DAY ? `${Math.floor(Math.abs(left) / DAY)} 天` : lengthText(Math.abs(left));
  if (left <= 0 && -left < MINUTE) return { status: 'over', share, until, text: '刚到期', short: '刚到期' };
  if (left <= 0) return { status: 'over', share, until, text: `超期 ${length}`, short: `超期 ${length}` };
  const status = 1 - share <= limits.soonShare ? 'soon' : 'onTime';
  return { status, share, until, text: `还剩 ${length}`, short: `剩 ${length}` };
}
