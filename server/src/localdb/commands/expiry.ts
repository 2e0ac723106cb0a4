import { decode } from '../bson/codec';
import { findAll } from '../execution/find';
import { removeDocument } from '../storage/documents';
import type { Store } from '../storage/store';

const DOCUMENTS_PER_TRANSACTION = 1000;

/** Deletes up to a thousand expired documents; returns how many. */
function removeExpired(store: Store, ns: string, path: string, before: Date): Promise<number> {
  return store.write(() => {
    const collection = store.collections.get(ns);
    if (!collection) return 0;
    const query = { filter: { [path]: { $lte: before } }, limit: DOCUMENTS_PER_TRANSACTION };
    const rows = findAll(store, collection, query);
    for (const bytes of rows) removeDocument(store, collection, decode(bytes));
    store.addCount(collection, -rows.length);
    return rows.length;
  });
}

/** Deletes the documents whose TTL index says so. Values that are no dates never expire. */
export async function sweepExpired(store: Store, now = Date.now()): Promise<void> {
  for (const { ns, indexes } of [...store.collections.values()]) {
    for (const { key, expireAfterSeconds } of [...indexes]) {
      if (expireAfterSeconds === undefined) continue;
      const before = new Date(now - expireAfterSeconds * 1000);
      const path = Object.keys(key)[0]!;
      while ((await removeExpired(store, ns, path, before)) === DOCUMENTS_PER_TRANSACTION);
    }
  }
}
