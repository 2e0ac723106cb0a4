import { type BsonValue, isOperators } from '../bson/values';
import { badValue } from '../errors';
import { compareValues, identityOf, sameValue, typeByte } from '../keys/compare';
import { TYPE } from '../keys/valueEncoding';
import { isNaNValue, truncated } from './numbers';
import { compilePcre } from './pcre';
import { typesOf, wantedTypes } from './types';

/** A condition on one value; undefined stands for a missing field. */
export type LeafTest = (value: BsonValue) => boolean;

/** Equality; null also matches missing. */
export function equals(wanted: BsonValue): LeafTest {
  if (wanted === null || wanted === undefined) return (value) => value === null || value === undefined;
  if (typeof wanted === 'string' || typeof wanted === 'boolean') return (value) => value === wanted;
  return (value) => value !== null && value !== undefined && sameValue(value, wanted);
}

const ORDER_TESTS: Record<string, (order: number) => boolean> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

export function isComparison(operator: string): boolean {
  return Object.hasOwn(ORDER_TESTS, operator);
}

/** `$gt` and its kin: only values of the operand's own type are compared, except with MinKey and MaxKey. */
export function compares(operator: string, operand: BsonValue): LeafTest {
  const test = ORDER_TESTS[operator]!;
  const includesEqual = test(0);
  if (operand instanceof RegExp) throw badValue(`Can't have RegEx as arg to predicate over field with ${operator}`);
  if (operand === null || operand === undefined) return includesEqual ? equals(null) : () => false;
  if (isNaNValue(operand)) return (value) => includesEqual && isNaNValue(value);
  const type = typeByte(operand);
  const bracketed = type !== TYPE.min && type !== TYPE.max;
  return (value) => {
    if (value === undefined || (bracketed && typeByte(value) !== type) || isNaNValue(value)) return false;
    return test(compareValues(value, operand));
  };
}

/** The options of a pattern; `bson` decodes the option `s` (dot matches newline) as JavaScript's `g`. */
function optionsOf(pattern: RegExp): string {
  return pattern.flags.replace('g', 's');
}

/** A match by the pattern, or the very same pattern as a stored value. Codes 51091 and 51108 for one that is wrong. */
export function matchesPattern(pattern: BsonValue, options?: BsonValue): LeafTest {
  const source = pattern instanceof RegExp ? pattern.source : pattern;
  if (typeof source !== 'string') throw badValue('$regex has to be a string');
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  const given = options ?? (pattern instanceof RegExp ? optionsOf(pattern) : '');
  const compiled = compilePcre(source, given);
  const sorted = Array.from(given).sort().join('');
  return (value) => {
    if (typeof value === 'string') return compiled.test(value);
    return value instanceof RegExp && value.source === source && optionsOf(value) === sorted;
  };
}

/** `$in`: equality with any of the list, or a match by any of its patterns. */
export function isOneOf(list: BsonValue): LeafTest {
  if (!Array.isArray(list)) throw badValue('$in needs an array');
  const texts = new Set<string>();
  const others = new Set<string>();
  const patterns: LeafTest[] = [];
  for (const item of list) {
    if (isOperators(item)) throw badValue('cannot nest $ under $in');
    if (item instanceof RegExp) patterns.push(matchesPattern(item));
    else if (typeof item === 'string') texts.add(item);
    else others.add(identityOf(item));
  }
  return (value) => {
    if (typeof value === 'string') return texts.has(value) || patterns.some((matches) => matches(value));
    return others.size > 0 && others.has(identityOf(value));
  };
}

/** `$type` */
export function hasType(argument: BsonValue): LeafTest {
  const wanted = wantedTypes(argument);
  return (value) => typesOf(value).some((name) => wanted.has(name));
}

function wholeNumber(value: BsonValue, what: string): bigint {
  const whole = truncated(value);
  if (whole === undefined) throw badValue(`malformed mod, ${what} not a number`);
  return whole;
}

/** `$mod: [divisor, remainder]` */
export function hasRemainder(argument: BsonValue): LeafTest {
  if (!Array.isArray(argument) || argument.length !== 2) throw badValue('malformed mod, needs two elements');
  const divisor = wholeNumber(argument[0], 'divisor');
  const remainder = wholeNumber(argument[1], 'remainder');
  if (divisor === 0n) throw badValue('divisor cannot be 0');
  return (value) => {
    const whole = truncated(value);
    return whole !== undefined && whole % divisor === remainder;
  };
}

/** `$size` */
export function hasSize(argument: BsonValue): LeafTest {
  if (typeof argument !== 'number' || !Number.isInteger(argument) || argument < 0) {
    throw badValue('$size must be a whole number');
  }
  return (value) => Array.isArray(value) && value.length === argument;
}

/** Whether `$exists` and the like are on: MongoDB takes any value but false, 0, null. */
export function isOn(argument: BsonValue): boolean {
  return argument !== false && argument !== 0 && argument !== null && argument !== undefined;
}
