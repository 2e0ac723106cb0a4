import { CommandError } from '../errors';

// Whatever may take long is a generator of small steps. All that run at the same time share one slice of the event loop's
// turn, so that a short request between them waits for one slice, however many long ones there are.

const READ_MS = 3;
/** Longer, because the event loop is free while a slice is being committed. */
const WRITE_MS = 8;
const SHORTEST_SHARE = 1 / 8;

let running = 0;

/** Notes that something long has begun; call the result when it has ended. */
export function beginLongWork(): () => void {
  running++;
  return () => {
    running--;
  };
}

/** How many milliseconds a piece of long work may hold the event loop now. */
export function sliceLength(kind: 'read' | 'write'): number {
  return (kind === 'read' ? READ_MS : WRITE_MS) * Math.max(SHORTEST_SHARE, 1 / Math.max(1, running));
}

/** Gives the event loop a turn, in which other connections are served. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A check that throws code 50 when `maxTimeMS` has passed since now; none when there is no limit. */
export function timeLimit(maxTimeMS: number | undefined): (() => void) | undefined {
  if (!maxTimeMS) return undefined;
  const deadline = performance.now() + maxTimeMS;
  return () => {
    if (performance.now() > deadline) throw new CommandError(50, 'MaxTimeMSExpired', 'operation exceeded time limit');
  };
}

/**
 * Runs a generator to its end, giving way every few milliseconds. `onStep` receives what it yields; returning false stops
 * it. `check` is called at each turn and may throw.
 */
export async function paced<T, R>(
  steps: Iterator<T, R>,
  onStep: (value: T) => boolean | undefined,
  check?: () => void,
): Promise<R | undefined> {
  const end = beginLongWork();
  try {
    for (let until = performance.now() + sliceLength('read'); ; ) {
      const step = steps.next();
      if (step.done) return step.value;
      if (onStep(step.value) === false) return undefined;
      if (performance.now() > until) {
        check?.();
        await giveWay();
        until = performance.now() + sliceLength('read');
      }
    }
  } finally {
    end();
  }
}
