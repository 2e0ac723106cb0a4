import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { badValue, CommandError } from '../errors';
import { reachPath } from '../semantics/paths';
import { type GeoKind, PLANE_INDEX, SPHERE_INDEX } from './entries';
import { flatPoint, type Geometry, geoJson, legacyPair, namesType, numberOf, storedGeometry } from './geometry';
import { distanceBetween, type Pair } from './plane';
import { geometryOf, reading } from './queries';
import { angleTo } from './relations';
import { degreesOf, EARTH_RADIUS_METERS } from './sphere';

/** How far things are from the point a `$near` gives: as angles in radians, or on the plane as lengths. */
interface Measure {
  /** How far a stored value is; undefined for what is no geometry. */
  distance: (value: BsonValue) => number | undefined;
  /** What lies no further than a distance, as `$geoWithin` takes it. */
  circle: (distance: number) => Doc;
}

/** What `$near` or `$nearSphere` asks for. */
export interface Near extends Measure {
  least: number;
  most: number;
  /** Distances in the unit of the question, metres or radians, are this times those measured. */
  unit: number;
  /** On the plane, not on the sphere. */
  flat: boolean;
  /** The kinds of index that answer it. */
  kinds: readonly GeoKind[];
  /** The point, where it is a legacy pair: a 2d index must have it in its range. */
  pair?: Pair;
}

const WHOLE_SPHERE = Math.PI;

export function isNear(operator: string): boolean {
  return operator === '$near' || operator === '$nearSphere' || operator === '$geoNear';
}

function onSphere({ type, parts: [part] }: Geometry): Measure {
  if (type !== 'Point' || part?.kind !== 'point') throw badValue(`$near requires a point, given a ${type}`);
  const { place } = part;
  return {
    distance(stored) {
      const geometry = geometryOf(stored);
      return geometry && angleTo(place, geometry);
    },
    circle: (angle) => ({ $centerSphere: [degreesOf(place), angle] }),
  };
}

function onPlane(pair: Pair): Measure {
  return {
    distance(stored) {
      const point = flatPoint(stored);
      return point && distanceBetween(point, pair);
    },
    circle: (radius) => ({ $center: [pair, radius] }),
  };
}

function noPoint(value: BsonValue): CommandError {
  return badValue(`$near requires a point, given ${JSON.stringify(value)}`);
}

function limit(value: BsonValue, name: string): number | undefined {
  if (value === undefined) return undefined;
  const distance = numberOf(value);
  if (distance === undefined || !(distance >= 0)) throw badValue(`${name} must be non-negative`);
  return distance;
}

/** `$near` of a GeoJSON point: in metres, its limits beside it. */
function nearGeoJson(point: BsonValue, { $minDistance, $maxDistance }: Doc): Near {
  const least = limit($minDistance, '$minDistance') ?? 0;
  const most = limit($maxDistance, '$maxDistance') ?? Number.POSITIVE_INFINITY;
  const unit = EARTH_RADIUS_METERS;
  if (!namesType(point)) throw noPoint(point);
  const limits = { least: least / unit, most: Math.min(most / unit, WHOLE_SPHERE), unit };
  return { ...onSphere(reading(() => geoJson(point))), ...limits, flat: false, kinds: [SPHERE_INDEX] };
}

/** MongoDB gives these a code for each way to be wrong. */
function legacyLimit(value: BsonValue, name: string, noNumber: number, negative: number): number | undefined {
  if (value === undefined) return undefined;
  const distance = numberOf(value);
  if (distance === undefined) throw new CommandError(noNumber, `Location${noNumber}`, `${name} must be a number`);
  if (distance >= 0) return distance;
  throw new CommandError(negative, `Location${negative}`, `${name} must be non-negative`);
}

