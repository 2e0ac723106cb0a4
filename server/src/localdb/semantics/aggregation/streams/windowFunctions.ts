import { type BsonValue, type Doc, isDoc } from '../../../bson/values';
import { badValue, failedToParse } from '../../../errors';
import { readNumber } from '../../numbers';
import { refuseBeyondMemory } from '../../sorter';
import { accumulator, type Begin } from './accumulators';
import type { Evaluate } from './rows';
import { readWindow, type Windows } from './windowBounds';
import { type Column, type Place, placedColumns, plainNumber, refused, sortValueOf } from './windowColumns';

// The functions of `$setWindowFields` that are computed from a window: accumulators, and those of a curve.

const UNIT_MS: Record<string, number> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const NEEDS_SORT = new Set(['$first', '$last', '$firstN', '$lastN']);

/**
 * The result of an accumulator for each window. While windows only grow, each document is taken in once; one that has
 * left its window makes the next one be computed anew.
 */
function accumulated(begin: Begin, windows: Windows, { allowDiskUse }: Place): Column {
  return function* (docs) {
    let state = begin();
    let [start, end, size] = [0, 0, 0];
    let value: BsonValue;
    let isFresh = false;
    for (const window of windows(docs)) {
      yield null;
      if (!window) continue;
      const { from, to } = window;
      if (from !== start) {
        state = begin();
        [start, end, size] = [from, from, 0];
        isFresh = false;
      }
      for (; end < to; end++) {
        size += state.add(docs[end]!) ?? 0;
        refuseBeyondMemory(size, '$setWindowFields', allowDiskUse);
        isFresh = false;
        yield null;
      }
      if (!isFresh) {
        value = state.result(null) ?? null;
        if (Array.isArray(value)) value = [...value]; // the state may go on filling the one it gave
      }
      isFresh = true;
      yield { value };
    }
  };
}

interface Curve {
  /** Where a document lies on the axis: a number, or milliseconds. */
  x: (doc: Doc) => number;
  /** Its value; null when there is none. */
  y: (doc: Doc) => number | null;
  /** How much of the axis one unit is. */
  unit: number;
}

/** `codes`: a unit without a date, a date without a unit, neither a date nor a number. */
function readCurve(name: string, argument: BsonValue, place: Place, codes: readonly [number, number, number]): Curve {
  if (!isDoc(argument) || !('input' in argument)) throw failedToParse(`${name} requires an 'input' expression`);
  const { input, unit } = argument;
  const unitMs = unit === undefined ? undefined : Object.hasOwn(UNIT_MS, String(unit)) && UNIT_MS[String(unit)];
  if (unitMs === false) throw failedToParse(`unit must be 'week' or smaller, not ${unit}`);
  const sortValue = sortValueOf(name, place);
  const evaluate = place.expression(input);
  return {
    x(doc) {
      const value = sortValue(doc);
      if (unitMs !== undefined) {
        if (value instanceof Date) return value.getTime();
        throw refused(codes[0], `${name} with 'unit' expects the sortBy field to be a Date`);
      }
      if (value instanceof Date) throw refused(codes[1], `${name} where the sortBy is a Date requires a 'unit'`);
      if (!readNumber(value))
        throw refused(codes[2], `${name} (with no 'unit') expects the sortBy field to be numeric`);
      return Number(plainNumber(name, value));
    },
    y: (doc) => plainNumber(name, evaluate(doc)),
    unit: unitMs ?? 1,
  };
}

/** The slope between the first and the last document of each window; null where there are not two, or one above the other. */
function derivative(argument: BsonValue, windows: Windows, place: Place): Column {
  const { x, y, unit } = readCurve('$derivative', argument, place, [5624900, 5624901, 5624902]);
  return function* (docs) {
    for (const window of windows(docs)) {
      if (window && window.to - window.from > 1) {
        const [first, last] = [docs[window.from]!, docs[window.to - 1]!];
        const run = (x(last) - x(first)) / unit;
        const [before, after] = [y(first), y(last)];
        if (before === null || after === null) throw refused(5624903, '$derivative input must not be null or missing');
        yield { value: run === 0 ? null : (after - before) / run };
      } else yield window && { value: null };
    }
  };
}

