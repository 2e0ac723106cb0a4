import type { Plan } from '../planner/plan';
import { matcher } from '../semantics/matcher';
import type { CollectionMeta } from '../storage/catalogue';
import type { Store } from '../storage/store';
import { findSteps, planQuery, type Query } from './find';
import { scanIds } from './scan';

/** Whether a query can be counted by index keys alone. */
export function countsByKeys(plan: Plan): boolean {
  return plan.exact && plan.index !== undefined && !plan.index.primary;
}

function withSkipAndLimit(found: number, { skip = 0, limit = 0 }: Query): number {
  const left = Math.max(0, found - skip);
  return limit ? Math.min(left, Math.abs(limit)) : left;
}

/**
 * Counts what a query finds: yields now and then so that the caller may pause, and returns the number, after skip and
 * limit.
 */
export function* countSteps(store: Store, collection: CollectionMeta, query: Query): Generator<null, number> {
  matcher(query.filter, query.variables); // refuse a bad filter even where it is not needed
  if (!Object.keys(query.filter).length && query.hint === undefined) return withSkipAndLimit(collection.count, query);
  const plan = planQuery(store, collection, { ...query, sort: undefined });
  let found = 0;
  if (countsByKeys(plan) && !plan.dedupe && !plan.also) {
    for (const { low, high } of plan.groups.flatMap(({ ranges }) => ranges)) {
      found += store.kv.getKeysCount({ start: low, end: high });
      yield null;
    }
  } else if (countsByKeys(plan)) {
    for (const _id of scanIds(store, plan, { keys: 0, docs: 0 })) {
      found++;
      yield null;
    }
  } else {
    const everything = { filter: query.filter, variables: query.variables };
    for (const step of findSteps(store, collection, everything, undefined, plan)) {
      if (step) found++;
      yield null;
    }
  }
  return withSkipAndLimit(found, query);
}
