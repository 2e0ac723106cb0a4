import { decode } from '../bson/codec';
import { nameSet } from '../bson/elements';
import { pick } from '../bson/splice';
import { CommandError } from '../errors';
import { encodeId, primaryKey } from '../keys/components';
import type { CollectionMeta } from '../storage/catalogue';
import { removeDocument } from '../storage/documents';
import type { Store } from '../storage/store';
import { findSteps, type Query, storedMatcher } from './find';

const ID = nameSet(['_id']);
/** A search that ends sooner is in one transaction with the change it leads to. */
const STEPS_BETWEEN_PAUSES = 16;

/** The encoded `_id`s of what a query finds, as text, which takes little memory. */
function* idsFound(store: Store, collection: CollectionMeta, query: Query): Generator<null, string[]> {
  const ids: string[] = [];
  let count = 0;
  for (const step of findSteps(store, collection, query)) {
    if (step) ids.push(encodeId(decode(pick(step, ID))._id).toString('latin1'));
    if (++count % STEPS_BETWEEN_PAUSES === 0) yield null;
  }
  return ids;
}

/**
 * Hands each document a query finds to `change`, at most once, as the steps of `writeInSlices`. The documents are found
 * first, so that a change does not meet its own results; one that another command has changed meanwhile is tested again.
 * With a limit of 1 the search is repeated then, so that one is changed if there is one. Returns how many were.
 */
export function* changeMatching(
  store: Store,
  ns: string,
  query: Query,
  change: (collection: CollectionMeta, bytes: Buffer) => void,
): Generator<null, number> {
  const test = storedMatcher(query.filter, query.variables);
  for (;;) {
    const collection = store.collections.get(ns);
    if (!collection) return 0;
    const foundAt = store.changes;
    const ids = yield* idsFound(store, collection, query);
    let changed = 0;
    for (const id of ids) {
      const now = store.collections.get(ns);
      if (now?.id !== collection.id) throw new CommandError(175, 'QueryPlanKilled', 'the collection was dropped');
      const bytes = store.kv.get(primaryKey(now.id, Buffer.from(id, 'latin1')));
      if (!bytes || (store.changes !== foundAt && !test(bytes))) continue;
      change(now, bytes);
      changed++;
      yield null;
    }
    if (changed || !ids.length || query.limit !== 1) return changed;
  }
}

/** Removes what a query finds, as the steps of `writeInSlices`; returns how many there were. */
export function removeMatching(store: Store, ns: string, query: Query): Generator<null, number> {
  return changeMatching(store, ns, query, (collection, bytes) => {
    removeDocument(store, collection, decode(bytes));
  });
}
