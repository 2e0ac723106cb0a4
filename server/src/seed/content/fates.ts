import type { Chance } from './chance';

/** How a demonstration report goes: the last step it reaches. */
export type Fate =
  | 'inReview'
  | 'refused'
  | 'appealed'
  | 'withdrawn'
  | 'offered'
  | 'held'
  | 'claimed'
  | 'claimDone'
  | 'claimClosed'
  | 'delivered'
  | 'accepted'
  | 'filed'
  | 'declined'
  | 'dispatched'
  | 'handling'
  | 'resolved'
  | 'disputed'
  | 'reopened'
  | 'closed'
  | 'closedAfterRework'
  | 'closedUnfixed'
  | 'voided';

export interface Plan {
  fate: Fate;
  /** How long ago it was reported, in minutes. */
  minutesAgo: number;
}

const HOUR = 60;
const DAY = 24 * HOUR;

/** Reports that repeat another one and are merged into it; they come beside the plans. */
export const MERGED = 6;

/** [fate, how many, reported at least and at most so many minutes ago]. Together with the merged ones 300. */
const shares: readonly [Fate, number, number, number][] = [
  ['inReview', 5, 12, 3 * HOUR],
  ['refused', 3, DAY, 6 * DAY],
  ['appealed', 1, DAY, 2 * DAY],
  ['withdrawn', 3, 2 * DAY, 30 * DAY],
  ['offered', 7, 11, 90],
  ['held', 2, 5 * HOUR, 20 * HOUR],
  ['claimed', 7, 3 * HOUR, DAY],
  ['claimDone', 6, DAY, 4 * DAY],
  ['claimClosed', 24, 5 * DAY, 58 * DAY],
  ['delivered', 8, 15, 2 * HOUR],
  ['accepted', 5, 60, 3 * HOUR],
  ['filed', 9, 80, 3 * HOUR],
  ['declined', 9, 2 * DAY, 50 * DAY],
  ['dispatched', 14, 2 * HOUR, 2 * DAY],
  ['handling', 15, 3 * HOUR, 3 * DAY],
  ['resolved', 16, 6 * HOUR, 2 * DAY],
  ['resolved', 6, 2 * DAY, 6 * DAY],
  ['disputed', 3, DAY, 3 * DAY],
  ['reopened', 5, DAY, 4 * DAY],
  ['closed', 128, 4 * DAY, 59 * DAY],
  ['closedAfterRework', 9, 8 * DAY, 55 * DAY],
  ['closedUnfixed', 6, 6 * DAY, 55 * DAY],
  ['voided', 3, 6 * DAY, 55 * DAY],
];

/** The plans of the demonstration reports, the oldest first. */
export function planFates(chance: Chance): Plan[] {
  const plans = shares.flatMap(([fate, count, least, most]) =>
    Array.from({ length: count }, () => ({ fate, minutesAgo: Math.round(least + chance.next() * (most - least)) })),
  );
  return plans.sort((a, b) => b.minutesAgo - a.minutesAgo);
}
