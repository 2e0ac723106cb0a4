import type { ReportState } from '@jierong/shared/reportPosition';

/** The ground of a map pin: official work, waiting, people's own work, overdue. */
export type PinKind = 'work' | 'wait' | 'people' | 'over';

const waiting: readonly ReportState[] = ['received', 'inReview', 'refused', 'forwarding', 'delivered', 'declined'];

/** Overdue outshines the state. */
export function pinKind(state: ReportState, overdue: boolean): PinKind {
  if (overdue) return 'over';
  if (state === 'claimed') return 'people';
  return waiting.includes(state) ? 'wait' : 'work';
}
