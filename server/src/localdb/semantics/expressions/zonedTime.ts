import { type ObjectId, Timestamp } from 'bson';
import { type BsonValue, bsonKind } from '../../bson/values';
import { CommandError } from '../../errors';
import { typeName } from '../types';

// Dates as clocks in a time zone show them. A "local time" here is a number of milliseconds that UTC would show so.

export const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const FIXED_OFFSET = /^([+-])(\d{2}):?(\d{2})?$/;

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        era: 'short',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      throw new CommandError(40485, 'Location40485', `unrecognized time zone identifier: "${zone}"`);
    }
    formats.set(zone, format);
  }
  return format;
}

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. Code 40485 for an unknown zone. */
export function offsetAt(zone: string, moment: number): number {
  if (zone === 'UTC' || zone === 'GMT') return 0;
  const fixed = FIXED_OFFSET.exec(zone);
  if (fixed) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0);
    return (fixed[1] === '-' ? -minutes : minutes) * 60_000;
  }
  const parts: Record<string, string> = {};
  for (const { type, value } of formatFor(zone).formatToParts(moment)) parts[type] = value;
  const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year);
  const shown = localTime(year, Number(parts.month), Number(parts.day));
  const clock = (Number(parts.hour) * 60 + Number(parts.minute)) * 60_000 + Number(parts.second) * 1000;
  return shown + clock - Math.floor(moment / 1000) * 1000;
}

/** Midnight of a day as local time; months and days beyond their range carry over. */
export function localTime(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

export function toLocal(moment: number, zone: string): number {
  return moment + offsetAt(zone, moment);
}

/** The moment a zone's clocks show a local time; of a skipped one, the moment as if the clocks had not been changed. */
export function fromLocal(local: number, zone: string): number {
  const guess = local - offsetAt(zone, local);
  const offset = offsetAt(zone, guess);
  return local - offset === guess ? guess : local - Math.min(offset, offsetAt(zone, local - offset));
}

/** A date, or what holds one (ObjectId, Timestamp), in milliseconds; undefined when null or missing. Code 16006 else. */
export function momentOf(value: BsonValue): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (value instanceof Date) return value.getTime();
  if (value instanceof Timestamp) return value.high * 1000;
  if (typeof value === 'object' && bsonKind(value) === 'ObjectId') return (value as ObjectId).getTimestamp().getTime();
  throw new CommandError(16006, 'Location16006', `can't convert from BSON type ${typeName(value)} to Date`);
}

/** The zone argument of a date operator; undefined when it is null, which makes the result null. */
export function zoneOf(value: BsonValue, given: boolean): string | undefined {
  if (!given) return 'UTC';
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'string') {
    throw new CommandError(40517, 'Location40517', 'timezone must evaluate to a string');
  }
  offsetAt(value, 0); // refuses unknown ones
  return value;
}

/** Sunday 0 to Saturday 6. */
export function weekday(local: number): number {
  return (((Math.floor(local / DAY) + 4) % 7) + 7) % 7;
}

export function dayOfYear(local: number): number {
  const year = new Date(local).getUTCFullYear();
  return Math.floor((local - localTime(year, 1, 1)) / DAY) + 1;
}

/** ISO 8601 week and the year it belongs to. */
export function isoWeek(local: number): { year: number; week: number } {
  const thursday = local + (3 - ((weekday(local) + 6) % 7)) * DAY;
  return { year: new Date(thursday).getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) };
}

/** Weeks begin on Sunday; the days before the year's first Sunday are week 0. */
export function weekOfYear(local: number): number {
  return Math.floor((dayOfYear(local) - 1 - weekday(local) + 7) / 7);
}
