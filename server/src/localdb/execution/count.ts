import type { Plan, Range } from '../planner/plan';
import { matcher } from '../semantics/matcher';
import type { CollectionMeta } from '../storage/catalogue';
import type { Store } from '../storage/store';
import { findSteps, planQuery, type Query } from './find';
import { scanIds } from './scan';

/** Whether a query can be counted by index keys alone. */
export function countsByKeys(plan: Plan): boolean {
  return plan.exact && plan.index !== undefined && !plan.index.primary && !plan.index.natural;
}

function withSkipAndLimit(found: number, { skip = 0, limit = 0 }: Query): number {
  const left = Math.max(0, found - skip);
  return limit ? Math.min(left, Math.abs(limit)) : left;
}

const KEYS_PER_STEP = 8192;

/** Counts the keys of a range, some thousands at a time. */
function* countKeys(store: Store, { low, high }: Range): Generator<null, number> {
  const end = high;
  let start = low;
  for (let found = 0, exclusiveStart = false; ; exclusiveStart = true) {
    store.refuseDropped(low);
    const far = { start, end, exclusiveStart, offset: KEYS_PER_STEP - 1, limit: 1 };
    const [last] = store.kv.getKeys(far);
    if (last === undefined) return found + store.kv.getKeysCount({ start, end, exclusiveStart });
    found += KEYS_PER_STEP;
    start = Buffer.from(last);
    yield null;
  }
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
    for (const range of plan.groups.flatMap(({ ranges }) => ranges)) {
      found += yield* countKeys(store, range);
      yield null;
    }
  } else if (countsByKeys(plan)) {
    for (const _id of scanIds(store, plan, { keys: 0, docs: 0 })) {
      if (_id) found++;
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
