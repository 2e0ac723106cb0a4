import type { Clock } from '@jierong/shared/clock';
import { limits } from '@jierong/shared/limits';
import type { Proposal } from '@jierong/shared/talk';

/** How near the end of a vote is, as a clock says it. */
export function closingStatus({ at, closesAt, closed }: Proposal, now: number): Clock['status'] {
  const end = Date.parse(closesAt);
  if (closed || now >= end) return 'done';
  return (end - now) / (end - Date.parse(at)) <= limits.soonShare ? 'soon' : 'onTime';
}
