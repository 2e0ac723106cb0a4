import { decode } from '../bson/codec';
import { encodeId, keyspace } from '../keys/components';
import { type CollectionMeta, type IndexMeta, readyIndexes } from './catalogue';
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

interface Verification {
  documents: number;
  entries: number;
  problems: string[];
}

/** Checks that every document has its index entries, that there are no others, and that the kept count is right. */
export function verifyCollection(store: Store, collection: CollectionMeta): Verification {
  const expected = new Map(readyIndexes(collection).map((index) => [index.id, 0]));
  const found: Verification = { documents: 0, entries: 0, problems: [] };
  const documents = { start: keyspace(collection.id), end: keyspace(collection.id + 1) };
  for (const { value } of store.kv.getRange(documents)) {
    found.documents++;
    const doc = decode(value);
    const id = encodeId(doc._id);
    for (const index of readyIndexes(collection)) {
      for (const entry of entriesOf(index, doc, id).values()) {
        expected.set(index.id, expected.get(index.id)! + 1);
        if (!store.kv.doesExist(entry)) found.problems.push(`${index.name}: missing entry for ${doc._id}`);
      }
    }
  }
  for (const index of readyIndexes(collection)) {
    const entries = store.kv.getKeysCount({ start: keyspace(index.id), end: keyspace(index.id + 1) });
    found.entries += entries;
    if (entries !== expected.get(index.id)) {
      found.problems.push(`${index.name}: ${entries} entries, ${expected.get(index.id)} expected`);
    }
  }
  if (found.documents !== collection.count) {
    found.problems.push(`count ${collection.count} but ${found.documents} documents`);
  }
  return found;
}
