import { type BsonValue, isDoc } from '../bson/values';
import { badValue } from '../errors';
import { boxesOfCap } from './capBoxes';
import { type Covering, coveringOf, coveringOfCap } from './cells';
import { flatPoint, type Geometry, GeometryError, geoJson, legacyPair, numberOf, storedGeometry } from './geometry';
import { type Box, flatRegion } from './plane';
import { intersects, isWithin, isWithinCap } from './relations';
import { placeAt } from './sphere';

/** A geographic condition, prepared. */
export interface GeoCondition {
  /** The exact test on a stored value; false for anything that is no geometry. */
  test: (value: BsonValue) => boolean;
  /** Cells outside of which nothing can match; absent for conditions on the plane, which no 2dsphere index answers. */
  covering?: () => Covering;
  /** Boxes outside of which no point can match; absent for conditions that no 2d index answers. */
  boxes?: () => Box[];
}

/** Runs a reader of geometries; what it does not understand is code 2. */
export function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof GeometryError) throw badValue(error.message);
    throw error;
  }
}

/** The geometry a stored value is, undefined when it is none. */
export function geometryOf(value: BsonValue): Geometry | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  try {
    return storedGeometry(value);
  } catch (error) {
    if (error instanceof GeometryError) return undefined;
    throw error;
  }
}

function onSphere(test: (geometry: Geometry) => boolean, covering: () => Covering): GeoCondition {
  return {
    test: (value) => {
      const geometry = geometryOf(value);
      return geometry !== undefined && test(geometry);
    },
    covering,
  };
}

function withinCap(argument: BsonValue): GeoCondition {
  const [centre, size] = Array.isArray(argument) ? argument : [];
  const radius = numberOf(size);
  const pair = legacyPair(centre);
  if (!pair || radius === undefined || !(radius >= 0)) {
    throw badValue('$centerSphere needs a centre point and a radius from 0 on, in radians');
  }
  const { parts } = reading(() => storedGeometry(pair));
  const place = parts[0]?.kind === 'point' ? parts[0].place : placeAt(...pair);
  const condition = onSphere(
    (geometry) => isWithinCap(geometry, place, radius),
    () => coveringOfCap(place, radius),
  );
  return { ...condition, boxes: () => boxesOfCap(pair, radius) };
}

function only(argument: BsonValue, operator: string): [string, BsonValue] {
  const entries = isDoc(argument) ? Object.entries(argument).filter(([name]) => name !== '$uniqueDocs') : [];
  if (entries.length !== 1) throw badValue(`${operator} needs an object with one shape: ${JSON.stringify(argument)}`);
  return entries[0]!;
}

/** Reads what stands after `$geoWithin`. Code 2 when it is not a region. */
export function geoWithin(argument: BsonValue): GeoCondition {
  const [shape, value] = only(argument, '$geoWithin');
  if (shape === '$centerSphere') return withinCap(value);
  if (shape !== '$geometry') {
    const { holds, box } = flatRegion(shape, value);
    return {
      test: (stored) => {
        const point = flatPoint(stored);
        return point !== undefined && holds(point);
      },
      boxes: () => [box],
    };
  }
  const region = reading(() => geoJson(value));
  if (region.type !== 'Polygon' && region.type !== 'MultiPolygon') {
    throw badValue(`$geoWithin not supported with provided geometry: ${JSON.stringify(argument)}`);
  }
  return onSphere(
    (geometry) => isWithin(geometry, region),
    () => coveringOf(region),
  );
}

/** Reads what stands after `$geoIntersects`. Code 2 when it is not a GeoJSON geometry. */
export function geoIntersects(argument: BsonValue): GeoCondition {
  const [shape, value] = only(argument, '$geoIntersects');
  if (shape !== '$geometry') {
    throw badValue(`$geoIntersects not supported with provided geometry: ${JSON.stringify(argument)}`);
  }
  const region = reading(() => geoJson(value));
  return onSphere(
    (geometry) => intersects(geometry, region),
    () => coveringOf(region),
  );
}

/** The geographic condition an operator stands for, undefined when it is not one that finds by place alone. */
export function geoCondition(operator: string, argument: BsonValue): GeoCondition | undefined {
  if (operator === '$geoWithin' || operator === '$within') return geoWithin(argument);
  return operator === '$geoIntersects' ? geoIntersects(argument) : undefined;
}
