import type { Transaction } from 'lmdb';
import { type CollectionMeta, readyIndexes } from './catalogue';
import type { Store } from './store';
import { rowsOf } from './validation';

/** Bytes of contents, without the room that is free in their pages. */
interface CollectionSize {
  documents: number;
  /** Of the documents alone. */
  documentBytes: number;
  /** Of the documents and their keys. */
  storedBytes: number;
  /** Of the keys of each index, by its name. */
  indexBytes: Record<string, number>;
}

/**
 * Measures a collection as it was at one moment, `transaction`, by reading it; undefined stands for one there is not.
 * Yields at every row, so that the caller can give way.
 */
export function* collectionSize(
  store: Store,
  collection: CollectionMeta | undefined,
  transaction: Transaction,
): Generator<undefined, CollectionSize> {
  const size: CollectionSize = { documents: 0, documentBytes: 0, storedBytes: 0, indexBytes: {} };
  if (!collection) return size;
  let primaryBytes = 0;
  for (const { key, value } of rowsOf(store, collection.id, transaction)) {
    size.documents++;
    size.documentBytes += value.length;
    primaryBytes += key.length;
    yield;
  }
  size.storedBytes = size.documentBytes + primaryBytes;
  size.indexBytes._id_ = primaryBytes;
  for (const index of readyIndexes(collection)) {
    let bytes = 0;
    for (const { key } of rowsOf(store, index.id, transaction)) {
      bytes += key.length;
      yield;
    }
    size.indexBytes[index.name] = bytes;
  }
  return size;
}
