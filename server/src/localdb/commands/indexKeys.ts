import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { CommandError } from '../errors';
import { isGeoKind, PLANE_INDEX } from '../geo/entries';
import { numberOf } from '../geo/geometry';
import { type Grid, gridOf } from '../geo/planeCells';
import { HASHED, type IndexMeta } from '../storage/catalogue';

/** Code 67: no index can be made like this. */
export function cannotCreate(message: string): CommandError {
  return new CommandError(67, 'CannotCreateIndex', message);
}

/** The kinds that are no direction do not share an index. Cells of the plane are one field, the first; one is hashed. */
function checkKinds(kinds: readonly unknown[]): void {
  const special = kinds.filter((kind) => typeof kind === 'string');
  if (new Set(special).size > 1) throw cannotCreate("Can't use more than one index plugin for a single index.");
  if (special[0] === HASHED && special.length > 1) {
    const message = `A maximum of one index field is allowed to be hashed but found ${special.length}`;
    throw new CommandError(31303, 'Location31303', message);
  }
  if (special[0] !== PLANE_INDEX) return;
  if (special.length > 1) throw new CommandError(16800, 'Location16800', "can't have 2 geo fields");
  if (kinds[0] !== PLANE_INDEX) throw new CommandError(16801, 'Location16801', '2d has to be first in index');
}

/** Reads the key of an index. Code 67 for kinds of index this database does not have, 16800, 16801 and 31303 for those that do not go together. */
export function readKey(key: BsonValue): IndexMeta['key'] {
  if (!isDoc(key) || !Object.keys(key).length) throw cannotCreate('Index keys cannot be empty.');
  const read: IndexMeta['key'] = {};
  for (const [path, direction] of Object.entries(key)) {
    const special = direction === HASHED || (isGeoKind(direction) && path !== '_id');
    const usable = special || (typeof direction === 'number' && Math.abs(direction) > 0);
    if (!usable || path.includes('$**') || path === '') {
      throw cannotCreate(`index type '${direction}' on '${path}' is not supported by this database`);
    }
    read[path] = direction;
  }
  checkKinds(Object.values(read));
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
