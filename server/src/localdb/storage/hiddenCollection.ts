import { type CollectionMeta, idsOf, newCollection, readyIndexes } from './catalogue';
import type { Store } from './store';

// A collection that is filled in many transactions and takes the place of another one in the last of them. Until then it
// is in no catalogue, and its numbers are among those to be removed when the process starts again.

/** An empty collection with the options and indexes of `ns`, inside Store.write(). Code 73 for a name that cannot be one. */
export function hiddenCollection(store: Store, ns: string): CollectionMeta {
  const collection = newCollection(ns, store.newId());
  const model = store.collections.get(ns);
  if (model?.options) collection.options = model.options;
  for (const index of model ? readyIndexes(model) : []) {
    collection.indexes.push({ ...index, id: store.newId(), multikey: index.multikey.map(() => false) });
  }
  for (const id of idsOf(collection)) store.removals.hide(id);
  return collection;
}

/** Puts a hidden collection in the place of the one of its name, inside Store.write(). */
export function publish(store: Store, collection: CollectionMeta): void {
  const before = store.collections.get(collection.ns);
  if (before) store.drop(before);
  for (const id of idsOf(collection)) store.removals.keep(id);
  store.collections.set(collection.ns, collection);
  store.saveMeta(collection);
  store.saveCount(collection);
}

/** Leaves a hidden collection that could not be published to `removeDiscarded`. */
export function abandon(store: Store, collection: CollectionMeta): void {
  for (const id of idsOf(collection)) store.removals.abandon(id);
}
