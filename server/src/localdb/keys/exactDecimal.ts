import { badValue } from '../errors';

/** A decimal number as its nearest double and the exact rest: value = nearest + whole + 0.fraction. */
interface ExactDecimal {
  nearest: number;
  whole: number;
  /** Decimal digits after the point, without trailing zeros; may be empty. */
  fraction: string;
}

const FORM = /^([+-]?)(\d+)(?:\.(\d*))?(?:E([+-]?\d+))?$/i;
const BIGGEST_REST = 0x7fffn;

/** A finite double as mantissa * 2^exponent. */
function parts(value: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const low = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? low : low | 0x10000000000000n;
  return { mantissa: bits >> 63n ? -mantissa : mantissa, exponent: Math.max(biased, 1) - 1075 };
}

/**
 * Splits the text form of a Decimal128. Two numbers order first by their nearest double, then by the rest, so decimals,
 * int64 and doubles compare exactly. Code 2 when the number is beyond the doubles or its rest too long for a key.
 */
export function exactDecimal(text: string): ExactDecimal {
  if (/nan/i.test(text)) return { nearest: Number.NaN, whole: 0, fraction: '' };
  const nearest = Number(text);
  const match = FORM.exec(text);
  if (!match) return { nearest, whole: 0, fraction: '' }; // Infinity
  if (!Number.isFinite(nearest)) throw badValue(`Decimal128 beyond the range of a double is not supported: ${text}`);
  const [, sign, integer = '', decimals = '', exponent = '0'] = match;
  const digits = BigInt(integer + decimals) * (sign === '-' ? -1n : 1n);
  if (digits === 0n) return { nearest: 0, whole: 0, fraction: '' };
  const power = Number(exponent) - decimals.length;
  const binary = parts(nearest);
  const scale = Math.max(-power, -binary.exponent, 0);
  const exact = digits * 10n ** BigInt(power + scale);
  const approximate =
    binary.exponent < 0
      ? binary.mantissa * 5n ** BigInt(-binary.exponent) * 10n ** BigInt(scale + binary.exponent)
      : binary.mantissa * 2n ** BigInt(binary.exponent) * 10n ** BigInt(scale);
  const unit = 10n ** BigInt(scale);
  const rest = exact - approximate;
  let whole = rest / unit;
  let remainder = rest % unit;
  if (remainder < 0n) {
    whole -= 1n;
    remainder += unit;
  }
  if (whole > BIGGEST_REST || whole < -BIGGEST_REST) {
    throw badValue(`Decimal128 too long to compare exactly is not supported: ${text}`);
  }
  const fraction = remainder === 0n ? '' : remainder.toString().padStart(scale, '0').replace(/0+$/, '');
  return { nearest, whole: Number(whole), fraction };
}
