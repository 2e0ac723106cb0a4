import { type BsonValue, isDoc } from '../bson/values';
import { badValue } from '../errors';
import { legacyPair, numberOf } from './geometry';

type Pair = readonly [number, number];
type Holds = (point: Pair) => boolean;

function pairs(value: BsonValue, shape: string): Pair[] {
  const values = Array.isArray(value) ? value : isDoc(value) ? Object.values(value) : [];
  return values.map((each) => {
    const pair = legacyPair(each);
    if (!pair) throw badValue(`${shape} needs points of two numbers`);
    return pair;
  });
}

function box(value: BsonValue): Holds {
  const [one, other, ...more] = pairs(value, '$box');
  if (!one || !other || more.length) throw badValue('$box needs two corners');
  const low = [Math.min(one[0], other[0]), Math.min(one[1], other[1])] as const;
  const high = [Math.max(one[0], other[0]), Math.max(one[1], other[1])] as const;
  return ([x, y]) => x >= low[0] && x <= high[0] && y >= low[1] && y <= high[1];
}

function circle(value: BsonValue): Holds {
  const [centre, size] = Array.isArray(value) ? value : [];
  const radius = numberOf(size);
  const pair = legacyPair(centre);
  if (!pair || radius === undefined || !(radius >= 0)) throw badValue('$center needs a centre and a radius');
  return ([x, y]) => Math.hypot(x - pair[0], y - pair[1]) <= radius;
}

function polygon(value: BsonValue): Holds {
  const corners = pairs(value, '$polygon');
  if (corners.length < 3) throw badValue('Polygon must have at least 3 points');
  return ([x, y]) => {
    let inside = false;
    for (const [i, [x2, y2]] of corners.entries()) {
      const [x1, y1] = corners.at(i - 1)!;
      const turn = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
      const beside = x >= Math.min(x1, x2) && x <= Math.max(x1, x2) && y >= Math.min(y1, y2) && y <= Math.max(y1, y2);
      if (turn === 0 && beside) return true; // on the edge
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
    return inside;
  };
}

const SHAPES: Record<string, (value: BsonValue) => Holds> = { $box: box, $center: circle, $polygon: polygon };

/** Reads a region of the plane: `$box`, `$center` or `$polygon`, edges included. Code 2 when it is none. */
export function flatRegion(shape: string, value: BsonValue): Holds {
  const read = Object.hasOwn(SHAPES, shape) ? SHAPES[shape] : undefined;
  if (!read) throw badValue(`unknown geo specifier: ${shape}`);
  return read(value);
}
