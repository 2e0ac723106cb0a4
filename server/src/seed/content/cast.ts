import type { PersonRecord } from '../../modules/people/model';
import type { Fate, Plan } from './fates';

const R1 = 'demo-resident-1';
const R2 = 'demo-resident-2';

/** What the two residents of the demonstration reported, the newest of each fate first; neighbours reported the rest. */
const reporters: Partial<Record<Fate, readonly string[]>> = {
  inReview: [R1],
  refused: [R1, R2],
  appealed: [R2],
  withdrawn: [R2],
  offered: [R2],
  claimed: [R1],
  claimDone: [R1, R2],
  claimClosed: [R2, R1],
  delivered: [R1],
  filed: [R2],
  declined: [R1, R2],
  dispatched: [R2],
  handling: [R1, R2],
  resolved: [R1, R2, R1, R1, R2],
  disputed: [R2],
  reopened: [R2],
  closed: [R1, R2, R1, R2, R1, R1],
  closedUnfixed: [R2],
};

/** Who claimed, the newest first; anyone who may claim took the rest. */
const claimers: Partial<Record<Fate, readonly string[]>> = {
  claimed: ['demo-merchant-2', 'demo-volunteer-1', 'demo-road-chief-1'],
  claimDone: ['demo-merchant-2'],
};

/** People who live around and sign in nowhere. */
const NEIGHBOURS = 60;
export const neighbour = (n: number): string => `demo-neighbour-${(n % NEIGHBOURS) + 1}`;

/** The part of a demonstration report: how it goes, and who plays in it. */
export interface Part extends Plan {
  reporterId: string;
  claimerId?: string;
}

/** Gives every plan its people. `plans`: the oldest first, as they stay. */
export function cast(plans: readonly Plan[]): Part[] {
  const taken = new Map<Fate, number>();
  return plans
    .toReversed()
    .map((plan, i) => {
      const turn = taken.get(plan.fate) ?? 0;
      taken.set(plan.fate, turn + 1);
      const claimerId = claimers[plan.fate]?.[turn];
      return {
        ...plan,
        reporterId: reporters[plan.fate]?.[turn] ?? neighbour(i * 7),
        ...(claimerId ? { claimerId } : {}),
      };
    })
    .toReversed();
}

/** Demonstration people who support here and there; the rest are neighbours. */
const supporters: readonly PersonRecord['_id'][] = [R1, R2, 'demo-volunteer-2', 'demo-road-chief-2'];

/** Who supports a report: `count` different people, never its reporter, the first of them now and then one who signs in. */
export function supportersOf(
  report: { reporterId?: string; claim?: { personId: string } },
  count: number,
  from: number,
  known: number | undefined,
): string[] {
  const others = Array.from({ length: count + 1 }, (_, i) => neighbour(from + i)).filter(
    (id) => id !== report.reporterId,
  );
  const first = known === undefined ? undefined : supporters[known % supporters.length];
  const may = first !== undefined && first !== report.reporterId && first !== report.claim?.personId;
  return [...(may ? [first] : []), ...others].slice(0, count);
}
