import { type BsonValue, isDoc } from '../bson/values';
import { badValue } from '../errors';
import { nearOf } from '../geo/near';
import { encodeWhole, keyspace } from '../keys/components';
import { sortSpec } from '../semantics/sorting';
import { naturalIndex } from '../storage/capped';
import { type CollectionMeta, type IndexMeta, primaryIndex, readyIndexes } from '../storage/catalogue';
import { analyse, type Conjunction } from './analysis';
import { isImplied } from './implication';
import { planWithIndex } from './indexPlan';
import { nearPlan } from './nearPlan';
import type { CountKeys, Plan, Rarest, SortFields } from './plan';
import { bestOf, type Candidate, CERTAIN } from './selectivity';

/** What a query asks of the planner. `hint` is an index's name or key, or `{ $natural: 1 }`. */
interface PlanRequest {
  filter: BsonValue;
  sort?: BsonValue;
  hint?: BsonValue;
  skip?: number;
  limit?: number;
}

/** The whole collection: a capped one in the order its documents came in, any other in order of `_id`. */
function scanOf({ id, capped }: CollectionMeta, conjunction: Conjunction, sort: SortFields): Plan {
  const read = capped?.order ?? id;
  const ranges = [{ low: keyspace(read), high: keyspace(read + 1) }];
  return {
    ...(capped && { index: naturalIndex(capped) }),
    groups: [{ headLength: 4, ranges }],
    reverse: false,
    merge: false,
    sorted: !sort.length,
    exact: !conjunction.predicates.length && !conjunction.disjunctions.length && !conjunction.other,
    dedupe: false,
    points: 0,
    ranged: false,
  };
}

function hinted(indexes: readonly IndexMeta[], hint: BsonValue): IndexMeta {
  const found = indexes.find((index) => {
    return typeof hint === 'string'
      ? index.name === hint
      : isDoc(hint) && encodeWhole(index.key).equals(encodeWhole(hint));
  });
  if (found) return found;
  throw badValue(
    'error processing query: planner returned error: hint provided does not correspond to an existing index',
  );
}

/** 1 or -1 when the order of storage is asked for, by the sort or by the hint. Code 2 for any other number. */
function naturalWay({ sort, hint }: PlanRequest): number | undefined {
  const asked = [sort, hint].filter(isDoc).find((each) => '$natural' in each);
  if (!asked) return undefined;
  const way = Number(asked.$natural);
  if (Object.keys(asked).length === 1 && Math.abs(way) === 1) return way;
  throw badValue('$natural stands alone, and is 1 or -1');
}

/** How well an index fits by its shape alone; where several fit, their keys are counted (`selectivity`). */
function score(plan: Plan, index: IndexMeta, sort: SortFields): number {
  const fields = Object.keys(index.key).length;
  const findsOne = index.unique && plan.points === fields;
  const sorts = plan.sorted && sort.length > 0;
  return (findsOne ? CERTAIN : 0) + plan.points * 100 + (plan.ranged ? 50 : 0) + (sorts ? 60 : 0) - fields;
}

/** One plan per branch of the only `$or`, when each of them has an index. */
function unionPlan(
  collection: CollectionMeta,
  filter: BsonValue,
  sort: SortFields,
  rarest: Rarest,
  count: CountKeys,
): Plan | null {
  const branches = isDoc(filter) && Array.isArray(filter.$or) ? filter.$or : [];
  const plans = branches.map((branch) => choosePlan(collection, { filter: branch }, rarest, count));
  if (!plans.length || !plans.every(({ index, points, ranged }) => index && (points > 0 || ranged))) return null;
  return {
    groups: [],
    branches: plans,
    reverse: false,
    merge: false,
    sorted: !sort.length,
    exact: false,
    dedupe: true,
    points: 0,
    ranged: false,
  };
}

/** Chooses how to find a query's documents. Code 2 for a hint that names no usable index. */
export function choosePlan(collection: CollectionMeta, request: PlanRequest, rarest: Rarest, count: CountKeys): Plan {
  const { filter, hint } = request;
  const conjunction = analyse(filter);
  const natural = naturalWay(request);
  const sortsNaturally = isDoc(request.sort) && '$natural' in request.sort;
  const sort: SortFields =
    request.sort && !sortsNaturally ? sortSpec(request.sort).map(([path, way]) => [path.join('.'), way]) : [];
  const indexes = [primaryIndex(collection), ...readyIndexes(collection).filter(({ hidden }) => !hidden)];
  const near = nearOf(filter);
  if (near) {
    const wanted = hint === undefined || (isDoc(hint) && !Object.keys(hint).length) ? undefined : hinted(indexes, hint);
    return nearPlan(collection.ns, indexes, near, conjunction, !sort.length, rarest, wanted);
  }
  if (natural) return { ...scanOf(collection, conjunction, sort), reverse: natural < 0 };
  if (hint !== undefined && !(isDoc(hint) && !Object.keys(hint).length)) {
    const index = hinted(indexes, hint);
    if (!isImplied(index, conjunction))
      throw badValue(`the index ${index.name} of the hint does not hold all documents asked for`);
    return planWithIndex(index, conjunction, sort, rarest, true)!;
  }
  const candidates: Candidate[] = [];
  for (const index of indexes) {
    const plan = isImplied(index, conjunction) ? planWithIndex(index, conjunction, sort, rarest) : null;
    if (plan) candidates.push({ plan, points: score(plan, index, sort) });
  }
  const best = bestOf(candidates, request, count);
  const narrows = best && (best.points > 0 || best.ranged);
  const union =
    !narrows && conjunction.disjunctions.length === 1 ? unionPlan(collection, filter, sort, rarest, count) : null;
  return union ?? best ?? scanOf(collection, conjunction, sort);
}
