import { decode } from '../bson/codec';
import type { Doc } from '../bson/values';
import { findAll } from '../execution/find';
import { removeDocument } from '../storage/documents';
import type { Store } from '../storage/store';

const DOCUMENTS_PER_TRANSACTION = 1000;

/** Deletes up to a thousand expired documents; returns how many. */
function removeExpired(store: Store, ns: string, filter: Doc): Promise<number> {
  return store.write(() => {
    const collection = store.collections.get(ns);
    if (!collection) return 0;
    const rows = findAll(store, collection, { filter, limit: DOCUMENTS_PER_TRANSACTION });
    for (const bytes of rows) removeDocument(store, collection, decode(bytes));
    store.addCount(collection, -rows.length);
    return rows.length;
  });
}

/** Deletes the documents whose TTL index holds them and says so. Values that are no dates never expire. */
export async function sweepExpired(store: Store, now = Date.now()): Promise<void> {
  for (const { ns, indexes } of [...store.collections.values()]) {
    for (const { key, expireAfterSeconds, partialFilterExpression = {} } of [...indexes]) {
      if (expireAfterSeconds === undefined) continue;
      const before = new Date(now - expireAfterSeconds * 1000);
      const expired = { [Object.keys(key)[0]!]: { $lte: before } };
      const filter = { $and: [expired, partialFilterExpression] };
      while ((await removeExpired(store, ns, filter)) === DOCUMENTS_PER_TRANSACTION);
    }
  }
}
