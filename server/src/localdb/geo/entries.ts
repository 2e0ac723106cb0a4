import type { BsonValue, Doc } from '../bson/values';
import { CommandError } from '../errors';
import { tuplesOf } from '../keys/tuples';
import { reachPath } from '../semantics/paths';
import { cellKey, cellsOf, isLeafAlone } from './cells';
import { GeometryError, storedGeometry } from './geometry';
import { type Grid, gridOf } from './planeCells';
import { planeCellsAt } from './planeEntries';

/** The kind of index whose components are cells of the sphere. */
export const SPHERE_INDEX = '2dsphere';
/** The kind of index whose components are cells of the plane. */
export const PLANE_INDEX = '2d';

export type GeoKind = typeof SPHERE_INDEX | typeof PLANE_INDEX;

/** Whether a field of an index holds cells. */
export function isGeoKind(kind: unknown): kind is GeoKind {
  return kind === SPHERE_INDEX || kind === PLANE_INDEX;
}

/** An index as far as its cells are concerned. */
export interface GeoIndex extends Partial<Grid> {
  key: Record<string, unknown>;
}

/** Whether an index has a component of cells. */
export function isGeoIndex({ key }: GeoIndex): boolean {
  return Object.values(key).some(isGeoKind);
}

function sphereCellsAt(doc: Doc, path: string): bigint[] {
  const cells = new Set<bigint>();
  reachPath(path).values(doc, (value) => {
    const absent = value === undefined || value === null || (Array.isArray(value) && !value.length);
    if (!absent) for (const cell of cellsOf(storedGeometry(value))) cells.add(cell);
    return false;
  });
  return [...cells];
}

function readSphereCells(doc: Doc, path: string): bigint[] {
  try {
    return sphereCellsAt(doc, path);
  } catch (error) {
    if (!(error instanceof GeometryError)) throw error;
    throw new CommandError(16755, 'Location16755', `Can't extract geo keys: ${JSON.stringify(doc)}  ${error.message}`);
  }
}

/**
 * The key tuples of a document in an index with fields of cells: every combination of the values of its fields, none
 * when the document has no geometry in any of them. `multikey[i]` is set where a field has several values, or a cell
 * that is not the smallest. Code 16755 for a value that is no geometry, 13027 and others for one that is no point.
 */
export function geoTuplesOf(doc: Doc, index: GeoIndex, multikey: boolean[]): BsonValue[][] {
  let tuples: BsonValue[][] = [[]];
  let placed = false;
  for (const [i, [path, kind]] of Object.entries(index.key).entries()) {
    let values: BsonValue[];
    if (isGeoKind(kind)) {
      const flat = kind === PLANE_INDEX;
      const cells = flat ? planeCellsAt(doc, path, gridOf(index)) : readSphereCells(doc, path);
      if (cells.length) placed = true;
      if (cells.length > 1 || (!flat && cells.length && !isLeafAlone(cells))) multikey[i] = true;
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
