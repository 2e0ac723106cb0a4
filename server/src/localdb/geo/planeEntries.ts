import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { CommandError } from '../errors';
import { reachPath } from '../semantics/paths';
import { numberOf } from './geometry';
import type { Pair } from './plane';
import { cellAt, type Grid, isOnGrid } from './planeCells';

function refused(code: number, message: string, doc: Doc): CommandError {
  return new CommandError(code, `Location${code}`, `${message} :: caused by :: ${JSON.stringify(doc)}`);
}

/** Arrays and objects count by their values alone; undefined for anything else. */
function valuesOf(value: BsonValue): BsonValue[] | undefined {
  if (Array.isArray(value)) return value;
  return isDoc(value) ? Object.values(value) : undefined;
}

function pointOf([first, second, ...rest]: readonly BsonValue[], grid: Grid, doc: Doc): Pair {
  if (second === undefined && !rest.length) throw refused(13068, 'geo field only has 1 element', doc);
  const [x, y] = [numberOf(first), numberOf(second)];
  if (x === undefined || y === undefined) {
    throw refused(13026, "geo values must be 'legacy coordinate pairs' for 2d indexes", doc);
  }
  if (!isOnGrid(grid, [x, y])) throw refused(13027, `point not in interval of [ ${grid.min}, ${grid.max} ]`, doc);
  return [x, y];
}

/** One location, or several in an array or an object; empty ones are passed over. */
function pointsIn(value: BsonValue, grid: Grid, doc: Doc): Pair[] {
  const values = valuesOf(value);
  if (!values?.length) return [];
  if (numberOf(values[0]) !== undefined) return [pointOf(values, grid, doc)];
  return values.flatMap((each) => {
    const location = valuesOf(each);
    if (!location) throw refused(16804, 'location object expected, location array not in correct format', doc);
    return location.length ? [pointOf(location, grid, doc)] : [];
  });
}

/**
 * The cells a document's points at a path lie in. Codes 13027 for a point outside of the index's range, 13026, 13068 and
 * 16804 for what is no point; what is neither an array nor an object is not looked at.
 */
export function planeCellsAt(doc: Doc, path: string, grid: Grid): bigint[] {
  const cells = new Set<bigint>();
  reachPath(path).values(doc, (value) => {
    for (const point of pointsIn(value, grid, doc)) cells.add(cellAt(grid, point));
    return false;
  });
  return [...cells];
}
