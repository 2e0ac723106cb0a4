import { CommandError } from '../errors';

const SLICE_MS = 15;
const STEPS_BETWEEN_LOOKS = 16;

function pause(): Promise<void> {
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
 * Runs a generator to its end, giving the event loop a turn every few milliseconds so that other connections are served.
 * `onStep` receives what it yields; returning false stops it. `check` is called at each turn and may throw.
 */
export async function paced<T, R>(
  steps: Iterator<T, R>,
  onStep: (value: T) => boolean | undefined,
  check?: () => void,
): Promise<R | undefined> {
  let since = performance.now();
  for (let count = 1; ; count++) {
    const step = steps.next();
    if (step.done) return step.value;
    if (onStep(step.value) === false) return undefined;
    if (count % STEPS_BETWEEN_LOOKS === 0 && performance.now() - since > SLICE_MS) {
      check?.();
      await pause();
      since = performance.now();
    }
  }
}
