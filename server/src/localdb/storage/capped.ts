import { entryKey, idOfEntry, keyspace, primaryKey } from '../keys/components';
import type { CollectionMeta, IndexMeta } from './catalogue';
import type { Store } from './store';

// A capped collection keeps the order its documents came in, beside them: [order][number][_id] → nothing, and back,
// [places][_id] → number. Under [places] alone stands how many bytes its documents are. All of it changes in the
// transaction of the document it is about.

/** The numbers of what a capped collection keeps beside its documents. */
export interface CappedOrder {
  order: number;
  places: number;
}

const NOTHING = Buffer.alloc(0);

function double(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleBE(value);
  return bytes;
}

/** Where a document's number is found by its encoded `_id`. */
export function placeKey({ places }: CappedOrder, id: Buffer): Buffer {
  return Buffer.concat([keyspace(places), id]);
}

/** The entry of a document in the order. */
export function orderKey({ order }: CappedOrder, place: number, id: Buffer): Buffer {
  return entryKey(order, [place], [false], id);
}

/** The order as an index, which the planner reads instead of the collection. */
export function naturalIndex({ order }: CappedOrder): IndexMeta {
  return { id: order, name: '$natural', key: { $natural: 1 }, multikey: [false], natural: true };
}

/** How many bytes the documents of a capped collection are. */
export function bytesIn(store: Store, { places }: CappedOrder): number {
  return store.kv.get(keyspace(places))?.readDoubleBE() ?? 0;
}

/** Notes that documents have become longer or shorter by so many bytes; they keep their places. Inside Store.write(). */
export function addBytes(store: Store, capped: CappedOrder, change: number): void {
  if (change) store.put(keyspace(capped.places), double(bytesIn(store, capped) + change));
}

function lastPlace(store: Store, capped: CappedOrder): number {
  const start = keyspace(capped.order + 1);
  const range = { start, exclusiveStart: true, end: keyspace(capped.order), reverse: true, limit: 1 };
  for (const key of store.kv.getKeys(range)) return store.kv.get(placeKey(capped, idOfEntry(key)))!.readDoubleBE();
  return 0;
}

// The following are called inside Store.write().

/** Puts a document behind all others. */
export function enterOrder(store: Store, capped: CappedOrder, id: Buffer, bytes: number): void {
  const place = lastPlace(store, capped) + 1;
  store.put(orderKey(capped, place, id), NOTHING);
  store.put(placeKey(capped, id), double(place));
  addBytes(store, capped, bytes);
}

/** Takes a document out of the order. */
export function leaveOrder(store: Store, capped: CappedOrder, id: Buffer, bytes: number): void {
  const place = store.kv.get(placeKey(capped, id))!.readDoubleBE();
  store.remove(orderKey(capped, place, id));
  store.remove(placeKey(capped, id));
  addBytes(store, capped, -bytes);
}

/** The stored bytes of the oldest document, while there is more than the collection may hold and it is not the newest. */
export function oldestTooMany(store: Store, collection: CollectionMeta, newest: Buffer): Buffer | undefined {
  const { capped, options = {} } = collection;
  if (!capped) return undefined;
  const { size = Number.POSITIVE_INFINITY, max = Number.POSITIVE_INFINITY } = options;
  if (collection.count <= max && bytesIn(store, capped) <= size) return undefined;
  const range = { start: keyspace(capped.order), end: keyspace(capped.order + 1), limit: 1 };
  for (const key of store.kv.getKeys(range)) {
    const id = idOfEntry(key);
    return id.equals(newest) ? undefined : store.kv.get(primaryKey(collection.id, id));
  }
  return undefined;
}
