import { decode, encode } from '../bson/codec';
import { nameSet } from '../bson/elements';
import { decodeExact } from '../bson/exactNumbers';
import { pick } from '../bson/splice';
import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { badValue } from '../errors';
import { sortKey } from '../keys/tuples';
import { choosePlan } from '../planner/choosePlan';
import { type CountKeys, MOST_COUNTED, type Plan, type Rarest } from '../planner/plan';
import { matcher } from '../semantics/matcher';
import { findProjector } from '../semantics/projection/project';
import { Sorter } from '../semantics/sorter';
import { sortSpec } from '../semantics/sorting';
import { asksForKindOfNumber } from '../semantics/types';
import type { CollectionMeta } from '../storage/catalogue';
import type { Store } from '../storage/store';
import { type NearFields, nearRows } from './near';
import { type Effort, scan } from './scan';

export interface Query {
  filter: Doc;
  sort?: BsonValue;
  skip?: number;
  limit?: number;
  hint?: BsonValue;
  /** Variables of `let`, for `$expr`. */
  variables?: Doc;
  /** What `$geoNear` adds to the documents it finds. */
  shown?: NearFields;
  /** A sort in memory may take more than 100 MB. */
  allowDiskUse?: boolean;
}

/** A step of a running query: a stored document, or null when the step found nothing (so that the caller may pause). */
export type Step = Buffer | null;

/** Plans a query. */
export function planQuery(store: Store, collection: CollectionMeta, query: Query): Plan {
  const countKeys: CountKeys = ({ low, high }, limit) => {
    const range = { start: low, end: high };
    const [beyond] = store.kv.getKeys({ ...range, offset: limit - 1, limit: 1 }); // getKeysCount itself knows no limit
    return beyond ? limit : store.kv.getKeysCount(range);
  };
  const rarest: Rarest = (heads) => {
    const counts = heads.map((start) => {
      return countKeys({ low: start, high: Buffer.concat([start, Buffer.of(0xff)]) }, MOST_COUNTED);
    });
    return counts.indexOf(Math.min(...counts));
  };
  return choosePlan(collection, query, rarest, countKeys);
}

/** The top-level fields a filter reads, or null when it may read anything. */
function fieldsRead(filter: BsonValue, out = new Set<string>()): Set<string> | null {
  if (!isDoc(filter)) return null;
  for (const [name, condition] of Object.entries(filter)) {
    if ((name === '$and' || name === '$or' || name === '$nor') && Array.isArray(condition)) {
      if (!condition.every((part) => fieldsRead(part, out))) return null;
    } else if (name[0] === '$' && name !== '$comment') {
      return null;
    } else if (name[0] !== '$') {
      out.add(name.split('.')[0]!);
    }
  }
  return out;
}

/** A test on stored bytes; only the fields the filter reads are decoded. */
export function storedMatcher(filter: Doc, variables?: Doc): (bytes: Buffer) => boolean {
  const test = matcher(filter, variables);
  const read = fieldsRead(filter);
  if (!read && asksForKindOfNumber(filter)) {
    throw badValue('$type of int, long or double beside expressions is not supported by this database');
  }
  if (!read) return (bytes) => test(decode(bytes));
  const names = nameSet(read);
  const decodeFields = asksForKindOfNumber(filter) ? decodeExact : decode;
  return (bytes) => test(decodeFields(pick(bytes, names)));
}

function* inScanOrder(
  rows: Iterable<Step>,
  test: ((bytes: Buffer) => boolean) | undefined,
  skip: number,
  limit: number,
) {
  let toSkip = skip;
  let left = limit;
  for (const bytes of rows) {
    if (!bytes || (test && !test(bytes))) {
      yield null;
    } else if (toSkip > 0) {
      toSkip--;
      yield null;
    } else {
      yield bytes;
      if (--left <= 0) return;
    }
  }
}

/** Sorts in memory, keeping no more than what will be returned. Equal documents stay in the order they were found. */
function* inMemoryOrder(
  rows: Iterable<Step>,
  test: ((bytes: Buffer) => boolean) | undefined,
  { sort, skip = 0, allowDiskUse }: Query,
  limit: number,
): Generator<Step> {
  const spec = sortSpec(sort);
  const names = nameSet(spec.map(([path]) => path[0]!));
  const sorter = new Sorter(skip + limit, allowDiskUse);
  for (const bytes of rows) {
    if (bytes && (!test || test(bytes))) sorter.add(sortKey(decode(pick(bytes, names)), spec), bytes);
    yield null;
  }
  let toSkip = skip;
  for (const bytes of sorter.inOrder()) yield bytes && toSkip-- > 0 ? null : bytes;
}

/** Runs a query step by step. Code 2 for a filter, sort or hint that cannot be used. */
export function* findSteps(
  store: Store,
  collection: CollectionMeta,
  query: Query,
  effort: Effort = { keys: 0, docs: 0 },
  plan: Plan = planQuery(store, collection, query),
): Generator<Step> {
  const { filter, skip = 0, variables } = query;
  const limit = query.limit ? Math.abs(query.limit) : Number.POSITIVE_INFINITY;
  const test = plan.exact ? undefined : storedMatcher(filter, variables);
  if (plan.near) {
    const found = nearRows(store, collection, plan.near, { test, shown: query.shown, effort });
    if (plan.sorted) yield* inScanOrder(found, undefined, skip, limit);
    else yield* inMemoryOrder(found, undefined, query, limit);
    return;
  }
  const rows = scan(store, collection, plan, effort);
  if (plan.sorted) yield* inScanOrder(rows, test, skip, limit);
  else yield* inMemoryOrder(rows, test, query, limit);
}

function isFlag(value: BsonValue): boolean {
  return value === 0 || value === 1 || value === true || value === false;
}

/** Prepares a projection on stored bytes, undefined when there is none. Plain top-level ones need no decoding. */
export function storedProjection(spec: BsonValue, filter: Doc): ((bytes: Buffer) => Buffer) | undefined {
  if (spec === undefined || spec === null) return undefined;
  if (!isDoc(spec)) throw badValue('a projection must be an object');
  const entries = Object.entries(spec);
  if (!entries.length) return undefined;
  if (!entries.every(([name, value]) => !name.includes('.') && isFlag(value))) {
    const { project, computes } = findProjector(spec, filter);
    const read = computes ? decode : decodeExact; // expressions compute with JavaScript's numbers
    return (bytes) => encode(project(read(bytes)));
  }
  const { _id: id = true, ...others } = spec;
  const flags = Object.values(others).map(Boolean);
  const keep = flags.length ? flags[0]! : Boolean(id);
  if (flags.some((flag) => flag !== keep)) throw badValue('Invalid projection: cannot mix inclusion and exclusion');
  const names = Object.keys(others);
  if (Boolean(id) === keep) names.push('_id');
  const set = nameSet(names);
  return (bytes) => pick(bytes, set, keep);
}
