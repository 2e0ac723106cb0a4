import { Decimal128 } from 'bson';

/** A finite decimal number: `digits` times ten to the power of `exponent`. */
interface Decimal {
  digits: bigint;
  exponent: number;
}

const PRECISION = 34;
const FORM = /^([+-]?)(\d+)(?:\.(\d*))?(?:E([+-]?\d+))?$/i;

function parse(value: Decimal128): Decimal | undefined {
  const match = FORM.exec(String(value));
  if (!match) return undefined; // NaN, Infinity
  const [, sign, integer = '', decimals = '', exponent = '0'] = match;
  const digits = BigInt(integer + decimals);
  return { digits: sign === '-' ? -digits : digits, exponent: Number(exponent) - decimals.length };
}

/** Rounds to the 34 digits a Decimal128 holds, half to even. */
function rounded({ digits, exponent }: Decimal): Decimal128 {
  const negative = digits < 0n;
  let magnitude = negative ? -digits : digits;
  let power = exponent;
  const excess = magnitude.toString().length - PRECISION;
  if (excess > 0) {
    const unit = 10n ** BigInt(excess);
    const rest = (magnitude % unit) * 2n;
    magnitude /= unit;
    power += excess;
    if (rest > unit || (rest === unit && magnitude % 2n === 1n)) magnitude += 1n;
    if (magnitude.toString().length > PRECISION) {
      magnitude /= 10n;
      power += 1;
    }
  }
  return Decimal128.fromString(`${negative ? '-' : ''}${magnitude}E${power}`);
}

/** Sums that meet NaN or an infinity follow the rules of doubles. */
function special(a: Decimal128, b: Decimal128, combine: (x: number, y: number) => number): Decimal128 {
  const result = combine(Number(String(a)), Number(String(b)));
  return Decimal128.fromString(String(result));
}

export function addDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const [x, y] = [parse(a), parse(b)];
  if (!x || !y) return special(a, b, (p, q) => p + q);
  const exponent = Math.min(x.exponent, y.exponent);
  const scaled = (part: Decimal): bigint => part.digits * 10n ** BigInt(part.exponent - exponent);
  return rounded({ digits: scaled(x) + scaled(y), exponent });
}

export function multiplyDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const [x, y] = [parse(a), parse(b)];
  if (!x || !y) return special(a, b, (p, q) => p * q);
  return rounded({ digits: x.digits * y.digits, exponent: x.exponent + y.exponent });
}

/** Quotient of a decimal and a positive whole number. */
export function divideDecimal(a: Decimal128, divisor: bigint): Decimal128 {
  const x = parse(a);
  if (!x) return a;
  const scale = PRECISION + 2 + divisor.toString().length; // enough digits for one rounding
  const scaled = x.digits * 10n ** BigInt(scale);
  const quotient = scaled / divisor;
  const inexact = quotient * divisor !== scaled; // a last digit that keeps it from looking like a tie
  const digits = quotient * 10n + (inexact ? (x.digits < 0n ? -1n : 1n) : 0n);
  return shortened(rounded({ digits, exponent: x.exponent - scale - 1 }), x.exponent);
}

/** The same number without trailing zeros beyond the exponent wanted. */
function shortened(value: Decimal128, exponent: number): Decimal128 {
  const x = parse(value);
  if (!x) return value;
  let { digits, exponent: power } = x;
  while (power < exponent && digits % 10n === 0n) {
    digits /= 10n;
    power += 1;
  }
  return rounded({ digits, exponent: power });
}

/** Any number as a Decimal128; of a double its first 15 digits count, as in MongoDB. */
export function decimalOf(value: number | bigint): Decimal128 {
  if (typeof value === 'bigint') return Decimal128.fromString(String(value));
  return Decimal128.fromString(Number.isFinite(value) ? value.toPrecision(15) : String(value));
}

/** The whole part of a decimal as an integer; undefined when it has none (NaN, infinities). */
export function wholePart(value: Decimal128): bigint | undefined {
  const x = parse(value);
  if (!x) return undefined;
  return x.exponent >= 0 ? x.digits * 10n ** BigInt(x.exponent) : x.digits / 10n ** BigInt(-x.exponent);
}
