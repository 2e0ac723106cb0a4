import { type Decimal128, Double, Int32, Long } from 'bson';
import { type BsonValue, bsonKind } from '../bson/values';
import { badValue } from '../errors';
import { addDecimals, decimalOf, divideDecimal, multiplyDecimals, wholePart } from '../keys/decimal';

// Arithmetic over MongoDB's four kinds of numbers: the result has the widest kind of its operands, in the order int32,
// int64, double, Decimal128, and an int32 that overflows becomes an int64.

/** A number with its kind. Whole numbers are exact. */
type Numeric =
  | { kind: 'int' | 'long'; value: bigint }
  | { kind: 'double'; value: number }
  | { kind: 'decimal'; value: Decimal128 };

function kindOf(value: number): Numeric {
  const small = Number.isInteger(value) && Math.abs(value) < 2 ** 31 && !Object.is(value, -0);
  return small ? { kind: 'int', value: BigInt(value) } : { kind: 'double', value };
}

/** Reads any decoded number; undefined for everything else. A plain number is what the driver would store it as. */
export function readNumber(value: BsonValue): Numeric | undefined {
  if (typeof value === 'number') return kindOf(value);
  if (value === null || typeof value !== 'object') return undefined;
  switch (bsonKind(value)) {
    case 'Int32':
      return { kind: 'int', value: BigInt((value as Int32).value) };
    case 'Double':
      return { kind: 'double', value: (value as Double).value };
    case 'Long':
      return { kind: 'long', value: (value as Long).toBigInt() };
    case 'Decimal128':
      return { kind: 'decimal', value: value as Decimal128 };
    default:
      return undefined;
  }
}

/** The number as `bson` stores it with its kind. */
export function writeNumber({ kind, value }: Numeric): BsonValue {
  switch (kind) {
    case 'int':
      return new Int32(Number(value));
    case 'long':
      return Long.fromBigInt(value);
    case 'double':
      return new Double(value);
    case 'decimal':
      return value;
  }
}

function toDecimal({ kind, value }: Numeric): Decimal128 {
  return kind === 'decimal' ? value : decimalOf(value);
}

function whole(value: bigint, long: boolean): Numeric | undefined {
  if (BigInt.asIntN(64, value) !== value) return undefined;
  return { kind: long || BigInt.asIntN(32, value) !== value ? 'long' : 'int', value };
}

/** Sum or product; undefined when whole numbers leave the 64 bits. */
export function combine(operation: 'add' | 'multiply', a: Numeric, b: Numeric): Numeric | undefined {
  const adding = operation === 'add';
  if (a.kind === 'decimal' || b.kind === 'decimal') {
    const [x, y] = [toDecimal(a), toDecimal(b)];
    return { kind: 'decimal', value: adding ? addDecimals(x, y) : multiplyDecimals(x, y) };
  }
  if (a.kind === 'double' || b.kind === 'double') {
    const [x, y] = [Number(a.value), Number(b.value)];
    return { kind: 'double', value: adding ? x + y : x * y };
  }
  const value = adding ? a.value + b.value : a.value * b.value;
  return whole(value, a.kind === 'long' || b.kind === 'long');
}

/** The result as pipelines hold numbers: a JavaScript number wherever that is exact. */
function forPipeline({ kind, value }: Numeric): BsonValue {
  if (kind === 'decimal' || kind === 'double') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : Long.fromBigInt(value);
}

function overflowed(operation: 'add' | 'multiply', a: Numeric, b: Numeric): Numeric {
  const [x, y] = [Number(a.value), Number(b.value)];
  return { kind: 'double', value: operation === 'add' ? x + y : x * y };
}

/**
 * Sum or product of values in a pipeline. JavaScript numbers alone are doubles; beside an int64 beyond 2^53 or a
 * Decimal128 whole ones count as int64, so that the result is exact. Whole numbers that leave the 64 bits go on as
 * doubles, as in MongoDB. Code 2 for what is no number.
 */
export function fold(operation: 'add' | 'multiply', values: readonly BsonValue[]): BsonValue {
  const start = operation === 'add' ? 0 : 1;
  if (values.every((value) => typeof value === 'number')) {
    return values.reduce<number>((result, value) => (operation === 'add' ? result + value : result * value), start);
  }
  let result: Numeric = { kind: 'int', value: BigInt(start) };
  for (const value of values) {
    const whole = Number.isSafeInteger(value) && !Object.is(value, -0);
    const next: Numeric | undefined = whole ? { kind: 'long', value: BigInt(value as number) } : readNumber(value);
    if (!next) throw badValue('only numbers can be added and multiplied');
    result = combine(operation, result, next) ?? overflowed(operation, result, next);
  }
  return forPipeline(result);
}

/** Arithmetic mean of values in a pipeline; null when there are none. */
export function mean(values: readonly BsonValue[]): BsonValue {
  if (!values.length) return null;
  const sum = readNumber(fold('add', values))!;
  if (sum.kind === 'decimal') return divideDecimal(sum.value, BigInt(values.length));
  return Number(sum.value) / values.length;
}

/** Not a number, in any kind. */
export function isNaNValue(value: BsonValue): boolean {
  if (typeof value === 'number') return Number.isNaN(value);
  const read = readNumber(value);
  return read !== undefined && Number.isNaN(Number(read.kind === 'decimal' ? String(read.value) : read.value));
}

/** The number cut to its whole part; undefined for what is none. */
export function truncated(value: BsonValue): bigint | undefined {
  const read = readNumber(value);
  if (!read) return undefined;
  if (read.kind === 'decimal') return wholePart(read.value);
  if (read.kind !== 'double') return read.value;
  return Number.isFinite(read.value) ? BigInt(Math.trunc(read.value)) : undefined;
}
