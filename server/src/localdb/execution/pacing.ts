const SLICE_MS = 15;
const STEPS_BETWEEN_LOOKS = 16;

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
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
