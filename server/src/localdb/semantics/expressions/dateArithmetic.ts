import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { CommandError, failedToParse } from '../../errors';
import { type Expression, isMissing, namedOperands } from './operands';
import { DAY, fromLocal, localTime, momentOf, toLocal, weekday, zoneOf } from './zonedTime';

const MONTHS_OF: Record<string, number> = { year: 12, quarter: 3, month: 1 };
const DAYS_OF: Record<string, number> = { week: 7, day: 1 };
const MS_OF: Record<string, number> = { hour: 3_600_000, minute: 60_000, second: 1000, millisecond: 1 };
const UNITS = new Set([MONTHS_OF, DAYS_OF, MS_OF].flatMap((units) => Object.keys(units)));
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** What bins of `$dateTrunc` are counted from. */
const REFERENCE_YEAR = 2000;

function unitOf(value: BsonValue): string {
  if (typeof value === 'string' && UNITS.has(value)) return value;
  throw failedToParse(`unknown time unit value: ${value}`);
}

function weekStart(value: BsonValue): number {
  const day = WEEKDAYS.indexOf(
    String(value ?? 'sunday')
      .toLowerCase()
      .slice(0, 3),
  );
  if (day < 0) throw failedToParse(`unknown day of week value: ${value}`);
  return day;
}

function whole(value: BsonValue, name: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new CommandError(5166405, 'Location5166405', `${name} must be a whole number`);
}

/** Arguments with every one present that the operator needs; undefined makes the result null. */
function readArguments(doc: Doc, operands: BsonValue): { unit: string; zone: string } | undefined {
  if (isMissing(doc.unit)) return undefined;
  const zone = zoneOf(doc.timezone, isDoc(operands) && 'timezone' in operands);
  return zone === undefined ? undefined : { unit: unitOf(doc.unit), zone };
}

function monthNumber(local: number): number {
  const date = new Date(local);
  return (date.getUTCFullYear() - REFERENCE_YEAR) * 12 + date.getUTCMonth();
}

/** Local time of the day that weeks beginning on `start` are counted from. */
function firstWeek(start: number): number {
  const first = localTime(REFERENCE_YEAR, 1, 1);
  return first + ((start - weekday(first) + 7) % 7) * DAY;
}

const dateTrunc: Expression = (doc, operands, options) => {
  const given = namedOperands('$dateTrunc', doc, operands, options);
  const read = readArguments(given, operands);
  const moment = momentOf(given.date);
  if (moment === undefined || !read || given.binSize === null || given.startOfWeek === null) return null;
  const { unit, zone } = read;
  const size = given.binSize === undefined ? 1 : whole(given.binSize, 'binSize');
  if (size < 1) throw new CommandError(5439018, 'Location5439018', '$dateTrunc requires binSize to be greater than 0');
  const floor = (value: number, step: number): number => Math.floor(value / step) * step;
  const local = toLocal(moment, zone);
  const months = MONTHS_OF[unit];
  if (months)
    return new Date(fromLocal(localTime(REFERENCE_YEAR, 1 + floor(monthNumber(local), months * size), 1), zone));
  const days = DAYS_OF[unit];
  if (days) {
    const origin = unit === 'week' ? firstWeek(weekStart(given.startOfWeek)) : localTime(REFERENCE_YEAR, 1, 1);
    return new Date(fromLocal(origin + floor(local - origin, days * size * DAY), zone));
  }
  const origin = fromLocal(localTime(REFERENCE_YEAR, 1, 1), zone);
  return new Date(origin + floor(moment - origin, MS_OF[unit]! * size));
};

/** Adds whole months; a day the month does not have becomes its last. */
function addMonths(local: number, months: number): number {
  const date = new Date(local);
  const month = date.getUTCMonth() + 1 + months;
  const last = new Date(localTime(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const day = localTime(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), last));
  return day + (local - Math.floor(local / DAY) * DAY);
}

function shift(name: string, sign: 1 | -1): Expression {
  return (doc, operands, options) => {
    const given = namedOperands(name, doc, operands, options);
    const read = readArguments(given, operands);
    const moment = momentOf(given.startDate);
    if (moment === undefined || !read || isMissing(given.amount)) return null;
    const { unit, zone } = read;
    const amount = whole(given.amount, 'amount') * sign;
    const months = MONTHS_OF[unit];
    const days = DAYS_OF[unit];
    if (months) return new Date(fromLocal(addMonths(toLocal(moment, zone), amount * months), zone));
    if (days) return new Date(fromLocal(toLocal(moment, zone) + amount * days * DAY, zone));
    return new Date(moment + amount * MS_OF[unit]!);
  };
}

/** How many beginnings of the unit lie between two dates. */
const dateDiff: Expression = (doc, operands, options) => {
  const given = namedOperands('$dateDiff', doc, operands, options);
  const read = readArguments(given, operands);
  const [start, end] = [momentOf(given.startDate), momentOf(given.endDate)];
  if (start === undefined || end === undefined || !read) return null;
  const { unit, zone } = read;
  const months = MONTHS_OF[unit];
  const [from, to] = [toLocal(start, zone), toLocal(end, zone)];
  if (months) return Math.floor(monthNumber(to) / months) - Math.floor(monthNumber(from) / months);
  const days = DAYS_OF[unit];
  if (days) {
    const origin = unit === 'week' ? firstWeek(weekStart(given.startOfWeek)) : 0;
    return Math.floor((to - origin) / (days * DAY)) - Math.floor((from - origin) / (days * DAY));
  }
  const offset = from - start;
  const step = MS_OF[unit]!;
  return Math.floor((end + offset) / step) - Math.floor((start + offset) / step);
};

export const dateArithmeticExpressions: Record<string, Expression> = {
  $dateTrunc: dateTrunc,
  $dateAdd: shift('$dateAdd', 1),
  $dateSubtract: shift('$dateSubtract', -1),
  $dateDiff: dateDiff,
};
