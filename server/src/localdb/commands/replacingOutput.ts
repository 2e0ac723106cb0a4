import { CommandError } from '../errors';
import { removeDiscarded } from '../execution/removals';
import { writeInSlices } from '../execution/slices';
import type { CollectionMeta } from '../storage/catalogue';
import { abandon, hiddenCollection, publish } from '../storage/hiddenCollection';
import type { Store } from '../storage/store';
import { refuseView } from './views';

/** Whether two say the same: what of a collection its replacement has taken over. */
function definition(collection: CollectionMeta | undefined): string {
  if (!collection) return '';
  const indexes = collection.indexes.map(({ id, multikey, ...index }) => index);
  return JSON.stringify({ indexes, options: collection.options });
}

function refuseChanged(store: Store, ns: string, before: string): void {
  if (definition(store.collections.get(ns)) === before) return;
  const message = `indexes or options of target collection ${ns} changed while processing $out`;
  throw new CommandError(125, 'CommandFailed', message);
}

/**
 * Replaces a collection by documents that arrive in batches: they are written in slices into a collection nobody sees,
 * which takes the other one's place, options and indexes in one commit. When anything fails, and when the process ends
 * meanwhile, the old one stays as it is. Code 125 when its indexes or options change meanwhile.
 */
export async function replaceCollection(
  store: Store,
  ns: string,
  batches: AsyncIterable<readonly Buffer[]>,
  add: (collection: CollectionMeta, bytes: Buffer) => void,
): Promise<void> {
  const target = store.collections.get(ns);
  if (target) refuseView(target);
  if (target?.capped) {
    throw new CommandError(17152, 'Location17152', `namespace '${ns}' is capped so it can't be used for $out`);
  }
  let hidden: CollectionMeta | undefined;
  let before = '';
  function* addAll(collection: CollectionMeta, documents: readonly Buffer[]): Generator<null, void> {
    for (const bytes of documents) {
      add(collection, bytes);
      yield null;
    }
  }
  try {
    const fresh = await store.write(() => {
      before = definition(store.collections.get(ns));
      hidden = hiddenCollection(store, ns);
      return hidden;
    });
    for await (const documents of batches) await writeInSlices(store, addAll(fresh, documents));
    await store.write(() => {
      refuseChanged(store, ns, before);
      publish(store, fresh);
    });
  } catch (error) {
    if (hidden) abandon(store, hidden);
    throw error;
  } finally {
    void removeDiscarded(store);
  }
}
