const FAILURES = 5;
const FIRST_MS = 5_000;
const CEILING_MS = 30_000;

/** Spares a destination that is away: after some failures in a row nothing is sent for a while, then one thing to try. */
export interface Breaker {
  /** How much may be sent now, of so much otherwise: all, one, or nothing. */
  room(most: number, now: Date): number;
  /** Notes that the destination answered, or that it did not. */
  note(answered: boolean, now: Date): void;
  /** Until when nothing is sent; undefined while things go their way. */
  openUntil(): Date | undefined;
}

/**
 * A breaker of one destination, in one process. The pause doubles up to half a minute as long as the trials fail.
 * @param onPause told whether it pauses, at every answer
 */
export function makeBreaker(onPause: (paused: boolean) => void = () => {}): Breaker {
  let failures = 0;
  let until: Date | undefined;
  return {
    room: (most, now) => {
      if (!until) return most;
      return until > now ? 0 : 1;
    },
    note(answered, now) {
      if (answered) {
        failures = 0;
        until = undefined;
        onPause(false);
        return;
      }
      failures++;
      const pause = Math.min(CEILING_MS, FIRST_MS * 2 ** (failures - FAILURES));
      if (failures >= FAILURES) until = new Date(now.getTime() + pause);
      onPause(until !== undefined);
    },
    openUntil: () => until,
  };
}
