import { ancestorsOf, cellKey, rangesOf } from '../geo/cells';
import { SPHERE_INDEX } from '../geo/entries';
import { geoCondition } from '../geo/queries';
import { encodeComponent } from '../keys/components';
import type { IndexMeta } from '../storage/catalogue';
import type { Conjunction, Predicate } from './analysis';
import type { Bounds } from './bounds';
import { after, before, type Interval, normalized } from './intervals';

/** Whether a condition limits the cells of one of the index's 2dsphere fields, which it then finds in every match. */
export function boundsByPlace({ key }: IndexMeta, { path, operator, argument }: Predicate): boolean {
  return key[path] === SPHERE_INDEX && geoCondition(operator, argument)?.covering !== undefined;
}

function component(cell: bigint): Buffer {
  return encodeComponent(cellKey(cell));
}

function cells(low: bigint, high: bigint): Interval {
  return { low: before(component(low)), high: after(component(high)) };
}

/**
 * The cells that may hold what the conditions on a 2dsphere field ask for: the cells of a covering, and, when the index
 * holds more than points, the larger ones around them. Documents are always to be tested.
 */
export function geoBounds(index: IndexMeta, conjunction: Conjunction, path: string, larger: boolean): Bounds | null {
  const predicate = conjunction.predicates.find((each) => each.path === path && boundsByPlace(index, each));
  const covering = predicate && geoCondition(predicate.operator, predicate.argument)?.covering?.();
  if (!covering) return null;
  const ranges = rangesOf(covering).map(([low, high]) => cells(low, high));
  const around = larger ? ancestorsOf(covering).map((cell) => cells(cell, cell)) : [];
  return { set: normalized([...ranges, ...around]), exact: false, used: 1 };
}
