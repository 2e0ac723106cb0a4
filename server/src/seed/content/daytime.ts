import { startOfDay } from '../../modules/calendar/workingTime';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** People are up and about from 06:30 to 21:30, in minutes after midnight in Beijing. */
const MORNING = 6.5 * 60;
const EVENING = 21.5 * 60;

const minuteOf = (at: Date): number => (at.getTime() - startOfDay(at).getTime()) / MINUTE;
const isDaytime = (at: Date): boolean => minuteOf(at) >= MORNING && minuteOf(at) < EVENING;

/** Somewhen in the day before, for an instant at night; the night's minutes are spread over the day. */
export function dayBefore(at: Date): Date {
  if (isDaytime(at)) return at;
  const day = startOfDay(at).getTime() - (minuteOf(at) < MORNING ? DAY : 0);
  return new Date(day + (MORNING + ((minuteOf(at) * 17) % (EVENING - MORNING))) * MINUTE);
}

/** The next morning, for an instant at night. */
export function nextMorning(at: Date): Date {
  if (isDaytime(at)) return at;
  const day = startOfDay(at).getTime() + (minuteOf(at) < MORNING ? 0 : DAY);
  return new Date(day + (MORNING + (minuteOf(at) % 120)) * MINUTE);
}
