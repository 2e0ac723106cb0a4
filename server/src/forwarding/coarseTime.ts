import { startOfDay } from '../modules/calendar/workingTime';

const HALF_DAY_MS = 12 * 60 * 60_000;

/**
 * The start of the half day in Beijing in which something happened: midnight or noon. Who is accused of an issue and
 * knows to the minute when it was seen knows who was there; of a forenoon many people were. No deadline counts from it:
 * the other side's clocks start when it accepts.
 */
export function halfDayOf(at: Date): Date {
  const midnight = startOfDay(at).getTime();
  return new Date(midnight + (at.getTime() - midnight >= HALF_DAY_MS ? HALF_DAY_MS : 0));
}
