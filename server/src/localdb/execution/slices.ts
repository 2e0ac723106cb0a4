import type { Store } from '../storage/store';
import { beginLongWork, giveWay, sliceLength } from './pacing';

/**
 * Runs the steps of a change in transactions of a few milliseconds each, giving way between them; each step is whole. A
 * short change is one transaction. Steps must look up collections anew after each `yield`. When a step throws, what its
 * transaction did is undone; the transactions before it stay.
 */
export async function writeInSlices<R>(store: Store, steps: Generator<unknown, R>): Promise<R> {
  const end = beginLongWork();
  try {
    for (;;) {
      const step = await store.write(() => {
        const until = performance.now() + sliceLength('write');
        for (;;) {
          const { done, value } = steps.next();
          if (done) return { value };
          if (performance.now() > until) return undefined;
        }
      });
      if (step) return step.value as R;
      await giveWay();
    }
  } finally {
    end();
  }
}
