import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import { Lazy, type Iterator as LazyIterator } from 'mingo/lazy';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import * as windows from 'mingo/operators/window';
import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import type { BsonValue, Doc } from '../bson/values';
import { badValue, CommandError } from '../errors';
import { correctedAccumulators, correctedExpressions } from './aggregation/corrections';

// What is taken from mingo: aggregation expressions, accumulators and stages. Filters, updates and projections are our
// own (matcher, update/, projection/), because mingo's differ from MongoDB in too many quiet ways.

export type { Options };
export { Lazy };

/** A pipeline stage as mingo calls it. */
export type Stage = (rows: LazyIterator, argument: BsonValue, options: Options) => LazyIterator;

type ContextParts = NonNullable<Parameters<typeof Context.init>[0]>;

// code sent by a client is not run
const { $function, ...safeExpressions } = expressions;
const { $accumulator, ...safeAccumulators } = accumulators;

const OPERATORS = {
  accumulator: { ...safeAccumulators, ...correctedAccumulators },
  expression: { ...safeExpressions, ...correctedExpressions },
  projection: projections,
  query: queries,
  window: windows,
};

/** mingo's own stages. */
export const mingoStages: Record<string, Stage> = stages as unknown as Record<string, Stage>;

/** Runs mingo's code; its complaints become code 2. */
function guarded<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw badValue(error instanceof Error ? error.message : String(error));
  }
}

/** What a pipeline may reach from outside. */
interface Surroundings {
  /** Those of `let`. */
  variables?: Doc;
  /** All documents of another collection. */
  collection?: (name: string) => Doc[];
}

function optionsFor(table: Record<string, Stage>, { variables = {}, collection }: Surroundings): Partial<Options> {
  const context = Context.init({ ...OPERATORS, pipeline: table } as unknown as ContextParts);
  return { context, variables, collectionResolver: collection };
}

/** Prepares a pipeline over the given stages; it may be run again and again. */
export function pipelineRunner(
  pipeline: readonly Doc[],
  table: Record<string, Stage>,
  surroundings: Surroundings = {},
): (rows: Iterable<Doc>) => Doc[] {
  const aggregator = guarded(() => new Aggregator([...pipeline], optionsFor(table, surroundings)));
  return (rows) => guarded(() => aggregator.run(rows));
}

/** Prepares a `$expr` condition. */
export function expressionQuery(expression: BsonValue, variables: Doc = {}): (doc: Doc) => boolean {
  const query = guarded(() => new Query<Doc>({ $expr: expression }, optionsFor({}, { variables })));
  return (doc) => guarded(() => query.test(doc));
}

/** Prepares an expression; undefined stands for a missing result. */
export function evaluator(expression: BsonValue, variables: Doc = {}): (doc: Doc) => BsonValue {
  const { $replaceWith } = mingoStages;
  const run = pipelineRunner([{ $replaceWith: { value: expression } }], { $replaceWith: $replaceWith! }, { variables });
  return (doc) => run([doc])[0]?.value;
}
