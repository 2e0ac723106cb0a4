import { removeMatching } from '../execution/changing';
import { writeInSlices } from '../execution/slices';
import { readyIndexes } from '../storage/catalogue';
import type { Store } from '../storage/store';

/** Deletes the documents whose TTL index holds them and says so. Values that are no dates never expire. */
export async function sweepExpired(store: Store, now = Date.now()): Promise<void> {
  for (const collection of [...store.collections.values()]) {
    for (const { key, expireAfterSeconds, partialFilterExpression = {} } of readyIndexes(collection)) {
      if (expireAfterSeconds === undefined) continue;
      const before = new Date(now - expireAfterSeconds * 1000);
      const expired = { [Object.keys(key)[0]!]: { $lte: before } };
      const filter = { $and: [expired, partialFilterExpression] };
      await writeInSlices(store, removeMatching(store, collection.ns, { filter }));
    }
  }
}
