import { $dateFromString } from 'mingo/operators/expression/date';
import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { CommandError } from '../../errors';
import { readIsoDate } from './conversions';
import { type Expression, isMissing, namedOperands, onlyOperand } from './operands';
import {
  dayOfYear,
  fromLocal,
  isoWeek,
  localTime,
  momentOf,
  offsetAt,
  toLocal,
  weekday,
  weekOfYear,
  zoneOf,
} from './zonedTime';

const PARTS: Record<string, (local: number, date: Date) => number> = {
  $year: (_, date) => date.getUTCFullYear(),
  $month: (_, date) => date.getUTCMonth() + 1,
  $dayOfMonth: (_, date) => date.getUTCDate(),
  $hour: (_, date) => date.getUTCHours(),
  $minute: (_, date) => date.getUTCMinutes(),
  $second: (_, date) => date.getUTCSeconds(),
  $millisecond: (_, date) => date.getUTCMilliseconds(),
  $dayOfWeek: (local) => weekday(local) + 1,
  $isoDayOfWeek: (local) => weekday(local) || 7,
  $dayOfYear: dayOfYear,
  $week: weekOfYear,
  $isoWeek: (local) => isoWeek(local).week,
  $isoWeekYear: (local) => isoWeek(local).year,
};

/** `$year` and its kin take a date, or `{ date, timezone }`. */
function part(name: string): Expression {
  return (doc, operands, options) => {
    const named = isDoc(operands) && 'date' in operands;
    const { date, timezone } = named
      ? namedOperands(name, doc, operands, options)
      : { date: onlyOperand(name, doc, operands, options), timezone: undefined };
    const moment = momentOf(date);
    const zone = zoneOf(timezone, named && 'timezone' in operands);
    if (moment === undefined || zone === undefined) return null;
    const local = toLocal(moment, zone);
    return PARTS[name]!(local, new Date(local));
  };
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

function formatted(format: string, local: number, offset: number): string {
  const date = new Date(local);
  const minutes = Math.round(offset / 60_000);
  const sign = minutes < 0 ? '-' : '+';
  const pieces: Record<string, () => string> = {
    '%': () => '%',
    Y: () => padded(date.getUTCFullYear(), 4),
    m: () => padded(date.getUTCMonth() + 1, 2),
    d: () => padded(date.getUTCDate(), 2),
    H: () => padded(date.getUTCHours(), 2),
    M: () => padded(date.getUTCMinutes(), 2),
    S: () => padded(date.getUTCSeconds(), 2),
    L: () => padded(date.getUTCMilliseconds(), 3),
    j: () => padded(dayOfYear(local), 3),
    u: () => String(weekday(local) || 7),
    w: () => String(weekday(local) + 1),
    U: () => padded(weekOfYear(local), 2),
    V: () => padded(isoWeek(local).week, 2),
    G: () => padded(isoWeek(local).year, 4),
    b: () => MONTHS[date.getUTCMonth()]!.slice(0, 3),
    B: () => MONTHS[date.getUTCMonth()]!,
    z: () => `${sign}${padded(Math.floor(Math.abs(minutes) / 60), 2)}${padded(Math.abs(minutes) % 60, 2)}`,
    Z: () => `${sign}${padded(Math.abs(minutes), 3)}`,
  };
  return format.replace(/%([\s\S]?)/g, (_, letter: string) => {
    const piece = Object.hasOwn(pieces, letter) ? pieces[letter] : undefined;
    if (piece) return piece();
    throw new CommandError(18536, 'Location18536', `Invalid format character '%${letter}' in format string`);
  });
}

const dateToString: Expression = (doc, operands, options) => {
  const { date, format, timezone, onNull = null } = namedOperands('$dateToString', doc, operands, options);
  const moment = momentOf(date);
  const zoned = isDoc(operands) && 'timezone' in operands;
  const zone = zoneOf(timezone, zoned);
  if (moment === undefined) return onNull;
  if (zone === undefined || (isDoc(operands) && 'format' in operands && isMissing(format))) return null;
  if (format !== undefined && typeof format !== 'string') {
    throw new CommandError(18533, 'Location18533', '$dateToString requires that format be a string');
  }
  const offset = offsetAt(zone, moment);
  const standard = `%Y-%m-%dT%H:%M:%S.%L${zoned && zone !== 'UTC' && zone !== 'GMT' ? '' : 'Z'}`;
  return formatted(format ?? standard, moment + offset, offset);
};

function wholePart(value: BsonValue, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new CommandError(40515, 'Location40515', '$dateFromParts requires whole numbers');
}

const dateFromParts: Expression = (doc, operands, options) => {
  const given = namedOperands('$dateFromParts', doc, operands, options);
  if (Object.values(given).some(isMissing)) return null;
  const zone = zoneOf(given.timezone, 'timezone' in given);
  const year = wholePart(given.year ?? given.isoWeekYear, Number.NaN);
  if (!(year >= 1 && year <= 9999)) {
    throw new CommandError(40523, 'Location40523', "$dateFromParts requires a 'year' from 1 to 9999");
  }
  const january4 = localTime(year, 1, 4); // always in ISO week 1
  const day =
    given.isoWeekYear === undefined
      ? localTime(year, wholePart(given.month, 1), wholePart(given.day, 1))
      : january4 +
        ((wholePart(given.isoWeek, 1) - 1) * 7 + wholePart(given.isoDayOfWeek, 1) - (weekday(january4) || 7)) *
          86_400_000;
  const seconds = (wholePart(given.hour, 0) * 60 + wholePart(given.minute, 0)) * 60 + wholePart(given.second, 0);
  return new Date(fromLocal(day + seconds * 1000 + wholePart(given.millisecond, 0), zone!));
};

/** Without a format: ISO 8601 with a date, and perhaps a time and a zone. With one, mingo reads it. */
const dateFromString: Expression = (doc, operands, options) => {
  const given = namedOperands('$dateFromString', doc, operands, options);
  const { dateString, format, timezone, onNull = null } = given;
  if (isMissing(dateString)) return onNull;
  const zone = zoneOf(timezone, 'timezone' in given);
  if (zone === undefined) return null;
  if (typeof format === 'string') {
    const read = $dateFromString(doc as Doc, { ...(operands as Doc), onError: null } as never, options);
    if (read instanceof Date) return read;
  } else if (typeof dateString === 'string') {
    const read = readIsoDate(dateString);
    if (read) return new Date(read.zoned ? read.moment : fromLocal(read.moment, zone));
  }
  if ('onError' in given) return given.onError;
  throw new CommandError(241, 'ConversionFailure', `Error parsing date string '${dateString}'`);
};

export const datePartExpressions: Record<string, Expression> = {
  ...Object.fromEntries(Object.keys(PARTS).map((name) => [name, part(name)])),
  $dateToString: dateToString,
  $dateFromParts: dateFromParts,
  $dateFromString: dateFromString,
};
