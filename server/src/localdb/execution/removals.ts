import type { Store } from '../storage/store';
import { writeInSlices } from './slices';

const KEYS_PER_STEP = 64;
const sweeping = new WeakMap<Store, Promise<void>>();

function* removalSteps(store: Store): Generator<null, void> {
  for (const id of store.removals.list()) while (!store.removals.removeSome(id, KEYS_PER_STEP)) yield null;
}

/**
 * Removes the keys of what has been dropped, in slices; at the start of the process also of what was dropped before it.
 * Runs in the background, once at a time; nothing of it is lost when the process ends.
 */
export function removeDiscarded(store: Store): Promise<void> {
  const before = sweeping.get(store) ?? Promise.resolve();
  const sweep = before
    .then(() =>
      !store.isClosing && store.removals.list().length ? writeInSlices(store, removalSteps(store)) : undefined,
    )
    .catch((error) => store.isClosing || console.error('localdb: removing what was dropped failed', error))
    .then(() => undefined);
  sweeping.set(store, sweep);
  return sweep;
}
