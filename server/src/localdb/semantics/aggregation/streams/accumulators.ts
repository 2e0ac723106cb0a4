import { type BsonValue, type Doc, isDoc } from '../../../bson/values';
import { badValue, CommandError } from '../../../errors';
import { compareValues, identityOf } from '../../../keys/compare';
import { accumulate } from '../../mingo';
import { readNumber } from '../../numbers';
import { percentileNumber, percentilesOf, readPercentiles } from '../../percentiles';
import { orderedAccumulators } from './orderedAccumulators';
import { type Around, type Evaluate, roughSize } from './rows';

/** What `$group` keeps of one field of one group. */
export interface State {
  /** Takes one more document in; returns by how many bytes the state grew, when it did. */
  add(doc: Doc): number | undefined;
  result(groupId: BsonValue): BsonValue;
}

/** Begins the state of a group. */
export type Begin = () => State;

/** A state kept by one value. */
function folding<T>(first: T, step: (kept: T, doc: Doc) => T, result: (kept: T) => BsonValue): Begin {
  return () => {
    let kept = first;
    return {
      add(doc) {
        kept = step(kept, doc);
        return undefined;
      },
      result: () => result(kept),
    };
  };
}

function isNumber(value: BsonValue): boolean {
  return typeof value === 'number' || readNumber(value) !== undefined;
}

/** The sum of two numbers; everything but small plain ones is left to the accumulator that knows all kinds. */
function plus(sum: BsonValue, value: BsonValue): BsonValue {
  if (typeof sum === 'number' && typeof value === 'number') {
    const plain = sum + value;
    if (Number.isSafeInteger(plain) || !Number.isInteger(plain)) return plain;
  }
  return accumulate('$sum', [sum, value]);
}

function sum(evaluate: Evaluate): Begin {
  return folding<BsonValue>(
    0,
    (kept, doc) => {
      const value = evaluate(doc);
      return isNumber(value) ? plus(kept, value) : kept;
    },
    (kept) => kept,
  );
}

function average(evaluate: Evaluate): Begin {
  return folding<{ sum: BsonValue; n: number }>(
    { sum: 0, n: 0 },
    (kept, doc) => {
      const value = evaluate(doc);
      return isNumber(value) ? { sum: plus(kept.sum, value), n: kept.n + 1 } : kept;
    },
    ({ sum: total, n }) => {
      if (typeof total === 'number') return n ? total / n : null;
      return accumulate('$avg', [total, ...new Array<number>(n - 1).fill(0)]);
    },
  );
}

/** The first value in the order given by `sign`, null and missing left out. */
function extreme(sign: 1 | -1): (evaluate: Evaluate) => Begin {
  return (evaluate) =>
    folding<BsonValue>(
      null,
      (best, doc) => {
        const value = evaluate(doc) ?? null;
        return value !== null && (best === null || compareValues(value, best) * sign < 0) ? value : best;
      },
      (best) => best,
    );
}

function first(evaluate: Evaluate): Begin {
  return folding<BsonValue>(
    undefined,
    (kept, doc) => (kept === undefined ? (evaluate(doc) ?? null) : kept),
    (kept) => kept ?? null,
  );
}

function last(evaluate: Evaluate): Begin {
  return folding<BsonValue>(
    null,
    (_, doc) => evaluate(doc) ?? null,
    (kept) => kept,
  );
}

function push(evaluate: Evaluate): Begin {
  return () => {
    const values: BsonValue[] = [];
    return {
      add(doc) {
        const value = evaluate(doc);
        if (value === undefined) return undefined;
        values.push(value);
        return 8 + roughSize(value);
      },
      result: () => values,
    };
  };
}

function addToSet(evaluate: Evaluate): Begin {
  return () => {
    const values = new Map<string, BsonValue>();
    return {
      add(doc) {
        const value = evaluate(doc);
        const key = value === undefined ? undefined : identityOf(value);
        if (key === undefined || values.has(key)) return undefined;
        values.set(key, value);
        return 64 + key.length + roughSize(value);
      },
      result: () => [...values.values()],
    };
  };
}

function mergeObjects(evaluate: Evaluate): Begin {
  return folding<Doc>(
    {},
    (kept, doc) => {
      const value = evaluate(doc) ?? null;
      if (value === null) return kept;
      if (isDoc(value)) return { ...kept, ...value };
      throw new CommandError(40400, 'Location40400', '$mergeObjects requires object inputs');
    },
    (kept) => kept,
  );
}

/** Standard deviation by Welford's method; `fewest` values are needed for a result. */
function deviation(fewest: 1 | 2): (evaluate: Evaluate) => Begin {
  return (evaluate) =>
    folding(
      { n: 0, mean: 0, squares: 0 },
      (kept, doc) => {
        const value = evaluate(doc);
        if (!isNumber(value)) return kept;
        const number = Number(value);
        const n = kept.n + 1;
        const mean = kept.mean + (number - kept.mean) / n;
        return { n, mean, squares: kept.squares + (number - kept.mean) * (number - mean) };
      },
      ({ n, squares }) => (n < fewest ? null : Math.sqrt(squares / (n + 1 - fewest))),
    );
}

/** Holds the numbers alone. */
function percentile(name: '$median' | '$percentile', argument: BsonValue, { expression }: Around): Begin {
  const read = readPercentiles(name, argument, (p) => expression(p)({}));
  const evaluate = expression(read.input);
  return () => {
    const values: number[] = [];
    return {
      add(doc) {
        const value = percentileNumber(evaluate(doc));
        if (value === undefined) return undefined;
        values.push(value);
        return 8;
      },
      result: () => percentilesOf(values, read),
    };
  };
}

const BY_EXPRESSION: Record<string, (evaluate: Evaluate) => Begin> = {
  $sum: sum,
  $avg: average,
  $min: extreme(1),
  $max: extreme(-1),
  $first: first,
  $last: last,
  $push: push,
  $addToSet: addToSet,
  $mergeObjects: mergeObjects,
  $stdDevPop: deviation(1),
  $stdDevSamp: deviation(2),
};

/** Accumulators that are not kept step by step hold their group's documents. */
function holding(name: string, argument: BsonValue, { variables }: Around): Begin {
  accumulate(name, [], argument, { variables }); // an accumulator there is not is refused before anything is read
  return () => {
    const docs: Doc[] = [];
    return {
      add: (doc) => {
        docs.push(doc);
        return roughSize(doc);
      },
      result: (groupId) => accumulate(name, docs, argument, { variables, groupId }) ?? null,
    };
  };
}

/** Prepares a field of `$group`. Code 40234 when it is no accumulator, 2 when there is no such one. */
export function accumulator(field: string, spec: BsonValue, around: Around): Begin {
  const [[name, argument] = ['', undefined], ...others] = isDoc(spec) ? Object.entries(spec) : [];
  if (others.length || name[0] !== '$') {
    throw new CommandError(40234, 'Location40234', `The field '${field}' must be an accumulator object`);
  }
  if (name === '$count') {
    if (!isDoc(argument) || Object.keys(argument).length) throw badValue('$count takes no arguments, i.e. $count:{}');
    return sum(() => 1);
  }
  const byExpression = Object.hasOwn(BY_EXPRESSION, name) ? BY_EXPRESSION[name] : undefined;
  if (byExpression) {
    if (Array.isArray(argument)) {
      const message = `The ${name} accumulator is a unary operator`;
      throw new CommandError(40237, 'Location40237', message);
    }
    return byExpression(around.expression(argument));
  }
  if (name === '$median' || name === '$percentile') return percentile(name, argument, around);
  return orderedAccumulators(name, argument, around) ?? holding(name, argument, around);
}
