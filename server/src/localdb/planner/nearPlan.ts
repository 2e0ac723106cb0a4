import { badValue, CommandError } from '../errors';
import { SPHERE_INDEX } from '../geo/entries';
import type { NearPredicate } from '../geo/near';
import { degreesOf } from '../geo/sphere';
import type { IndexMeta } from '../storage/catalogue';
import type { Conjunction, Predicate } from './analysis';
import { isImplied } from './implication';
import { planWithIndex } from './indexPlan';
import type { Plan, Rarest } from './plan';

const NEAR_OPERATORS = new Set(['$near', '$nearSphere', '$geoNear', '$minDistance', '$maxDistance']);

/** How `$near` is answered: circle by circle around the centre. */
export interface NearPlan {
  predicate: NearPredicate;
  /** A smaller circle means fewer keys: the fields before the place are fixed. */
  narrows: boolean;
  /** Where the documents no further than an angle, in radians, are found. */
  within: (angle: number) => Plan;
}

function notFound(ns: string): CommandError {
  const message =
    `error processing query: ns=${ns} planner returned error :: caused by :: ` +
    'unable to find index for $geoNear query';
  return new CommandError(291, 'NoQueryExecutionPlans', message);
}

/** Chooses the index for a `$near`. Code 291 when there is none. */
export function nearPlan(
  ns: string,
  indexes: readonly IndexMeta[],
  predicate: NearPredicate,
  conjunction: Conjunction,
  sorted: boolean,
  rarest: Rarest,
  hinted?: IndexMeta,
): Plan {
  const { path, near } = predicate;
  const others = conjunction.predicates.filter(({ operator }) => !NEAR_OPERATORS.has(operator));
  function limited(angle: number): Conjunction {
    const argument = { $centerSphere: [degreesOf(near.centre), angle] };
    const circle: Predicate = { path, operator: '$geoWithin', argument, operators: {} };
    return { ...conjunction, predicates: [circle, ...others] };
  }
  function planOf(index: IndexMeta, angle: number): Plan | null {
    const asked = limited(angle);
    return isImplied(index, asked) ? planWithIndex(index, asked, [], rarest, true) : null;
  }

  const choices = (hinted ? [hinted] : indexes).flatMap((index) => {
    const plan = !near.flat && index.key[path] === SPHERE_INDEX ? planOf(index, near.most) : null;
    const narrows = plan?.points === Object.keys(index.key).indexOf(path);
    return plan ? [{ index, narrows, points: plan.points }] : [];
  });
  const [best] = choices.sort((a, b) => Number(b.narrows) - Number(a.narrows) || b.points - a.points);
  if (!best) throw hinted ? badValue(`the index ${hinted.name} of the hint cannot answer $near`) : notFound(ns);
  const { index, narrows, points } = best;
  return {
    index,
    groups: [],
    reverse: false,
    merge: false,
    sorted,
    exact: false,
    dedupe: true,
    points,
    ranged: true,
    near: { predicate, narrows, within: (angle) => planOf(index, angle)! },
  };
}
