import { ancestorsOf, type Covering, cellKey, rangesOf } from '../geo/cells';
import { isGeoKind, PLANE_INDEX } from '../geo/entries';
import type { Box } from '../geo/plane';
import { gridOf, rangesOfBoxes } from '../geo/planeCells';
import { type GeoCondition, geoCondition } from '../geo/queries';
import { encodeComponent } from '../keys/components';
import type { IndexMeta } from '../storage/catalogue';
import type { Conjunction, Predicate } from './analysis';
import type { Bounds } from './bounds';
import { after, before, type Interval, normalized } from './intervals';

function conditionOn({ key }: IndexMeta, { path, operator, argument }: Predicate): GeoCondition | undefined {
  return isGeoKind(key[path]) ? geoCondition(operator, argument) : undefined;
}

/** Whether a condition limits the cells of one of the index's fields, which it then finds in every match. */
export function boundsByPlace(index: IndexMeta, predicate: Predicate): boolean {
  const condition = conditionOn(index, predicate);
  return (index.key[predicate.path] === PLANE_INDEX ? condition?.boxes : condition?.covering) !== undefined;
}

function component(cell: bigint): Buffer {
  return encodeComponent(cellKey(cell));
}

function cells([low, high]: readonly [bigint, bigint]): Interval {
  return { low: before(component(low)), high: after(component(high)) };
}

/** The cells of a covering, and, when the index holds more than points, the larger ones around them. */
function onSphere(covering: Covering, larger: boolean): Interval[] {
  const around = larger ? ancestorsOf(covering) : [];
  return normalized([...rangesOf(covering), ...around.map((cell): [bigint, bigint] => [cell, cell])].map(cells));
}

function onPlane(index: IndexMeta, boxes: readonly Box[]): Interval[] {
  return rangesOfBoxes(gridOf(index), boxes).map(cells);
}

/**
 * The cells that may hold what the conditions on a field of places ask for; `larger` says that some are not the smallest.
 * Documents are always to be tested.
 */
export function geoBounds(index: IndexMeta, conjunction: Conjunction, path: string, larger: boolean): Bounds | null {
  const predicate = conjunction.predicates.find((each) => each.path === path && boundsByPlace(index, each));
  if (!predicate) return null;
  const { covering, boxes } = conditionOn(index, predicate)!;
  const flat = index.key[path] === PLANE_INDEX;
  return { set: flat ? onPlane(index, boxes!()) : onSphere(covering!(), larger), exact: false, used: 1 };
}