/** The area under a curve, by trapezoids. */
function integral(argument: BsonValue, place: Place): Begin {
  const { x, y, unit } = readCurve('$integral', argument, place, [5423901, 5423902, 5423900]);
  return () => {
    let last: readonly [number, number] | undefined;
    let area = 0;
    return {
      add(doc) {
        const [at, height] = [x(doc), y(doc)];
        if (height === null) throw refused(5423900, 'The input value of $integral must be numeric');
        if (last) area += 0.5 * (last[1] + height) * ((at - last[0]) / unit);
        last = [at, height];
        return undefined;
      },
      result: () => (last ? area : null),
    };
  };
}

/** Covariance by Welford's method; pairs that are not both numbers are left out. `fewest` pairs are needed for a result. */
function covariance(name: string, fewest: 1 | 2, argument: BsonValue, { expression }: Place): Begin {
  if (!Array.isArray(argument) || argument.length !== 2)
    throw failedToParse(`${name} takes an array of two expressions`);
  const [first, second] = argument.map(expression) as [Evaluate, Evaluate];
  return () => {
    let [n, meanX, meanY, sum] = [0, 0, 0, 0];
    return {
      add(doc) {
        const pair = [first(doc), second(doc)];
        if (!pair.every((value) => readNumber(value))) return undefined;
        const [x, y] = pair.map((value) => Number(plainNumber(name, value))) as [number, number];
        n++;
        const fromMean = x - meanX;
        meanX += fromMean / n;
        meanY += (y - meanY) / n;
        sum += fromMean * (y - meanY);
        return undefined;
      },
      result: () => (n < fewest ? null : sum / (n + 1 - fewest)),
    };
  };
}

/** Where a document's value lies between the least and the greatest of its window, on a scale from `min` to `max`. */
function minMaxScaler(argument: BsonValue, windows: Windows, place: Place): Column {
  const given: Doc = isDoc(argument) && 'input' in argument ? argument : { input: argument };
  const { input, min = 0, max = 1 } = given;
  if (typeof min !== 'number' || typeof max !== 'number' || min >= max) {
    throw badValue('$minMaxScaler needs numbers for min and max, the first below the second');
  }
  const evaluate = place.expression(input);
  const y = (doc: Doc): number => {
    const value = plainNumber('$minMaxScaler', evaluate(doc));
    if (value === null) throw badValue('$minMaxScaler: input must be a number in every document');
    return value;
  };
  const extremes: Begin = () => {
    let range: readonly [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    return {
      add(doc) {
        const value = y(doc);
        range = [Math.min(range[0], value), Math.max(range[1], value)];
        return undefined;
      },
      result: () => range,
    };
  };
  const column = accumulated(extremes, windows, place);
  return function* (docs) {
    let i = 0;
    for (const steps = column(docs); ; ) {
      const { value: step, done } = steps.next();
      if (done) return;
      if (step) {
        const [least, greatest] = step.value as readonly [number, number];
        if (least === greatest) throw badValue('$minMaxScaler: input range must not be zero');
        yield { value: ((y(docs[i++]!) - least) / (greatest - least)) * (max - min) + min };
      } else yield null;
    }
  };
}

/**
 * Prepares a field of `output`: one function, and its `window` where it takes one. Codes 9 when it is neither, 2 when
 * there is no such function, and those of the function.
 */
export function windowColumn(field: string, spec: BsonValue, place: Place): Column {
  const { window, ...functions }: Doc = isDoc(spec) ? spec : {};
  const [[name, argument] = ['', undefined], ...others] = Object.entries(functions);
  if (others.length || name[0] !== '$') {
    throw failedToParse(`the output field '${field}' must have a single window function, and may have a window`);
  }
  const placed = Object.hasOwn(placedColumns, name) ? placedColumns[name] : undefined;
  if (placed) {
    if (window !== undefined) throw failedToParse(`${name} does not accept a 'window' field`);
    return placed(argument, place);
  }
  const windows = readWindow(window, place.sort, place);
  if (NEEDS_SORT.has(name) && !place.sort.length) throw failedToParse(`${name} requires a sortBy`);
  switch (name) {
    case '$derivative':
      if (window === undefined) throw failedToParse('$derivative requires explicit window bounds');
      return derivative(argument, windows, place);
    case '$minMaxScaler':
      return minMaxScaler(argument, windows, place);
    case '$integral':
      return accumulated(integral(argument, place), windows, place);
    case '$covariancePop':
    case '$covarianceSamp':
      return accumulated(covariance(name, name === '$covariancePop' ? 1 : 2, argument, place), windows, place);
    default:
      return accumulated(accumulator(field, functions, place), windows, place);
  }
}
