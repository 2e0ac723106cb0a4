/** Beijing time holds in the whole country and has had no summer time since 1991. */
export const ZONE_OFFSET_MS = 8 * 3_600_000;

/**
 * When desks and units work (工作时), in minutes after midnight, Beijing time: 08:30–12:00 and 13:30–17:30. Source: the
 * setting of this installation; a district that keeps other hours writes its own here. Which days are worked comes from
 * the State Council's yearly notice of holidays and make-up days, by way of chinese-days.
 */
export const officeHours: readonly { from: number; to: number }[] = [
  { from: 8 * 60 + 30, to: 12 * 60 },
  { from: 13 * 60 + 30, to: 17 * 60 + 30 },
];

/** Working minutes of one working day (工作日). */
export const MINUTES_PER_WORKING_DAY = officeHours.reduce((sum, { from, to }) => sum + to - from, 0);
