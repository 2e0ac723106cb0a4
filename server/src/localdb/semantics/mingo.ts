import { Aggregator } from 'mingo/aggregator';
import { Context, evalExpr } from 'mingo/core';
import type { Iterator as LazyIterator } from 'mingo/lazy';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import * as windows from 'mingo/operators/window';
import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import { type BsonValue, type Doc, own } from '../bson/values';
import { badValue, CommandError } from '../errors';
import { correctedAccumulators, correctedExpressions } from './aggregation/corrections';

// What is taken from mingo: aggregation expressions, accumulators and stages. Filters, updates and projections are our
// own (matcher, update/, projection/), because mingo's differ from MongoDB in too many quiet ways.

export type { Options };

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

function optionsFor(table: Record<string, Stage>, variables: Doc = {}): Partial<Options> {
  const context = Context.init({ ...OPERATORS, pipeline: table } as unknown as ContextParts);
  return { context, variables };
}

/** The options mingo itself makes of what it is given: only they are quick to compute with. */
function preparedOptions(variables?: Doc): Options {
  let prepared: Options | undefined;
  const $capture: Stage = (rows, _, options) => {
    prepared = options;
    return rows;
  };
  new Aggregator([{ $capture: {} }], optionsFor({ $capture }, variables)).run([]);
  const fixed = prepared as (Options & { now: Date }) | undefined;
  void fixed?.now; // read once, so that `$$NOW` is the same for all documents
  return fixed!;
}

/** Prepares expressions for many documents; undefined stands for a missing result. */
export function expressionCompiler(variables: Doc): (expression: BsonValue) => (doc: Doc) => BsonValue {
  let options: Options | undefined;
  return (expression) => {
    if (typeof expression === 'number' || expression === null) return () => expression;
    if (typeof expression === 'string' && /^\$[^$.]+$/.test(expression)) {
      const field = expression.slice(1);
      return (doc) => own(doc, field);
    }
    options ??= preparedOptions(variables);
    const ready = options;
    return (doc) => guarded(() => evalExpr(doc, expression, ready));
  };
}

/** Runs an accumulator over values, or over documents when there is an argument. Code 2 when there is no such one. */
export function accumulate(
  name: string,
  rows: readonly BsonValue[],
  argument: BsonValue = null,
  { variables, groupId }: { variables?: Doc; groupId?: BsonValue } = {},
): BsonValue {
  const table: Record<string, unknown> = OPERATORS.accumulator;
  const run = Object.hasOwn(table, name) ? table[name] : undefined;
  if (typeof run !== 'function') throw badValue(`unknown group operator '${name}'`);
  const options = preparedOptions(variables) as Options & { update(locals: Doc): Options };
  return guarded(() => run(rows, argument, options.update({ root: null, groupId })));
}

/** Prepares a pipeline over the given stages; it may be run again and again. */
export function pipelineRunner(
  pipeline: readonly Doc[],
  table: Record<string, Stage>,
  variables: Doc = {},
): (rows: Iterable<Doc>) => Doc[] {
  const aggregator = guarded(() => new Aggregator([...pipeline], optionsFor(table, variables)));
  return (rows) => guarded(() => aggregator.run(rows));
}

/** Prepares a `$expr` condition. */
export function expressionQuery(expression: BsonValue, variables: Doc = {}): (doc: Doc) => boolean {
  const query = guarded(() => new Query<Doc>({ $expr: expression }, optionsFor({}, variables)));
  return (doc) => guarded(() => query.test(doc));
}

/** Prepares an expression; undefined stands for a missing result. */
export function evaluator(expression: BsonValue, variables: Doc = {}): (doc: Doc) => BsonValue {
  const { $replaceWith } = mingoStages;
  const run = pipelineRunner([{ $replaceWith: { value: expression } }], { $replaceWith: $replaceWith! }, variables);
  return (doc) => run([doc])[0]?.value;
}
