import { nameSet } from '../bson/elements';
import { pick } from '../bson/splice';
import { entrySuffix, idOfEntry, keyspace, primaryKey } from '../keys/components';
import type { Plan, Range } from '../planner/plan';
import type { CollectionMeta } from '../storage/catalogue';
import type { Store } from '../storage/store';

/** What a query had to look at. */
export interface Effort {
  keys: number;
  docs: number;
}

const FIRST_CHUNK = 16;
const LARGEST_CHUNK = 256;
const LARGEST_CHUNK_BYTES = 256 * 1024;
const ID = nameSet(['_id']);

/**
 * Reads ranges in chunks that grow, each with a cursor of its own, and goes on by key. LMDB cursors never outlive a
 * chunk: a suspended query pins no old pages and survives writes. Code 175 when what it reads has been dropped meanwhile.
 */
function* inChunks<T>(
  store: Store,
  range: Range,
  reverse: boolean,
  read: (options: object) => Iterable<T>,
  keyOf: (item: T) => Buffer,
  sizeOf: (item: T) => number = () => 0,
): Generator<T> {
  let start = reverse ? range.high : range.low;
  const end = reverse ? range.low : range.high;
  let exclusiveStart = reverse;
  for (let limit = FIRST_CHUNK; ; limit = Math.min(limit * 2, LARGEST_CHUNK)) {
    const chunk: T[] = [];
    let room = LARGEST_CHUNK_BYTES;
    store.refuseDropped(range.low);
    for (const item of read({ start, end, reverse, exclusiveStart, inclusiveEnd: reverse, limit })) {
      chunk.push(item);
      room -= sizeOf(item);
      if (room <= 0) break;
    }
    yield* chunk;
    const last = chunk.at(-1);
    if (last === undefined || (chunk.length < limit && room > 0)) return;
    start = Buffer.from(keyOf(last));
    exclusiveStart = true;
  }
}

function* keysOf(store: Store, ranges: readonly Range[], reverse: boolean): Generator<Buffer> {
  for (const range of reverse ? ranges.toReversed() : ranges) {
    yield* inChunks(
      store,
      range,
      reverse,
      (options) => store.kv.getKeys(options),
      (key) => key,
    );
  }
}

/** Several groups, each in order by what follows its head: always the least next key, or the greatest in reverse. */
function* merged(store: Store, { groups, reverse }: Plan): Generator<Buffer> {
  const sign = reverse ? -1 : 1;
  const live = groups.flatMap(({ headLength, ranges }) => {
    const keys = keysOf(store, ranges, reverse);
    const first = keys.next();
    return first.done ? [] : [{ keys, key: first.value, rest: first.value.subarray(headLength), headLength }];
  });
  while (live.length) {
    let best = 0;
    for (let i = 1; i < live.length; i++) {
      if (Buffer.compare(live[i]!.rest, live[best]!.rest) * sign < 0) best = i;
    }
    const source = live[best]!;
    yield source.key;
    const next = source.keys.next();
    if (next.done) {
      live.splice(best, 1);
    } else {
      source.key = next.value;
      source.rest = next.value.subarray(source.headLength);
    }
  }
}

function* inGroupOrder(store: Store, { groups, reverse }: Plan): Generator<Buffer> {
  for (const { ranges } of reverse ? groups.toReversed() : groups) yield* keysOf(store, ranges, reverse);
}

/** The encoded `_id`s a secondary index finds, without touching documents; null for an entry that was passed over. */
export function* scanIds(store: Store, plan: Plan, effort: Effort): Generator<Buffer | null> {
  const seen = plan.dedupe ? new Set<string>() : undefined;
  for (const key of plan.merge ? merged(store, plan) : inGroupOrder(store, plan)) {
    effort.keys++;
    const id = idOfEntry(key);
    if (plan.also) {
      effort.keys += plan.also.length;
      const suffix = entrySuffix(id);
      if (!plan.also.every((start) => store.kv.doesExist(Buffer.concat([start, suffix])))) {
        yield null;
        continue;
      }
    }
    if (seen) {
      const text = id.toString('latin1');
      if (seen.has(text)) {
        yield null;
        continue;
      }
      seen.add(text);
    }
    yield id;
  }
}

function* scanDocuments(store: Store, plan: Plan, effort: Effort): Generator<Buffer> {
  for (const { ranges } of plan.reverse ? plan.groups.toReversed() : plan.groups) {
    for (const range of plan.reverse ? ranges.toReversed() : ranges) {
      const entries = inChunks(
        store,
        range,
        plan.reverse,
        (options) => store.kv.getRange(options),
        (entry) => entry.key,
        (entry) => entry.value.length,
      );
      for (const { value } of entries) {
        if (plan.index) effort.keys++;
        effort.docs++;
        yield value;
      }
    }
  }
}

function* scanBranches(store: Store, collection: CollectionMeta, branches: readonly Plan[], effort: Effort) {
  const seen = new Set<string>();
  for (const branch of branches) {
    for (const bytes of scan(store, collection, branch, effort)) {
      const id = bytes && pick(bytes, ID).toString('latin1');
      const fresh = id !== null && !seen.has(id);
      if (fresh) seen.add(id);
      yield fresh ? bytes : null;
    }
  }
}

/** The stored documents a plan finds, null between them; unless it is exact, they are still to be tested. */
export function* scan(store: Store, collection: CollectionMeta, plan: Plan, effort: Effort): Generator<Buffer | null> {
  if (plan.branches) {
    yield* scanBranches(store, collection, plan.branches, effort);
  } else if (!plan.index || plan.index.primary) {
    yield* scanDocuments(store, plan, effort);
  } else {
    for (const id of scanIds(store, plan, effort)) {
      store.refuseDropped(keyspace(collection.id));
      // missing when it was deleted since the chunk was read
      const bytes = id && store.kv.get(primaryKey(collection.id, id));
      if (bytes) effort.docs++;
      yield bytes ?? null;
    }
  }
}
