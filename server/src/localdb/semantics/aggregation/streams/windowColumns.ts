import { type BsonValue, type Doc, isDoc } from '../../../bson/values';
import { badValue, CommandError, failedToParse } from '../../../errors';
import { type SortSpec, sortKey } from '../../../keys/tuples';
import { readNumber } from '../../numbers';
import { typeName } from '../../types';
import type { Around, Evaluate } from './rows';

// The functions of `$setWindowFields` that look at a document's place in its partition and take no window.

/** The values of a field for a partition's documents, in their order; null where whoever asks may pause. */
export type Column = (docs: readonly Doc[]) => Iterator<{ value: BsonValue } | null, void>;

/** What a window function stands in. */
export interface Place extends Around {
  sort: SortSpec;
}

/** Reads the argument of such a function. Throws what is wrong with it. */
type PrepareColumn = (argument: BsonValue, place: Place) => Column;

export function refused(code: number, message: string): CommandError {
  return new CommandError(code, `Location${code}`, message);
}

/** A value to compute with as a JavaScript number; null when there is none. Code 14 for what is no number. */
export function plainNumber(name: string, value: BsonValue): number | null {
  if (typeof value === 'number') return value;
  if (value === null || value === undefined) return null;
  if (readNumber(value)) {
    throw badValue(`${name} of Decimal128 or of integers beyond 2^53 is not supported by this database`);
  }
  throw new CommandError(14, 'TypeMismatch', `${name} takes numbers, not ${typeName(value)}`);
}

/** The value documents are sorted by. Code 5371602 when there is not exactly one. */
export function sortValueOf(name: string, { sort, expression }: Place): Evaluate {
  const [field, ...more] = sort;
  if (field && !more.length) return expression(`$${field[0].join('.')}`);
  throw refused(5371602, `${name} must be specified with a top level sortBy expression with exactly one element`);
}

/** Null and missing rank the same, as they sort. */
function rank(name: string, dense: boolean): PrepareColumn {
  return (argument, place) => {
    if (!isDoc(argument) || Object.keys(argument).length) throw refused(5371603, `${name} takes no arguments`);
    sortValueOf(name, place);
    return function* (docs) {
      let before: Buffer | undefined;
      let current = 0;
      for (const [i, doc] of docs.entries()) {
        const key = sortKey(doc, place.sort);
        if (!before?.equals(key)) current = dense ? current + 1 : i + 1;
        before = key;
        yield { value: current };
      }
    };
  };
}

const documentNumber: PrepareColumn = (argument, { sort }) => {
  if (!isDoc(argument) || Object.keys(argument).length) throw refused(5371603, '$documentNumber takes no arguments');
  if (!sort.length) throw failedToParse('$documentNumber requires a sortBy');
  return function* (docs) {
    for (let i = 1; i <= docs.length; i++) yield { value: i };
  };
};

const shift: PrepareColumn = (argument, { sort, expression }) => {
  if (!isDoc(argument) || !('output' in argument)) throw failedToParse("$shift requires an 'output' expression");
  const { output, by, default: other = null } = argument;
  if (typeof by !== 'number' || !Number.isInteger(by)) throw failedToParse("'$shift:by' field must be an integer");
  if (typeof other === 'string' && other[0] === '$') {
    throw failedToParse("'$shift:default' expression must yield a constant value");
  }
  if (!sort.length) throw failedToParse("'$shift' requires a sortBy");
  const evaluate = expression(output);
  const outside = expression(other)({}) ?? null;
  return function* (docs) {
    for (let i = 0; i < docs.length; i++) {
      const doc = docs[i + by];
      yield { value: doc ? (evaluate(doc) ?? null) : outside };
    }
  };
};

function weightOf({ N, alpha }: Doc): number {
  if ((N === undefined) === (alpha === undefined)) throw failedToParse("$expMovingAvg takes either 'N' or 'alpha'");
  if (N !== undefined) {
    if (typeof N === 'number' && Number.isInteger(N) && N > 0) return 2 / (N + 1);
    throw failedToParse("'N' of $expMovingAvg must be a positive whole number");
  }
  if (typeof alpha === 'number' && alpha > 0 && alpha < 1) return alpha;
  throw failedToParse("'alpha' of $expMovingAvg must be between 0 and 1, both excluded");
}

/** What is no number leaves the average as it is. */
const expMovingAvg: PrepareColumn = (argument, { sort, expression }) => {
  if (!isDoc(argument) || !('input' in argument)) throw failedToParse("$expMovingAvg requires an 'input'");
  if (!sort.length) throw failedToParse("$expMovingAvg requires an explicit 'sortBy'");
  const weight = weightOf(argument);
  const evaluate = expression(argument.input);
  return function* (docs) {
    let average: number | null = null;
    for (const doc of docs) {
      const found = evaluate(doc);
      const value = readNumber(found) ? plainNumber('$expMovingAvg', found) : null;
      if (value !== null) average = average === null ? value : value * weight + average * (1 - weight);
      yield { value: average };
    }
  };
};

/** The last value that was neither null nor missing. */
const lastObserved: PrepareColumn = (argument, { sort, expression }) => {
  if (!sort.length) throw failedToParse('$locf requires a sortBy');
  const evaluate = expression(argument);
  return function* (docs) {
    let value: BsonValue = null;
    for (const doc of docs) {
      value = evaluate(doc) ?? value;
      yield { value };
    }
  };
};

/** Where the sort value of a document lies. Codes 14 for what has no place, 6050106 for the same one twice. */
function* placesOf(docs: readonly Doc[], sortValue: Evaluate, out: number[]): Generator<null, void> {
  let dates: boolean | undefined;
  for (const doc of docs) {
    const value = sortValue(doc);
    const isDate = value instanceof Date;
    const place = isDate ? value.getTime() : plainNumber('$linearFill', value);
    if (place === null || (dates ?? isDate) !== isDate) {
      throw new CommandError(
        14,
        'TypeMismatch',
        'the sortBy values of $linearFill must all be numbers or all be dates',
      );
    }
    dates = isDate;
    if (place === out.at(-1)) {
      throw refused(6050106, 'There can be no repeated values in the sort field in the same partition');
    }
    out.push(place);
    yield null;
  }
}

/** Fills what is null or missing on the line between its neighbours; before the first and after the last one it stays null. */
const linearFill: PrepareColumn = (argument, place) => {
  const sortValue = sortValueOf('$linearFill', place);
  const evaluate = place.expression(argument);
  return function* (docs) {
    const x: number[] = [];
    yield* placesOf(docs, sortValue, x);
    const y: (number | null)[] = [];
    for (const doc of docs) {
      y.push(plainNumber('$linearFill', evaluate(doc)));
      yield null;
    }
    let left = -1;
    let right = -1;
    for (let i = 0; i < y.length; i++) {
      const own = y[i]!;
      if (own !== null) left = i;
      else if (right < i) for (right = i; right < y.length && y[right] === null; ) right++;
      const [from, to] = [y[left] ?? null, y[right] ?? null];
      const between = own === null && from !== null && to !== null;
      yield { value: between ? from + (x[i]! - x[left]!) * ((to - from) / (x[right]! - x[left]!)) : own };
    }
  };
};

export const placedColumns: Record<string, PrepareColumn> = {
  $rank: rank('$rank', false),
  $denseRank: rank('$denseRank', true),
  $documentNumber: documentNumber,
  $shift: shift,
  $expMovingAvg: expMovingAvg,
  $locf: lastObserved,
  $linearFill: linearFill,
};
