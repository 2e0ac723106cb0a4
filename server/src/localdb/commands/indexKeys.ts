import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { CommandError } from '../errors';
import { isGeoKind, PLANE_INDEX } from '../geo/entries';
import { numberOf } from '../geo/geometry';
import { type Grid, gridOf } from '../geo/planeCells';
import type { IndexMeta } from '../storage/catalogue';

/** Code 67: no index can be made like this. */
export function cannotCreate(message: string): CommandError {
  return new CommandError(67, 'CannotCreateIndex', message);
}

/** Cells of the plane are one field, the first; those of the plane and of the sphere do not share an index. */
function checkPlaces(kinds: readonly unknown[]): void {
  const flat = kinds.filter((kind) => kind === PLANE_INDEX).length;
  if (!flat) return;
  if (kinds.some((kind) => isGeoKind(kind) && kind !== PLANE_INDEX)) {
    throw cannotCreate("Can't use more than one index plugin for a single index.");
  }
  if (flat > 1) throw new CommandError(16800, 'Location16800', "can't have 2 geo fields");
  if (kinds[0] !== PLANE_INDEX) throw new CommandError(16801, 'Location16801', '2d has to be first in index');
}

/** Reads the key of an index. Code 67 for kinds of index this database does not have, 16800 and 16801 for `2d`. */
export function readKey(key: BsonValue): IndexMeta['key'] {
  if (!isDoc(key) || !Object.keys(key).length) throw cannotCreate('Index keys cannot be empty.');
  const read: IndexMeta['key'] = {};
  for (const [path, direction] of Object.entries(key)) {
    const place = isGeoKind(direction) && path !== '_id';
    const usable = place || (typeof direction === 'number' && Math.abs(direction) > 0);
    if (!usable || path.includes('$**') || path === '') {
      throw cannotCreate(`index type '${direction}' on '${path}' is not supported by this database`);
    }
    read[path] = direction;
  }
  checkPlaces(Object.values(read));
  return read;
}

const GRID_OPTIONS = ['min', 'max', 'bits'] as const;

/** The options of a 2d index, as far as they are given. Codes 14 and 72 for wrong ones, 67 where the index is not 2d. */
export function readGrid(spec: Doc, key: IndexMeta['key']): Partial<Grid> {
  const given: Partial<Grid> = {};
  for (const name of GRID_OPTIONS) {
    if (spec[name] === undefined) continue;
    const value = numberOf(spec[name]);
    if (value === undefined) throw new CommandError(14, 'TypeMismatch', `The field '${name}' must be a number`);
    given[name] = value;
  }
  const flat = Object.values(key).includes(PLANE_INDEX);
  if (!flat && Object.keys(given).length) throw cannotCreate('min, max and bits are options of 2d indexes');
  if (flat) gridOf(given);
  return given;
}
