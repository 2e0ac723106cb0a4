import type { Keys } from './useKeys';

/** The keys that go up and down a list. */
export function moveKeys(step: (by: 1 | -1) => void): Keys {
  const down = () => step(1);
  const up = () => step(-1);
  return { j: down, ArrowDown: down, k: up, ArrowUp: up };
}
