import { type BsonValue, isDoc } from '../bson/values';
import { badValue } from '../errors';
import { legacyPair, numberOf } from './geometry';

/** A point of the plane, or a longitude and a latitude. */
export type Pair = readonly [number, number];

/** All points from one corner to the other, both included. */
export interface Box {
  low: Pair;
  high: Pair;
}

/** A region of the plane, its edge included. */
export interface Region {
  holds: (point: Pair) => boolean;
  /** A box no point of it lies outside of. */
  box: Box;
}

/** Several times what a double is rounded by. */
const ROUNDING = 2 ** -50;

function pairOf(value: BsonValue, shape: string): Pair {
  const values = Array.isArray(value) ? value : isDoc(value) ? Object.values(value) : [];
  const pair = values.length === 2 ? legacyPair(value) : undefined;
  if (pair) return pair;
  throw badValue(`${shape} needs points of two finite numbers`);
}

function pairs(value: BsonValue, shape: string): Pair[] {
  const values = Array.isArray(value) ? value : isDoc(value) ? Object.values(value) : [];
  return values.map((each) => pairOf(each, shape));
}

function boxAround(points: readonly Pair[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { low: [Math.min(...xs), Math.min(...ys)], high: [Math.max(...xs), Math.max(...ys)] };
}

function box(value: BsonValue): Region {
  const corners = pairs(value, '$box');
  if (corners.length !== 2) throw badValue('$box needs two corners');
  const { low, high } = boxAround(corners);
  return { holds: ([x, y]) => x >= low[0] && x <= high[0] && y >= low[1] && y <= high[1], box: { low, high } };
}

/** How far two points are apart. */
export function distanceBetween([x1, y1]: Pair, [x2, y2]: Pair): number {
  return Math.hypot(x1 - x2, y1 - y2);
}

/** A box around a circle, wider than it by more than any rounding. */
function boxOfCircle(centre: Pair, radius: number): Box {
  const [x, y] = centre;
  const reach = radius + (radius + Math.abs(x) + Math.abs(y)) * ROUNDING;
  return boxAround([
    [x - reach, y - reach],
    [x + reach, y + reach],
  ]);
}

function circle(value: BsonValue): Region {
  const [centre, size, ...more] = Array.isArray(value) ? value : [];
  const radius = numberOf(size);
  if (centre === undefined || more.length || radius === undefined || !(radius >= 0)) {
    throw badValue('$center needs a centre and a radius from 0 on');
  }
  const pair = pairOf(centre, '$center');
  return { holds: (point) => distanceBetween(point, pair) <= radius, box: boxOfCircle(pair, radius) };
}

function polygon(value: BsonValue): Region {
  const corners = pairs(value, '$polygon');
  if (corners.length < 3) throw badValue('Polygon must have at least 3 points');
  function holds([x, y]: Pair): boolean {
    let inside = false;
    for (const [i, [x2, y2]] of corners.entries()) {
      const [x1, y1] = corners.at(i - 1)!;
      const turn = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
      const beside = x >= Math.min(x1, x2) && x <= Math.max(x1, x2) && y >= Math.min(y1, y2) && y <= Math.max(y1, y2);
      if (turn === 0 && beside) return true; // on the edge
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
    return inside;
  }
  // where an edge is crossed is rounded: what is asked of the box too lies in it for certain
  const around = boxAround(corners);
  const inBox = ([x, y]: Pair) =>
    x >= around.low[0] && x <= around.high[0] && y >= around.low[1] && y <= around.high[1];
  return { holds: (point) => inBox(point) && holds(point), box: around };
}

const SHAPES: Record<string, (value: BsonValue) => Region> = { $box: box, $center: circle, $polygon: polygon };

/** Reads a region of the plane: `$box`, `$center` or `$polygon`. Code 2 when it is none. */
export function flatRegion(shape: string, value: BsonValue): Region {
  const read = Object.hasOwn(SHAPES, shape) ? SHAPES[shape] : undefined;
  if (!read) throw badValue(`unknown geo specifier: ${shape}`);
  return read(value);
}
