import { decode } from '../bson/codec';
import { encodeId, keyspace } from '../keys/components';
import type { CollectionMeta, IndexMeta } from './catalogue';
import { checkUnique, putEntry } from './documents';
import { entriesOf } from './indexEntries';
import type { Store } from './store';

const DOCUMENTS_PER_READ = 1000;

/** Fills a new index from the collection's documents, inside Store.write(). Code 11000 when it is unique and they are not. */
export function buildIndex(store: Store, collection: CollectionMeta, index: IndexMeta): void {
  const end = keyspace(collection.id + 1);
  let start = keyspace(collection.id);
  for (let exclusiveStart = false; ; exclusiveStart = true) {
    const rows = Array.from(store.kv.getRange({ start, end, limit: DOCUMENTS_PER_READ, exclusiveStart }));
    for (const { value } of rows) {
      const doc = decode(value);
      const id = encodeId(doc._id);
      const entries = entriesOf(index, doc, id);
      if (index.unique) checkUnique(store, collection, index, entries.values(), id, doc);
      for (const entry of entries.values()) putEntry(store, entry);
    }
    const last = rows.at(-1);
    if (!last || rows.length < DOCUMENTS_PER_READ) return;
    start = last.key;
  }
}
