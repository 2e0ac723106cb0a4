import type { TimeLimit } from '@jierong/shared/categories';
import type { Clock } from '@jierong/shared/clock';

/** Dates and lengths of time as people say them, always in the time of Shanghai (UTC+8, no summer time). */
const OFFSET = 8 * 3_600_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

type When = string | number | Date;

interface Parts {
  year: number;
  month: number;
  day: number;
  /** Days since 1970 in Shanghai. */
  dayNumber: number;
  time: string;
}

function parts(when: When): Parts {
  const ms = new Date(when).getTime() + OFFSET;
  const d = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    dayNumber: Math.floor(ms / DAY),
    time: `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`,
  };
}

const nearDays: Record<number, string> = { [-1]: '昨天', 0: '今天', 1: '明天' };

/** 10:31 */
export const timeOfDay = (when: When): string => parts(when).time;

/** 今天, 昨天, 明天, 11 月 23 日, 2025 年 11 月 23 日 */
export function dayText(when: When, now: When): string {
  const at = parts(when);
  const today = parts(now);
  const near = nearDays[at.dayNumber - today.dayNumber];
  if (near) return near;
  return `${at.year === today.year ? '' : `${at.year} 年 `}${at.month} 月 ${at.day} 日`;
}

/** 今天 10:31, 11 月 23 日 10:31; without the time when it is of another year. */
export function whenText(when: When, now: When): string {
  const day = dayText(when, now);
  return parts(when).year === parts(now).year || nearDays[parts(when).dayNumber - parts(now).dayNumber]
    ? `${day} ${timeOfDay(when)}`
    : day;
}

/** 今天 16:20 前 */
export const beforeText = (when: When, now: When): string => `${whenText(when, now)} 前`;

/** A length in milliseconds: 50 分钟, 1 小时 41 分, 3 天 2 小时. Under a minute: 不到 1 分钟. */
export function lengthText(ms: number): string {
  const minutes = Math.floor(ms / MINUTE);
  if (minutes < 1) return '不到 1 分钟';
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} 小时 ${minutes % 60} 分` : `${hours} 小时`;
  return hours % 24 ? `${Math.floor(hours / 24)} 天 ${hours % 24} 小时` : `${hours / 24} 天`;
}

/** 9:41, for a countdown of minutes. */
export function countdownText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** 2 工作时, 5 个工作日, 7 天 */
export function limitText({ value, unit }: TimeLimit): string {
  const units: Record<TimeLimit['unit'], string> = { workingHour: '工作时', workingDay: '个工作日', day: '天' };
  return `${value} ${units[unit]}`;
}

const clockNames: Record<Clock['kind'], string> = {
  undo: '可以修改和撤回',
  offer: '等人认领',
  claim: '认领时限',
  review: '审核时限',
  accept: '受理时限',
  file: '立案时限',
  dispatch: '派遣时限',
  handle: '处置时限',
  check: '核查时限',
  contact: '首次联系',
  dispute: '裁定时限',
  answer: '等您答复',
};

export interface ClockText {
  /** The rule: 处置时限 2 工作时. */
  limit: string;
  /** The end: 今天 16:20 前. */
  until: string;
  /** What is left: 还剩 50 分钟, 超期 2 小时. */
  text: string;
  /** The same for a chip: 剩 50 分钟. */
  short: string;
}

/** A deadline clock in words. Time left is wall-clock time; the limit itself is named in working hours or days. */
export function clockText(clock: Clock, now: When): ClockText {
  const limit = clock.limit ? `${clockNames[clock.kind]} ${limitText(clock.limit)}` : clockNames[clock.kind];
  const until = beforeText(clock.dueAt, now);
  const left = new Date(clock.dueAt).getTime() - new Date(now).getTime();
  if (clock.status === 'done') {
    const text = clock.kind === 'contact' ? '已联系' : '已办好';
    return { limit, until, text: `${text}，不再计时`, short: text };
  }
  if (clock.status === 'paused') return { limit, until, text: '暂缓，不计时', short: '暂缓' };
  if (left <= 0) {
    // The server may not have looked yet; what the clock on the wall says is what people see.
    const over = -left < MINUTE ? '刚到期' : `超期 ${roughly(-left)}`;
    return { limit, until, text: over, short: over };
  }
  return {
    limit,
    until,
    text: `还剩 ${left >= WEEK ? roughly(left) : lengthText(left)}`,
    short: `剩 ${roughly(left)}`,
  };
}

/** For a chip: beyond two days the hours are left out. */
const roughly = (ms: number): string => (ms >= 2 * DAY ? `${Math.floor(ms / DAY)} 天` : lengthText(ms));

/** How far: 180 米, 1.2 公里. */
export function distanceText(meters: number): string {
  if (meters < 1000) return `${Math.max(10, Math.round(meters / 10) * 10)} 米`;
  return `${(meters / 1000).toFixed(1)} 公里`;
}
