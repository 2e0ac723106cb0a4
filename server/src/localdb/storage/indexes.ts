import { decode } from '../bson/codec';
import { encodeId } from '../keys/components';
import type { CollectionMeta, IndexMeta } from './catalogue';
import { checkUnique, putEntry } from './documents';
import { entriesOf } from './indexEntries';
import type { Store } from './store';

/** Puts the entries of a stored document into an index, inside Store.write(). Code 11000 when it is unique and taken. */
export function addToIndex(store: Store, collection: CollectionMeta, index: IndexMeta, bytes: Buffer): void {
  const doc = decode(bytes);
  const id = encodeId(doc._id);
  const entries = entriesOf(index, doc, id, () => store.saveMeta(collection));
  if (index.unique) checkUnique(store, collection, index, entries.values(), id, doc);
  for (const entry of entries.values()) putEntry(store, entry);
}
