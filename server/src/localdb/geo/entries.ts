import type { BsonValue, Doc } from '../bson/values';
import { CommandError } from '../errors';
import { tuplesOf } from '../keys/tuples';
import { reachPath } from '../semantics/paths';
import { cellKey, cellsOf, isLeafAlone } from './cells';
import { GeometryError, storedGeometry } from './geometry';

/** The kind of index whose components are cells of the sphere. */
export const SPHERE_INDEX = '2dsphere';

/** Whether an index has a component of cells. */
export function isGeoIndex({ key }: { key: Record<string, unknown> }): boolean {
  return Object.values(key).includes(SPHERE_INDEX);
}

function cellsAt(doc: Doc, path: string): bigint[] {
  const cells = new Set<bigint>();
  reachPath(path).values(doc, (value) => {
    const absent = value === undefined || value === null || (Array.isArray(value) && !value.length);
    if (!absent) for (const cell of cellsOf(storedGeometry(value))) cells.add(cell);
    return false;
  });
  return [...cells];
}

function readCells(doc: Doc, path: string): bigint[] {
  try {
    return cellsAt(doc, path);
  } catch (error) {
    if (!(error instanceof GeometryError)) throw error;
    throw new CommandError(16755, 'Location16755', `Can't extract geo keys: ${JSON.stringify(doc)}  ${error.message}`);
  }
}

/**
 * The key tuples of a document in an index with 2dsphere fields: every combination of the values of its fields, none
 * when the document has no geometry in any of them. `multikey[i]` is set where a field has several values, or a cell
 * that is not the smallest. Code 16755 for a value that is no geometry.
 */
export function geoTuplesOf(doc: Doc, key: Record<string, unknown>, multikey: boolean[]): BsonValue[][] {
  let tuples: BsonValue[][] = [[]];
  let placed = false;
  for (const [i, [path, kind]] of Object.entries(key).entries()) {
    let values: BsonValue[];
    if (kind === SPHERE_INDEX) {
      const cells = readCells(doc, path);
      if (cells.length) placed = true;
      if (cells.length && !isLeafAlone(cells)) multikey[i] = true;
      values = cells.length ? cells.map(cellKey) : [undefined];
    } else {
      const crossed = [multikey[i] ?? false];
      values = tuplesOf(doc, [path.split('.')], crossed).map(([value]) => value);
      multikey[i] = crossed[0]!;
    }
    tuples = tuples.flatMap((tuple) => values.map((value) => [...tuple, value]));
  }
  return placed ? tuples : [];
}
