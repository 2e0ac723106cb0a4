import type { Transaction } from 'lmdb';
import { decode } from '../bson/codec';
import { encodeId, idOfEntry, keyspace, primaryKey } from '../keys/components';
import { type CappedOrder, orderKey, placeKey } from './capped';
import { type CollectionMeta, readyIndexes } from './catalogue';
import { entriesOf } from './indexEntries';
import type { Store } from './store';

const ROWS_PER_READ = 256;
const MOST_PROBLEMS = 20;

export interface Validation {
  documents: number;
  /** Entries found, by the index's name. */
  keysPerIndex: Record<string, number>;
  /** The first of them, in words. */
  problems: string[];
}

/** The rows of a collection or an index at one moment, in the order of their keys. Code 11600 when the store closes. */
export function* rowsOf(store: Store, id: number, transaction: Transaction): Generator<{ key: Buffer; value: Buffer }> {
  const end = keyspace(id + 1);
  let start = keyspace(id);
  for (let exclusiveStart = false; ; exclusiveStart = true) {
    store.refuseWhenClosing();
    const rows = Array.from(
      store.kv.getRange({ start, end, limit: ROWS_PER_READ, exclusiveStart, transaction }),
      ({ key, value }) => ({ key, value }),
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_PER_READ) return;
    start = last.key;
  }
}

/** What is wrong with the order of a capped collection: each document has one place in it, and its bytes are counted. */
function* orderProblems(store: Store, { id, count }: CollectionMeta, capped: CappedOrder, transaction: Transaction) {
  let documents = 0;
  let bytes = 0;
  for (const { key } of rowsOf(store, capped.order, transaction)) {
    const _id = idOfEntry(key);
    const place = store.kv.get(placeKey(capped, _id), { transaction })?.readDoubleBE();
    const document = store.kv.get(primaryKey(id, _id), { transaction });
    if (!document || place === undefined || !orderKey(capped, place, _id).equals(key)) {
      yield `order: a wrong place, ${place}`;
    }
    documents++;
    bytes += document?.length ?? 0;
    yield undefined;
  }
  const noted = store.kv.get(keyspace(capped.places), { transaction })?.readDoubleBE() ?? 0;
  if (documents !== count || bytes !== noted) {
    yield `order: ${documents} documents of ${bytes} bytes, ${count} of ${noted} expected`;
  }
}

/**
 * Compares every document of a collection with every index entry, as they were at one moment, `transaction`: each
 * document has its entries, there are no others, and the kept count is right. Yields at every row, so that the caller
 * can give way.
 */
export function* validateCollection(
  store: Store,
  collection: CollectionMeta,
  transaction: Transaction,
): Generator<undefined, Validation> {
  const indexes = readyIndexes(collection);
  const expected = new Map(indexes.map((index) => [index, 0]));
  const found: Validation = { documents: 0, keysPerIndex: {}, problems: [] };
  const report = (problem: string): void => {
    if (found.problems.length < MOST_PROBLEMS) found.problems.push(problem);
  };
  for (const { value } of rowsOf(store, collection.id, transaction)) {
    found.documents++;
    const doc = decode(value);
    const id = encodeId(doc._id);
    for (const index of indexes) {
      const entries = entriesOf(index, doc, id, () =>
        report(`${index.name}: does not know of the array in ${doc._id}`),
      );
      expected.set(index, expected.get(index)! + entries.size);
      for (const entry of entries.values()) {
        if (!store.kv.get(entry, { transaction })) report(`${index.name}: missing entry for ${doc._id}`);
      }
    }
    yield;
  }
  found.keysPerIndex._id_ = found.documents;
  for (const index of indexes) {
    let entries = 0;
    for (const _ of rowsOf(store, index.id, transaction)) {
      entries++;
      yield;
    }
    found.keysPerIndex[index.name] = entries;
    if (entries !== expected.get(index)) {
      report(`${index.name}: ${entries} entries, ${expected.get(index)} expected`);
    }
  }
  if (collection.capped) {
    for (const problem of orderProblems(store, collection, collection.capped, transaction)) {
      if (problem) report(problem);
      yield;
    }
  }
  if (found.documents !== collection.count) {
    report(`count ${collection.count} but ${found.documents} documents`);
  }
  return found;
}
