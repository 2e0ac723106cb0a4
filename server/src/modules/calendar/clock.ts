import type { TimeLimit } from '@jierong/shared/categories';
import type { Clock } from '@jierong/shared/clock';
import { limits } from '@jierong/shared/limits';
import { addWorkingMinutes, workingMinutesBetween } from './workingTime';

interface ClockMarks {
  /** The limit in words of the duty list; a working one makes the clock run in working time only. */
  limit?: TimeLimit;
  done?: boolean;
  paused?: boolean;
}

const runsInWorkingTime = (limit: TimeLimit | undefined): boolean => limit !== undefined && limit.unit !== 'day';

/**
 * A deadline clock as shown: how much of the limit is used, and whether it is on time, due soon (a quarter or less is
 * left), over, done or paused. For a clock that is done, `now` is when it was.
 */
export function presentClock(
  kind: Clock['kind'],
  startedAt: Date,
  dueAt: Date,
  now: Date,
  { limit, done, paused }: ClockMarks = {},
): Clock {
  const share = usedShare(startedAt, dueAt, now, limit);
  return {
    kind,
    startedAt: startedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    ...(limit ? { limit } : {}),
    status: statusOf(share, done, paused),
    share,
  };
}

function statusOf(share: number, done = false, paused = false): Clock['status'] {
  if (done) return 'done';
  if (paused) return 'paused';
  if (share > 1) return 'over';
  return share >= 1 - limits.soonShare ? 'soon' : 'onTime';
}

/** Never more than 1 before the deadline and always more than 1 after it, also at night when no working time passes. */
function usedShare(startedAt: Date, dueAt: Date, now: Date, limit: TimeLimit | undefined): number {
  const late = now.getTime() > dueAt.getTime();
  const elapsed = (to: Date): number =>
    runsInWorkingTime(limit) ? workingMinutesBetween(startedAt, to) : Math.max(0, to.getTime() - startedAt.getTime());
  const whole = elapsed(dueAt);
  const share = whole > 0 ? elapsed(now) / whole : 1;
  return late ? Math.max(share, 1 + Number.EPSILON) : Math.min(share, 1);
}

/** The instant from which a clock counts as "soon". */
export function soonFrom(startedAt: Date, dueAt: Date, limit?: TimeLimit): Date {
  const part = 1 - limits.soonShare;
  if (runsInWorkingTime(limit)) return addWorkingMinutes(startedAt, workingMinutesBetween(startedAt, dueAt) * part);
  return new Date(startedAt.getTime() + (dueAt.getTime() - startedAt.getTime()) * part);
}
