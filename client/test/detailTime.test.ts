import {
  beforeText,
  clockText,
  countdownText,
  dayText,
  distanceText,
  lengthText,
  limitText,
  timeOfDay,
  whenText,
} from '@/text/time';

/** 10:12 in the morning in Shanghai. */
const now = '2026-11-23T02:12:00.000Z';
const MINUTE = 60_000;

test('times are those of Shanghai wherever the phone is', () => {
  expect(timeOfDay('2026-11-22T16:05:00.000Z')).toBe('00:05');
  expect(dayText('2026-11-22T16:05:00.000Z', now)).toBe('今天');
  expect(dayText('2026-11-22T15:55:00.000Z', now)).toBe('昨天');
});

test('days near by are named, others dated, those of another year with their year', () => {
  expect(whenText('2026-11-23T02:31:00.000Z', now)).toBe('今天 10:31');
  expect(whenText('2026-11-24T02:31:00.000Z', now)).toBe('明天 10:31');
  expect(whenText('2026-11-20T02:31:00.000Z', now)).toBe('11 月 20 日 10:31');
  expect(whenText('2025-11-20T02:31:00.000Z', now)).toBe('2025 年 11 月 20 日');
  expect(whenText('2026-01-01T02:00:00.000Z', '2025-12-31T02:00:00.000Z')).toBe('明天 10:00');
  expect(beforeText('2026-11-23T08:20:00.000Z', now)).toBe('今天 16:20 前');
});

test('lengths of time are said as people say them', () => {
  expect(lengthText(30_000)).toBe('不到 1 分钟');
  expect(lengthText(50 * MINUTE)).toBe('50 分钟');
  expect(lengthText(60 * MINUTE)).toBe('1 小时');
  expect(lengthText(101 * MINUTE)).toBe('1 小时 41 分');
  expect(lengthText(26 * 60 * MINUTE)).toBe('1 天 2 小时');
  expect(countdownText(9 * MINUTE + 41_000)).toBe('9:41');
  expect(countdownText(-1)).toBe('0:00');
  expect(distanceText(183)).toBe('180 米');
  expect(distanceText(3)).toBe('10 米');
  expect(distanceText(1240)).toBe('1.2 公里');
});

test('limits keep their unit: working hours are not hours', () => {
  expect(limitText({ value: 2, unit: 'workingHour' })).toBe('2 工作时');
  expect(limitText({ value: 5, unit: 'workingDay' })).toBe('5 个工作日');
  expect(limitText({ value: 7, unit: 'day' })).toBe('7 天');
});

const clock = (dueAt: string, status: 'onTime' | 'soon' | 'over' | 'done' | 'paused') =>
  ({ kind: 'handle', startedAt: now, dueAt, status, share: 0.5, limit: { value: 2, unit: 'workingHour' } }) as const;

test('a clock names its rule, its end and what is left', () => {
  expect(clockText(clock('2026-11-23T03:02:00.000Z', 'soon'), now)).toEqual({
    limit: '处置时限 2 工作时',
    until: '今天 11:02 前',
    text: '还剩 50 分钟',
    short: '剩 50 分钟',
  });
  expect(clockText(clock('2026-11-28T03:02:00.000Z', 'onTime'), now).text).toBe('还剩 5 天');
});

test('an overdue clock says by how much, also before the server has looked', () => {
  expect(clockText(clock('2026-11-23T00:12:00.000Z', 'over'), now).text).toBe('超期 2 小时');
  expect(clockText(clock('2026-11-23T02:11:30.000Z', 'soon'), now).text).toBe('刚到期');
});

test('a clock that stands still does not count', () => {
  expect(clockText(clock('2026-11-23T00:12:00.000Z', 'done'), now).text).toBe('已办好，不再计时');
  expect(clockText(clock('2026-11-23T00:12:00.000Z', 'paused'), now).short).toBe('暂缓');
});
