import { type CountKeys, MOST_COUNTED, type Plan } from './plan';

/** Points of an index that finds at most one document per key: nothing can be better. */
export const CERTAIN = 1000;

/** More ranges than this are not worth counting. */
const MOST_RANGES = 64;

export interface Candidate {
  plan: Plan;
  /** How well its shape fits. */
  points: number;
}

interface Wanted {
  skip?: number;
  limit?: number;
}

function keysIn({ groups }: Plan, count: CountKeys, most: number): number {
  const ranges = groups.flatMap((group) => group.ranges);
  if (ranges.length > MOST_RANGES) return most;
  let sum = 0;
  for (const range of ranges) {
    sum += count(range, most - sum);
    if (sum >= most) return most;
  }
  return sum;
}

function narrows({ plan }: Candidate): boolean {
  return plan.points > 0 || plan.ranged;
}

/** What a plan has to read at most: in the order asked for it may stop at the limit. Counted only if that says nothing. */
function estimated({ plan }: Candidate, { skip = 0, limit = 0 }: Wanted, count: CountKeys, most: number): Plan {
  const stopsEarly = plan.sorted && plan.exact && limit !== 0;
  const bound = stopsEarly ? Math.min(most, skip + Math.abs(limit)) : most;
  return { ...plan, estimate: keysIn(plan, count, bound) };
}

/**
 * The plan whose shape fits best, unless another one has clearly fewer keys to read. Keys are counted only where there
 * is a choice, and no further than could matter; a plan that merely sorts is taken to read everything.
 */
export function bestOf(candidates: readonly Candidate[], wanted: Wanted, count: CountKeys): Plan | undefined {
  const [first, ...others] = candidates.toSorted((a, b) => b.points - a.points);
  const rivals = others.filter(narrows);
  if (!first || first.points >= CERTAIN || !rivals.length) return first?.plan;
  let best = narrows(first) ? estimated(first, wanted, count, MOST_COUNTED) : { ...first.plan, estimate: MOST_COUNTED };
  const rejected: Plan[] = [];
  for (const rival of rivals) {
    if (!best.estimate) break; // nothing can be less
    const plan = estimated(rival, wanted, count, Math.ceil(best.estimate / 2));
    const better = plan.estimate! * 2 < best.estimate;
    rejected.push(better ? best : plan);
    if (better) best = plan;
  }
  return { ...best, rejected };
}
