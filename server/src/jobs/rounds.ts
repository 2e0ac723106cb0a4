/** Work that is looked for again and again. */
export interface Rounds {
  /** Looks now instead of at the next round. */
  kick(): void;
  /** Ends the rounds, after the one that runs. */
  stop(): Promise<void>;
}

/**
 * Runs `round` at once, every so often and whenever it is kicked; never twice at the same time, and once more when it was
 * kicked while it ran. What it throws goes to `onError` and the rounds go on.
 * @param everyMs between the end of a round and the next; 0: only when kicked
 */
export function startRounds(round: () => Promise<void>, everyMs: number, onError: (error: unknown) => void): Rounds {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const rounds = async (): Promise<void> => {
    do {
      again = false;
      await round().catch(onError);
    } while (again && !stopped);
  };
  const run = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = rounds().finally(() => {
      running = undefined;
      if (everyMs && !stopped) timer = setTimeout(run, everyMs);
    });
  };
  if (everyMs) run();

  return {
    kick: run,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
