const FIRST_MS = 2_000;
const CEILING_MS = 15 * 60_000;

/** How long to wait after the n-th failed attempt: doubling up to a quarter of an hour, half of it by chance. */
export const backOff = (attempt: number, chance: number = Math.random()): number =>
  Math.min(CEILING_MS, FIRST_MS * 2 ** (attempt - 1)) * (0.5 + chance / 2);
