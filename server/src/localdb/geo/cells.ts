import { s2 } from 's2js';
import type { Geometry, Part } from './geometry';

// S2 numbers the cells of a sphere so that a cell's descendants lie in one range. A point is indexed by its smallest
// cell, a line or polygon by a few cells that cover it.

/** Cells of about a metre are fine enough for lines and polygons. */
const FINEST_LEVEL = 23;
const CELLS_PER_GEOMETRY = 8;
const CELLS_PER_CIRCLE = 8;
const CELLS_PER_QUERY = 16;
const SIGN = 1n << 63n;

/** Widens a cap by more than any rounding. */
const CAP_MARGIN = 1e-12;

/** The covering of a region, as cells. */
export type Covering = readonly bigint[];

function regionOf(part: Exclude<Part, { kind: 'point' }>): s2.Polygon | s2.Polyline {
  return part.kind === 'line' ? new s2.Polyline(part.places) : part.polygon;
}

function cover({ parts }: Geometry, maxCells: number): bigint[] {
  const coverer = new s2.RegionCoverer({ maxLevel: FINEST_LEVEL, maxCells });
  const cells = parts.flatMap((part) =>
    part.kind === 'point' ? [s2.cellid.fromPoint(part.place)] : [...coverer.covering(regionOf(part))],
  );
  return [...new Set(cells)];
}

/** The cells a document's geometry is indexed by. */
export function cellsOf(geometry: Geometry): bigint[] {
  return cover(geometry, CELLS_PER_GEOMETRY);
}

/** Whether the index of a geometry is its smallest cell alone. */
export function isLeafAlone(cells: readonly bigint[]): boolean {
  return cells.length === 1 && s2.cellid.isLeaf(cells[0]!);
}

/** Cells that cover a query's geometry. */
export function coveringOf(geometry: Geometry): Covering {
  return cover(geometry, CELLS_PER_QUERY);
}

/** Cells that cover a circle; the radius is an angle in radians. */
export function coveringOfCap(centre: s2.Point, angle: number): Covering {
  const radius = angle * (1 + CAP_MARGIN) + CAP_MARGIN;
  if (radius >= Math.PI) return Array.from({ length: 6 }, (_, face) => s2.cellid.fromFace(face));
  const cap = s2.Cap.fromCenterAngle(centre, radius);
  return [...new s2.RegionCoverer({ maxCells: CELLS_PER_CIRCLE }).covering(cap)];
}

/** A cell's number as the signed integer an index keeps: in the same order. */
export function cellKey(cell: bigint): bigint {
  return BigInt.asIntN(64, cell ^ SIGN);
}

/** First and last cell below each of the covering's cells. */
export function rangesOf(covering: Covering): [bigint, bigint][] {
  return covering.map((cell) => [s2.cellid.rangeMin(cell), s2.cellid.rangeMax(cell)]);
}

/** The larger cells around those of a covering: what holds such a cell may reach into it. */
export function ancestorsOf(covering: Covering): bigint[] {
  const found = new Set<bigint>();
  for (const cell of covering) {
    for (let level = s2.cellid.level(cell) - 1; level >= 0; level--) found.add(s2.cellid.parent(cell, level));
  }
  return [...found];
}
