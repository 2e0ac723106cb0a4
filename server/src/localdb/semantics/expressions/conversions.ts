import { type Binary, Decimal128, Long, ObjectId } from 'bson';
import { type BsonValue, bsonKind, isDoc } from '../../bson/values';
import { badValue, CommandError } from '../../errors';
import { decimalOf } from '../../keys/decimal';
import { readNumber, truncated } from '../numbers';
import { typeName } from '../types';
import { type Expression, isMissing, isTrue, namedOperands, onlyOperand } from './operands';

const SUBTYPE_UUID = 4;
const CODES: Record<string, string> = {
  '1': 'double',
  '2': 'string',
  '7': 'objectId',
  '8': 'bool',
  '9': 'date',
  '16': 'int',
  '18': 'long',
  '19': 'decimal',
};
const ISO_DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

function cannotConvert(value: BsonValue, to: string): CommandError {
  const shown = typeof value === 'string' ? ` '${value}'` : '';
  return new CommandError(241, 'ConversionFailure', `Cannot convert ${typeName(value)}${shown} to ${to} in $convert`);
}

/** A text such as `2024-03-01T08:00:00.000Z` in milliseconds; without a zone it is UTC. Undefined when it is none. */
export function readIsoDate(text: string): { moment: number; zoned: boolean } | undefined {
  const [, day, clock = '00:00', zone] = ISO_DATE.exec(text.trim()) ?? [];
  if (!day) return undefined;
  const colon = zone && /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : (zone ?? 'Z').toUpperCase();
  const moment = Date.parse(`${day}T${clock}${colon}`);
  return Number.isNaN(moment) ? undefined : { moment, zoned: zone !== undefined };
}

function whole(value: BsonValue, to: 'int' | 'long'): bigint {
  let result: bigint | undefined;
  if (typeof value === 'boolean') result = value ? 1n : 0n;
  else if (value instanceof Date && to === 'long') result = BigInt(value.getTime());
  else if (typeof value === 'string') result = /^[+-]?\d+$/.test(value) ? BigInt(value.replace('+', '')) : undefined;
  else result = truncated(value);
  if (result === undefined || BigInt.asIntN(to === 'int' ? 32 : 64, result) !== result) throw cannotConvert(value, to);
  return result;
}

function toLong(value: BsonValue): BsonValue {
  const result = whole(value, 'long');
  const number = Number(result);
  return Number.isSafeInteger(number) ? number : Long.fromBigInt(result);
}

function toDouble(value: BsonValue): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.getTime();
  const isText = typeof value === 'string' && value.trim() === value && value !== '' && !/^[+-]?0x/i.test(value);
  const number = isText ? Number(value) : readNumber(value) && Number(String(value));
  if (number === undefined || (isText && Number.isNaN(number) && !/^nan$/i.test(value)))
    throw cannotConvert(value, 'double');
  return number;
}

function toDecimal(value: BsonValue): Decimal128 {
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (value instanceof Date) return decimalOf(BigInt(value.getTime()));
  if (typeof value === 'string') {
    try {
      return Decimal128.fromString(value);
    } catch {
      throw cannotConvert(value, 'decimal');
    }
  }
  if (Number.isSafeInteger(value)) return decimalOf(BigInt(value as number));
  const number = readNumber(value);
  if (!number) throw cannotConvert(value, 'decimal');
  return number.kind === 'decimal' ? number.value : decimalOf(number.value);
}

function toText(value: BsonValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Number.isInteger(value) && Math.abs(value as number) < 2 ** 53) return String(value);
  if (readNumber(value)) return doubleText(value);
  if (typeof value === 'object' && value !== null) {
    if (bsonKind(value) === 'ObjectId') return String(value);
    if (bsonKind(value) === 'Binary') {
      const binary = value as Binary;
      return binary.sub_type === SUBTYPE_UUID ? binary.toUUID().toString() : binary.toString('base64');
    }
  }
  throw cannotConvert(value, 'string');
}

function doubleText(value: BsonValue): string {
  if (Object.is(value, -0)) return '-0';
  return String(value)
    .replace('Infinity', 'inf')
    .replace('NaN', typeof value === 'number' ? 'nan' : 'NaN');
}

function toDate(value: BsonValue): Date {
  if (value instanceof Date) return value;
  if (typeof value === 'string') {
    const read = readIsoDate(value);
    if (read) return new Date(read.moment);
    throw cannotConvert(value, 'date');
  }
  const kind = typeof value === 'object' && value !== null ? bsonKind(value) : undefined;
  if (kind === 'ObjectId') return (value as ObjectId).getTimestamp();
  const moment = truncated(value);
  if (moment === undefined || BigInt.asIntN(53, moment) !== moment) throw cannotConvert(value, 'date');
  return new Date(Number(moment));
}

function toObjectId(value: BsonValue): BsonValue {
  if (typeof value === 'object' && value !== null && bsonKind(value) === 'ObjectId') return value;
  if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return new ObjectId(value);
  throw cannotConvert(value, 'objectId');
}

const CONVERTERS: Record<string, (value: BsonValue) => BsonValue> = {
  bool: isTrue,
  int: (value) => Number(whole(value, 'int')),
  long: toLong,
  double: toDouble,
  decimal: toDecimal,
  string: toText,
  date: toDate,
  objectId: toObjectId,
};

function converted(value: BsonValue, to: string): BsonValue {
  const convert = Object.hasOwn(CONVERTERS, to) ? CONVERTERS[to] : undefined;
  if (!convert) throw badValue(`Unknown type name: ${to}`);
  return convert(value);
}

function to(name: string, type: string): Expression {
  return (doc, operands, options) => {
    const value = onlyOperand(name, doc, operands, options);
    return isMissing(value) ? null : converted(value, type);
  };
}

const convert: Expression = (doc, operands, options) => {
  const { input, to: target, onError, onNull = null } = namedOperands('$convert', doc, operands, options);
  if (isMissing(input)) return onNull;
  if (isMissing(target)) return null;
  const wanted = isDoc(target) ? target.type : target;
  try {
    return converted(input, CODES[String(wanted)] ?? String(wanted));
  } catch (error) {
    const failed = error instanceof CommandError && error.code === 241;
    if (failed && isDoc(operands) && 'onError' in operands) return onError;
    throw error;
  }
};

export const conversionExpressions: Record<string, Expression> = {
  $convert: convert,
  $toInt: to('$toInt', 'int'),
  $toLong: to('$toLong', 'long'),
  $toDouble: to('$toDouble', 'double'),
  $toDecimal: to('$toDecimal', 'decimal'),
  $toString: to('$toString', 'string'),
  $toDate: to('$toDate', 'date'),
  $toObjectId: to('$toObjectId', 'objectId'),
  $type: (doc, operands, options) => typeName(onlyOperand('$type', doc, operands, options)),
  $isNumber: (doc, operands, options) => readNumber(onlyOperand('$isNumber', doc, operands, options)) !== undefined,
};