/** `$near` of a legacy pair: on the plane in its unit, on the sphere in radians. A third number is the greatest distance. */
function nearPair(argument: BsonValue, { $minDistance, $maxDistance }: Doc, flat: boolean): Near {
  const values: BsonValue[] = Array.isArray(argument) ? argument : isDoc(argument) ? Object.values(argument) : [];
  const pair = legacyPair(argument);
  const third = numberOf(values[2]);
  if (!pair || values.length > 3 || (values.length === 3 && third === undefined)) throw noPoint(argument);
  const least = legacyLimit($minDistance, '$minDistance', 16893, 16894) ?? 0;
  const inThird = legacyLimit(third, 'max distance', 18522, 18522);
  const most = legacyLimit($maxDistance, '$maxDistance', 16895, 16896) ?? inThird ?? Number.POSITIVE_INFINITY;
  if (flat) return { ...onPlane(pair), least, most, unit: 1, flat, kinds: [PLANE_INDEX], pair };
  const limits = { least, most: Math.min(most, WHOLE_SPHERE), unit: 1 };
  return {
    ...onSphere(reading(() => storedGeometry(pair))),
    ...limits,
    flat,
    kinds: [SPHERE_INDEX, PLANE_INDEX],
    pair,
  };
}

/** Reads a `$near` among the operators it stands with: a legacy point has its distances beside it. Code 2 and others. */
export function readNear(operator: string, argument: BsonValue, siblings: Doc): Near {
  const wrapped = isDoc(argument) && argument.$geometry !== undefined;
  if (!wrapped && !namesType(argument)) return nearPair(argument, siblings, operator !== '$nearSphere');
  if ((siblings.$minDistance ?? siblings.$maxDistance) !== undefined) {
    throw badValue('geo near accepts just one argument when querying for a GeoJSON point');
  }
  return wrapped ? nearGeoJson(argument.$geometry, argument) : nearGeoJson(argument, {});
}

/** The nearest of a document's geometries at a path and its distance; undefined when there is none. */
export function nearestOf(
  doc: BsonValue,
  path: string,
  near: Measure,
): { distance: number; value: BsonValue } | undefined {
  let best: { distance: number; value: BsonValue } | undefined;
  reachPath(path).leaves(doc, (value) => {
    const distance = near.distance(value);
    if (distance !== undefined && (!best || distance < best.distance)) best = { distance, value };
    return false;
  });
  return best;
}

/** Whether a distance is one that was asked for. */
export function isInReach({ least, most }: Near, distance: number): boolean {
  return distance >= least && distance <= most;
}

/** The condition `$near` puts on a stored value, apart from the order. */
export function nearTest(near: Near): (value: BsonValue) => boolean {
  return (value) => {
    const distance = near.distance(value);
    return distance !== undefined && isInReach(near, distance);
  };
}

function countNears(value: BsonValue): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + countNears(each), 0);
  if (!isDoc(value)) return 0;
  return Object.entries(value).reduce((sum, [name, each]) => sum + (isNear(name) ? 1 : countNears(each)), 0);
}

/** A `$near` with the path it is about. */
export interface NearPredicate {
  path: string;
  operator: string;
  near: Near;
}

function nearsIn(filter: BsonValue): NearPredicate[] {
  if (!isDoc(filter)) return [];
  return Object.entries(filter).flatMap(([path, condition]) => {
    if (path === '$and' && Array.isArray(condition)) return condition.flatMap(nearsIn);
    if (path[0] === '$' || !isDoc(condition)) return [];
    return Object.entries(condition).flatMap(([operator, argument]) =>
      isNear(operator) ? [{ path, operator, near: readNear(operator, argument, condition) }] : [],
    );
  });
}

/** The `$near` of a filter, which may have one, and only where all documents must meet it. Code 2 otherwise. */
export function nearOf(filter: BsonValue): NearPredicate | undefined {
  const all = countNears(filter);
  if (!all) return undefined;
  const found = nearsIn(filter);
  if (all > 1) throw badValue('Too many geoNear expressions');
  if (!found.length) throw badValue('geoNear must be top-level expr');
  return found[0];
}

/** Refuses `$near` where results have no order of their own. Code 5626500. */
export function refuseNear(filter: BsonValue): void {
  if (!countNears(filter)) return;
  const message =
    '$geoNear, $near, and $nearSphere are not allowed in this context, as these operators require sorting geospatial ' +
    'data. If you do not need sort, consider using $geoWithin instead.';
  throw new CommandError(5626500, 'Location5626500', message);
}

/** Refuses `$geoNear` anywhere but at the start of a pipeline (code 40602), and `$near` in any `$match`. */
export function refuseMisplacedNear(stage: BsonValue): void {
  if (!isDoc(stage)) return;
  if ('$geoNear' in stage) {
    const message = '$geoNear is only valid as the first stage in a pipeline.';
    throw new CommandError(40602, 'Location40602', message);
  }
  if ('$match' in stage) refuseNear(stage.$match);
}
