import { type BsonValue, isOperators } from '../bson/values';
import { encodeComponent, isCut, rangeBound } from '../keys/components';
import { TYPE } from '../keys/valueEncoding';
import { isOn } from '../semantics/leafTests';
import { isNaNValue } from '../semantics/numbers';
import type { Conjunction, Predicate } from './analysis';
import {
  after,
  before,
  type Interval,
  intersection,
  normalized,
  nullPoint,
  pointInterval,
  typeEnd,
  typeStart,
} from './intervals';

/** What conditions say about one field of an index. */
export interface Bounds {
  set: Interval[];
  /** The interval says all the condition says: documents need not be looked at again. */
  exact: boolean;
  /** How many predicates it speaks for. */
  used: number;
  /** Further values the same array must hold (`$all`). */
  also?: Buffer[];
}

function bounds(set: Interval[], exact: boolean): Bounds {
  return { set, exact, used: 1 };
}

function equalTo(value: BsonValue): Bounds | null {
  if (Array.isArray(value) || value instanceof RegExp) return null;
  const component = encodeComponent(value);
  return bounds([pointInterval(component)], component[0] !== TYPE.null && !isCut(component));
}

function anyOf(list: BsonValue): Bounds | null {
  if (!Array.isArray(list)) return null;
  const each = list.map(equalTo);
  if (!each.every((found) => found !== null)) return null;
  return bounds(
    normalized(each.flatMap(({ set }) => set)),
    each.every(({ exact }) => exact),
  );
}

function allOf(list: BsonValue): Bounds | null {
  if (!Array.isArray(list) || !list.length || list.some(isOperators)) return null;
  const found = list.map(equalTo).filter((each) => each !== null);
  const [first, ...others] = found;
  if (!first) return null;
  const exact = found.length === list.length && found.every((each) => each.exact);
  return { ...bounds(first.set, exact), also: others.map(({ set }) => set[0]!.low.bytes) };
}

function ordered(operator: string, operand: BsonValue): Bounds | null {
  const inclusive = operator.endsWith('e');
  if (operand === null || operand === undefined) return bounds(inclusive ? [nullPoint()] : [], false);
  if (operand instanceof RegExp || Array.isArray(operand)) return null;
  const component = encodeComponent(operand);
  const type = component[0]!;
  if (type === TYPE.min || type === TYPE.max) return null; // these compare with every type
  if (isNaNValue(operand)) return bounds(inclusive ? [pointInterval(component)] : [], true);
  const bound = rangeBound(component);
  if (operator.startsWith('$g')) {
    const low = operator === '$gt' && bound.whole ? after(bound.bytes) : before(bound.bytes);
    return bounds([{ low, high: typeEnd(type) }], bound.whole);
  }
  const low = type === TYPE.number ? after(encodeComponent(Number.NaN)) : typeStart(type);
  const high = inclusive || !bound.whole ? after(bound.bytes) : before(bound.bytes);
  return bounds([{ low, high }], bound.whole);
}

/** Conditions on one and the same array element may be intersected. */
function element(condition: BsonValue): Bounds | null {
  if (!isOperators(condition)) return null;
  const found = Object.entries(condition)
    .map(([operator, argument]) => boundsOf({ path: '', operator, argument, operators: condition }))
    .filter((each) => each !== null);
  return found.length ? bounds(found.map(({ set }) => set).reduce(intersection), false) : null;
}

const LITERAL_START = /^\^((?:[^\\^$.|?*+()[\]{}]|\\[^\w])+)/;

/** An anchored pattern such as `/^abc/` is a range of texts, to be rechecked. */
function textsStarting(pattern: BsonValue, options: BsonValue): Bounds | null {
  const source = pattern instanceof RegExp ? pattern.source : String(pattern);
  const flags = options === undefined ? (pattern instanceof RegExp ? pattern.flags : '') : String(options);
  const match = LITERAL_START.exec(source);
  if (!match?.[1] || /[imxs]/.test(flags) || source.includes('|')) return null;
  let literal = match[1].replace(/\\(.)/gu, '$1');
  const repeated = /^[?*{]/.test(source.slice(match[0].length)); // then the last character may be missing
  if (repeated) literal = Array.from(literal).slice(0, -1).join('');
  if (!literal) return null;
  const component = encodeComponent(literal);
  const start = rangeBound(isCut(component) ? component : component.subarray(0, -2)).bytes; // without the end mark
  return bounds([{ low: before(start), high: after(start) }], false);
}

/** The intervals of one predicate, or null when an index cannot help. */
export function boundsOf({ operator, argument, operators }: Predicate): Bounds | null {
  switch (operator) {
    case '$eq':
      return equalTo(argument);
    case '$in':
      return anyOf(argument);
    case '$all':
      return allOf(argument);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return ordered(operator, argument);
    case '$elemMatch':
      return element(argument);
    case '$regex':
      return textsStarting(argument, operators.$options);
    case '$exists':
      return isOn(argument) ? null : bounds([nullPoint()], false);
    default:
      return null;
  }
}

function both(a: Bounds, b: Bounds): Bounds {
  const exact = a.exact && b.exact && !a.also?.length && !b.also?.length;
  return { set: intersection(a.set, b.set), exact, used: a.used + b.used };
}

/** Points are better than ranges, few better than many. */
function weight({ set }: Bounds): number {
  return (set.every(({ point }) => point) ? 0 : 1e6) + set.length;
}

/**
 * All conditions on one path. On a multikey path two conditions may be met by different elements, so only one bounds.
 */
export function fieldBounds(conjunction: Conjunction, path: string, multikey: boolean): Bounds | null {
  const found: Bounds[] = [];
  for (const predicate of conjunction.predicates) {
    const each = predicate.path === path ? boundsOf(predicate) : null;
    if (each) found.push(each);
  }
  for (const branches of conjunction.disjunctions) {
    const each = branches.map((branch) => fieldBounds(branch, path, multikey));
    if (each.length && each.every((branch) => branch !== null)) {
      found.push({ set: normalized(each.flatMap(({ set }) => set)), exact: false, used: 0 });
    }
  }
  if (!found.length) return null;
  return multikey ? found.reduce((a, b) => (weight(b) < weight(a) ? b : a)) : found.reduce(both);
}
