import type { TimeLimit } from '@jierong/shared/categories';
import { isWorkday } from 'chinese-days';
import { MINUTES_PER_WORKING_DAY, officeHours, ZONE_OFFSET_MS } from './officeHours';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Days are counted from 1970-01-01 in Beijing time. */
const dayOf = (ms: number): number => Math.floor((ms + ZONE_OFFSET_MS) / DAY);
const startOfDayMs = (day: number): number => day * DAY - ZONE_OFFSET_MS;

const workdays = new Map<number, boolean>();

/** Weekends, holidays and make-up days. The calendar reads local fields of a date, so it is given that day's noon. */
function isWorkingDay(day: number): boolean {
  let known = workdays.get(day);
  if (known === undefined) {
    const date = new Date(day * DAY);
    known = isWorkday(new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 12));
    workdays.set(day, known);
  }
  return known;
}

/** The working spans of a day in milliseconds; none on a holiday. */
const spansOf = (day: number): { from: number; to: number }[] =>
  isWorkingDay(day)
    ? officeHours.map(({ from, to }) => ({
        from: startOfDayMs(day) + from * MINUTE,
        to: startOfDayMs(day) + to * MINUTE,
      }))
    : [];

/** Midnight in Beijing at the start of the day of an instant. */
export const startOfDay = (at: Date): Date => new Date(startOfDayMs(dayOf(at.getTime())));

/** `20261123`: the day of an instant in Beijing. */
export const dayStamp = (at: Date): string =>
  new Date(at.getTime() + ZONE_OFFSET_MS).toISOString().slice(0, 10).replaceAll('-', '');

/** Whether offices are open at this instant; the closing minute is not. */
export const isWorkingTime = (at: Date): boolean =>
  spansOf(dayOf(at.getTime())).some(({ from, to }) => at.getTime() >= from && at.getTime() < to);

/** The instant itself when offices are open, else when they open next: "when will it be read". */
export function nextWorkingStart(at: Date): Date {
  const ms = at.getTime();
  for (let day = dayOf(ms); ; day++) {
    for (const { from, to } of spansOf(day)) if (ms < to) return new Date(Math.max(ms, from));
  }
}

/** The instant by which so many working minutes have passed. None: the instant itself. */
export function addWorkingMinutes(from: Date, minutes: number): Date {
  let left = minutes * MINUTE;
  if (left <= 0) return new Date(from);
  const ms = from.getTime();
  for (let day = dayOf(ms); ; day++) {
    for (const span of spansOf(day)) {
      const start = Math.max(ms, span.from);
      const length = span.to - start;
      if (length <= 0) continue;
      if (left <= length) return new Date(start + left);
      left -= length;
    }
  }
}

export const addWorkingHours = (from: Date, hours: number): Date => addWorkingMinutes(from, hours * 60);

/** A working day is a full day of office hours: from ten o'clock to ten o'clock of the next working day. */
export const addWorkingDays = (from: Date, days: number): Date =>
  addWorkingMinutes(from, days * MINUTES_PER_WORKING_DAY);

/** The deadline of a limit of the duty list that starts at an instant. Calendar days are 24 hours each. */
export function addLimit(from: Date, limit: TimeLimit): Date {
  switch (limit.unit) {
    case 'workingHour':
      return addWorkingHours(from, limit.value);
    case 'workingDay':
      return addWorkingDays(from, limit.value);
    case 'day':
      return new Date(from.getTime() + limit.value * DAY);
  }
}

/** Working minutes between two instants; 0 when the second is not later. */
export function workingMinutesBetween(from: Date, to: Date): number {
  let sum = 0;
  for (let day = dayOf(from.getTime()); day <= dayOf(to.getTime()); day++) {
    for (const span of spansOf(day))
      sum += Math.max(0, Math.min(span.to, to.getTime()) - Math.max(span.from, from.getTime()));
  }
  return sum / MINUTE;
}
