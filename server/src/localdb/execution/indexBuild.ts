import { CommandError } from '../errors';
import { keyspace } from '../keys/components';
import type { CollectionMeta, IndexMeta } from '../storage/catalogue';
import { addToIndex } from '../storage/indexes';
import type { Store } from '../storage/store';
import { writeInSlices } from './slices';

const DOCUMENTS_PER_STEP = 8;

/** The indexes under construction. Code 276 when one of them, or the collection, was dropped meanwhile. */
function underConstruction(store: Store, ns: string, ids: readonly number[]): [CollectionMeta, IndexMeta[]] {
  const collection = store.collections.get(ns);
  const indexes = collection?.indexes.filter(({ id }) => ids.includes(id)) ?? [];
  if (collection && indexes.length === ids.length) return [collection, indexes];
  throw new CommandError(276, 'IndexBuildAborted', `the index build on ${ns} was aborted: the index was dropped`);
}

/**
 * Fills indexes that are `building`, and makes them usable when the last of their entries is committed: who reads must
 * not use what it does not see yet. Writes meanwhile keep the entries of what they change, so that in the end they are
 * exact. Code 11000 when a unique one cannot be.
 */
export async function buildIndexes(store: Store, ns: string, ids: readonly number[]): Promise<void> {
  await writeInSlices(store, fillIndexes(store, ns, ids));
  await store.write(() => {
    const [collection, indexes] = underConstruction(store, ns, ids);
    for (const index of indexes) delete index.building;
    store.saveMeta(collection);
  });
}

function* fillIndexes(store: Store, ns: string, ids: readonly number[]): Generator<null, void> {
  let start: Buffer | undefined;
  for (;;) {
    const [collection, indexes] = underConstruction(store, ns, ids);
    const rows = Array.from(
      store.kv.getRange({
        start: start ?? keyspace(collection.id),
        end: keyspace(collection.id + 1),
        exclusiveStart: start !== undefined,
        limit: DOCUMENTS_PER_STEP,
      }),
    );
    for (const { value } of rows) for (const index of indexes) addToIndex(store, collection, index, value);
    start = rows.at(-1)?.key;
    if (rows.length < DOCUMENTS_PER_STEP) return;
    yield null;
  }
}

/** Removes indexes that could not be built, where they are still there. */
export async function abandonIndexes(store: Store, ns: string, ids: readonly number[]): Promise<void> {
  if (!store.collections.get(ns)?.indexes.some(({ id }) => ids.includes(id))) return;
  await store.write(() => {
    const collection = store.collections.get(ns);
    if (!collection) return;
    collection.indexes = collection.indexes.filter(({ id }) => !ids.includes(id));
    for (const id of ids) store.discard(id);
    store.saveMeta(collection);
  });
}

const last = new WeakMap<Store, Map<string, Promise<unknown>>>();

/** Builds on one collection run one after another: who asks for an index that is being built waits for it. */
export async function oneBuildAtATime<T>(store: Store, ns: string, build: () => Promise<T>): Promise<T> {
  const builds = last.get(store) ?? new Map<string, Promise<unknown>>();
  last.set(store, builds);
  const before = builds.get(ns) ?? Promise.resolve();
  const mine = before.then(build, build);
  builds.set(ns, mine);
  try {
    return await mine;
  } finally {
    if (builds.get(ns) === mine) builds.delete(ns);
  }
}
