import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { badValue, CommandError } from '../errors';
import { readNumber } from './numbers';

/** Where `$percentile` looks, and the expression of its values. */
interface Percentiles {
  input: BsonValue;
  at: readonly number[];
  /** `$median` gives one value, not a list. */
  single: boolean;
}

/**
 * Reads the argument of `$median` or `$percentile`; `constant` computes `p`. Codes 2 and 7750301 to 7750303.
 */
export function readPercentiles(
  name: '$median' | '$percentile',
  argument: BsonValue,
  constant: (expression: BsonValue) => BsonValue,
): Percentiles {
  const { input, p, method }: Doc = isDoc(argument) ? argument : {};
  if (input === undefined) throw badValue(`${name} needs an input`);
  if (method !== 'approximate' && method !== undefined) {
    throw badValue("Currently only 'approximate' can be used as percentile 'method'");
  }
  if (name === '$median') return { input, at: [0.5], single: true };
  const at = constant(p);
  if (!Array.isArray(at) || !at.length) {
    throw new CommandError(7750301, 'Location7750301', "The $percentile 'p' field must be a list of numbers");
  }
  const wrong = at.find((each) => typeof each !== 'number' || !(each >= 0 && each <= 1));
  if (wrong !== undefined) {
    const message = "The $percentile 'p' field must be an array of numbers between 0.0 and 1.0";
    throw new CommandError(7750303, 'Location7750303', message);
  }
  return { input, at, single: false };
}

/** The value as percentiles count it; undefined for what is no number. Code 2 for Decimal128 and beyond 2^53. */
export function percentileNumber(value: BsonValue): number | undefined {
  if (typeof value === 'number') return value;
  if (!readNumber(value)) return undefined;
  throw badValue('percentiles of Decimal128 or of integers beyond 2^53 are not supported by this database');
}

/** The least numbers not below the given shares of all, each one of them; null when there are none. */
export function percentilesOf(values: readonly number[], { at, single }: Percentiles): BsonValue {
  const sorted = Float64Array.from(values).sort();
  const found = at.map((p) => (sorted.length ? sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] : null));
  return single ? found[0] : found;
}
