import { badValue, CommandError } from '../errors';
import { isGeoKind, PLANE_INDEX } from '../geo/entries';
import type { Near, NearPredicate } from '../geo/near';
import { gridOf, isOnGrid } from '../geo/planeCells';
import { EARTH_RADIUS_METERS } from '../geo/sphere';
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
  /** The first circle, unless all is near, and the last one: nothing that is asked for lies beyond it. */
  first: number;
  most: number;
  /** Where the documents no further than a distance are found. */
  within: (distance: number) => Plan;
}

const FIRST_ANGLE = 200 / EARTH_RADIUS_METERS;
/** Of a 2d index's range: with the usual one about the same as on the sphere. */
const FIRST_PART = 2 ** -18;
/** More than the diagonal of a square of side 1. */
const DIAGONAL = 1.5;

/** The first and the last circle, in the index's range. Code 16433 when the point is beyond it. */
function circlesIn(index: IndexMeta, path: string, { flat, most, pair }: Near): { first: number; most: number } {
  if (index.key[path] !== PLANE_INDEX) return { first: FIRST_ANGLE, most };
  const grid = gridOf(index);
  const { min, max, bits } = grid;
  if (pair && !isOnGrid(grid, pair)) {
    const message = `point not in interval of [ ${min}, ${max} ] :: caused by :: ${JSON.stringify(pair)}`;
    throw new CommandError(16433, 'Location16433', message);
  }
  if (!flat) return { first: FIRST_ANGLE, most };
  return { first: (max - min) * Math.max(FIRST_PART, 2 ** -bits), most: Math.min(most, (max - min) * DIAGONAL) };
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
  function limited(distance: number): Conjunction {
    const circle: Predicate = { path, operator: '$geoWithin', argument: near.circle(distance), operators: {} };
    return { ...conjunction, predicates: [circle, ...others] };
  }
  function planOf(index: IndexMeta, distance: number): Plan | null {
    const asked = limited(distance);
    return isImplied(index, asked) ? planWithIndex(index, asked, [], rarest, true) : null;
  }

  const choices = (hinted ? [hinted] : indexes).flatMap((index) => {
    const kind = index.key[path];
    const plan = isGeoKind(kind) && near.kinds.includes(kind) ? planOf(index, near.most) : null;
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
    near: { predicate, narrows, ...circlesIn(index, path, near), within: (distance) => planOf(index, distance)! },
  };
}
