import { evalExpr } from 'mingo/core';
import { $push } from 'mingo/operators/accumulator';
import type { Options } from 'mingo/types';
import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { badValue, CommandError } from '../../errors';
import { compareValues, identityOf, typeByte } from '../../keys/compare';
import { sortKey } from '../../keys/tuples';
import { TYPE } from '../../keys/valueEncoding';
import { arithmeticExpressions } from '../expressions/arithmetic';
import { conversionExpressions } from '../expressions/conversions';
import { dateArithmeticExpressions } from '../expressions/dateArithmetic';
import { datePartExpressions } from '../expressions/dateParts';
import { logicExpressions } from '../expressions/logic';
import { type Expression, operandsOf } from '../expressions/operands';
import { patternExpressions } from '../expressions/patterns';
import { percentileExpressions } from '../expressions/percentiles';
import { setExpressions } from '../expressions/sets';
import { fold, mean, readNumber } from '../numbers';
import { sortSpec } from '../sorting';

// Aggregation expressions and accumulators in which mingo differs from MongoDB.

/** In expressions, unlike in filters, missing is less than null. */
function compareWithMissing(a: BsonValue, b: BsonValue): number {
  if (a === undefined || b === undefined) {
    if (a === b) return 0;
    const [other, sign] = a === undefined ? [b, -1] : [a, 1];
    return typeByte(other) === TYPE.min ? -sign : sign;
  }
  return compareValues(a, b);
}

/** Comparisons are over the order of all types and never look into arrays; mingo reuses its query predicates. */
function comparison(result: (order: number) => BsonValue): Expression {
  return (doc, operands, options) => {
    const values = evalExpr(doc, operands, options);
    if (!Array.isArray(values) || values.length !== 2) throw badValue('a comparison takes exactly 2 arguments');
    return result(compareWithMissing(values[0], values[1]));
  };
}

export const correctedExpressions: Record<string, Expression> = {
  ...arithmeticExpressions,
  ...conversionExpressions,
  ...dateArithmeticExpressions,
  ...datePartExpressions,
  ...logicExpressions,
  ...patternExpressions,
  ...percentileExpressions,
  ...setExpressions,
  $mergeObjects: (doc, operands, options) => {
    const values = operandsOf(doc, operands, options);
    return merged(values.length === 1 && Array.isArray(values[0]) ? values[0] : values);
  },
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: comparison(Math.sign),
};

type Accumulator = (rows: readonly BsonValue[], expression: BsonValue, options: Options) => BsonValue;

/** The values an accumulator gathers; missing ones are left out. Outside `$group` the rows are the values. */
function gathered(rows: readonly BsonValue[], expression: BsonValue, options: Options): BsonValue[] {
  if (expression === null || expression === undefined) return rows.filter((value) => value !== undefined);
  // in a list of one, because mingo's $push turns what is missing into null
  const values = $push(rows as Doc[], [expression], options) as [BsonValue][];
  return values.map(([value]) => value).filter((value) => value !== undefined);
}

/** The numbers among the values; everything else is passed over. */
function numbersOf(rows: readonly BsonValue[], expression: BsonValue, options: Options): BsonValue[] {
  return gathered(rows, expression, options).filter((value) => typeof value === 'number' || readNumber(value));
}

const sum: Accumulator = (rows, expression, options) => fold('add', numbersOf(rows, expression, options));

const average: Accumulator = (rows, expression, options) => mean(numbersOf(rows, expression, options));

const distinct: Accumulator = (rows, expression, options) => {
  const found = new Map<string, BsonValue>();
  for (const value of gathered(rows, expression, options)) {
    const key = identityOf(value);
    if (!found.has(key)) found.set(key, value);
  }
  return [...found.values()];
};

/** The first value in the order given by `sign`, null and missing left out. */
function extreme(sign: 1 | -1): Accumulator {
  return (rows, expression, options) => {
    let best: BsonValue = null;
    for (const value of gathered(rows, expression, options)) {
      if (value === null) continue;
      if (best === null || compareValues(value, best) * sign < 0) best = value;
    }
    return best;
  };
}

/** `$topN` and its kin, by the database's own order of values. */
function ranked(end: 'top' | 'bottom', many: boolean): Accumulator {
  return (rows, expression, options) => {
    if (!isDoc(expression)) throw badValue('$top and $bottom take an object');
    const { sortBy, output, n } = expression;
    const fields = sortSpec(sortBy);
    const keyed = rows.map((row) => ({ row, key: sortKey(row as Doc, fields) }));
    keyed.sort((a, b) => Buffer.compare(a.key, b.key));
    const count = many ? Number(evalExpr({}, n, options)) : 1;
    if (!Number.isInteger(count) || count < 1) throw badValue("'n' must be greater than 0");
    const taken = (end === 'top' ? keyed.slice(0, count) : keyed.slice(-count)).map(({ row }) => row);
    const values = ($push(taken as Doc[], [output], options) as [BsonValue][]).map(([value]) => value ?? null);
    return many ? values : values[0];
  };
}

/** Null and missing are passed over; everything else must be a document. */
function merged(values: readonly BsonValue[]): Doc {
  const out: Doc = {};
  for (const value of values) {
    if (value === null || value === undefined) continue;
    if (!isDoc(value)) throw new CommandError(40400, 'Location40400', '$mergeObjects requires object inputs');
    Object.assign(out, value);
  }
  return out;
}

export const correctedAccumulators: Record<string, Accumulator> = {
  $top: ranked('top', false),
  $topN: ranked('top', true),
  $bottom: ranked('bottom', false),
  $bottomN: ranked('bottom', true),
  $mergeObjects: (rows, expression, options) => merged(gathered(rows, expression, options)),
  $sum: sum,
  $avg: average,
  $push: gathered,
  $addToSet: distinct,
  $min: extreme(1),
  $max: extreme(-1),
};
