/** Beijing time holds in the whole country and has had no summer time since 1991. */
export const ZONE_OFFSET_MS = 8 * 3_600_000;

/**
 * When desks and units work (工作时), in minutes after midnight, Beijing time. Source: the setting of this installation,
 * the usual hours of offices in the province; a district that keeps others writes its own here.
 * The days come from the State Council's yearly notice of holidays and make-up days.
 */
export const officeHours: readonly { from: number; to: number }[] = [
  { from: 8 * 60 + 30, to: 12 * 60 },
  { from: 13 * 60 + 30, to: 17 * 60 + 30 },
];

/** Working minutes of one working day (工作日). */
export const MINUTES_PER_WORKING_DAY = officeHours.reduce((sum, { from, to }) => sum + to - from, 0);
