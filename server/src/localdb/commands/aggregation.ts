import { type BsonValue, type Doc, isDoc } from '../bson/values';
import type { Query } from '../execution/find';

/** A pipeline split into what the planner answers and what is left to run over the documents it finds. */
export interface Aggregation {
  query: Query;
  rest: BsonValue[];
  /** The rest only counts: `countDocuments()` sends this. `id` and `name` shape the result. */
  count?: { skip?: number; limit?: number; id?: BsonValue; name: string };
}

function argumentOf(stage: BsonValue, name: string): BsonValue {
  return isDoc(stage) && Object.keys(stage).length === 1 ? stage[name] : undefined;
}

/** `[{$skip}, {$limit}, {$group: {_id: <constant>, n: {$sum: 1}}}]`, the first two optional, or `{$count}` at the end. */
function readCount(stages: readonly BsonValue[]): Aggregation['count'] {
  const rest = [...stages];
  const take = (name: '$skip' | '$limit'): number | undefined => {
    const value = argumentOf(rest[0], name);
    if (typeof value !== 'number') return undefined;
    rest.shift();
    return value;
  };
  const skip = take('$skip');
  const limit = take('$limit');
  if (rest.length !== 1) return undefined;
  const plain = argumentOf(rest[0], '$count');
  if (typeof plain === 'string' && plain && !/^\$|\./.test(plain)) return { skip, limit, name: plain };
  const group = argumentOf(rest[0], '$group');
  if (!isDoc(group)) return undefined;
  const { _id: id, ...accumulators } = group;
  const [[name, accumulator] = ['', undefined], ...others] = Object.entries(accumulators);
  if (others.length || !isDoc(accumulator) || accumulator.$sum !== 1) return undefined;
  return id === null || typeof id === 'number' ? { skip, limit, id, name } : undefined;
}

/** Takes the leading `$match`, `$sort`, `$skip` and `$limit` stages for the planner. */
export function readAggregation(pipeline: readonly BsonValue[], hint?: BsonValue, variables?: Doc): Aggregation {
  const rest = [...pipeline];
  const filters: Doc[] = [];
  for (let filter = argumentOf(rest[0], '$match'); isDoc(filter); filter = argumentOf(rest[0], '$match')) {
    filters.push(filter);
    rest.shift();
  }
  const query: Query = { filter: filters.length > 1 ? { $and: filters } : (filters[0] ?? {}), hint, variables };
  const count = readCount(rest);
  if (count) return { query, rest, count };
  const sort = argumentOf(rest[0], '$sort');
  if (isDoc(sort)) {
    query.sort = sort;
    rest.shift();
  }
  const skip = argumentOf(rest[0], '$skip');
  if (typeof skip === 'number') {
    query.skip = skip;
    rest.shift();
  }
  const limit = argumentOf(rest[0], '$limit');
  if (typeof limit === 'number' && limit > 0) {
    query.limit = limit;
    rest.shift();
  }
  return { query, rest };
}

/** The top-level fields an expression reads, added to `out`; false when that cannot be told. */
function addReads(expression: BsonValue, out: Set<string>): boolean {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return expression === '$$NOW' || expression.startsWith('$$this');
    if (expression[0] === '$') out.add(expression.slice(1).split('.')[0]!);
    return true;
  }
  if (Array.isArray(expression)) return expression.every((item) => addReads(item, out));
  if (!isDoc(expression)) return true;
  return Object.entries(expression).every(([name, value]) => {
    // the fields of a sort are named without a `$`
    return !['$getField', '$function', '$let', 'sortBy'].includes(name) && addReads(value, out);
  });
}

/** The top-level fields a pipeline can see when an early stage decides that; null when it may see everything. */
export function fieldsReadBy(pipeline: readonly BsonValue[]): Set<string> | null {
  const out = new Set<string>();
  for (const stage of pipeline) {
    const [name, argument] = isDoc(stage) ? (Object.entries(stage)[0] ?? []) : [];
    if (name === '$sort' && isDoc(argument)) {
      for (const path of Object.keys(argument)) out.add(path.split('.')[0]!);
    } else if (name === '$unwind') {
      if (!addReads(isDoc(argument) ? argument.path : argument, out)) return null;
    } else if (name === '$group' || name === '$sortByCount' || name === '$bucket') {
      return addReads(argument, out) ? out : null;
    } else if (name !== '$skip' && name !== '$limit') {
      return null;
    }
  }
  return null;
}
