import type { s2 } from 's2js';
import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { badValue, CommandError } from '../errors';
import { reachPath } from '../semantics/paths';
import { geoJson, legacyPair, numberOf, storedGeometry } from './geometry';
import { geometryOf, reading } from './queries';
import { angleTo } from './relations';
import { EARTH_RADIUS_METERS } from './sphere';

/** What `$near` or `$nearSphere` asks for; angles are in radians. */
export interface Near {
  centre: s2.Point;
  least: number;
  most: number;
  /** Distances in the unit of the question, metres or radians, are this times the angle. */
  unit: number;
  /** On the plane: a question only a `2d` index could answer. */
  flat: boolean;
}

const WHOLE_SPHERE = Math.PI;

export function isNear(operator: string): boolean {
  return operator === '$near' || operator === '$nearSphere' || operator === '$geoNear';
}

function limit(value: BsonValue, name: string): number | undefined {
  if (value === undefined) return undefined;
  const distance = numberOf(value);
  if (distance === undefined || !(distance >= 0)) throw badValue(`${name} must be non-negative`);
  return distance;
}

function pointOf(value: BsonValue): s2.Point {
  const geometry = reading(() => (isDoc(value) && typeof value.type === 'string' ? geoJson : storedGeometry)(value));
  const [part] = geometry.parts;
  if (geometry.type !== 'Point' || part?.kind !== 'point') {
    throw badValue(`$near requires a point, given ${JSON.stringify(value)}`);
  }
  return part.place;
}

/** Reads a `$near` among the operators it stands with: a legacy point has its distances beside it. Code 2. */
export function readNear(operator: string, argument: BsonValue, siblings: Doc): Near {
  const point = isDoc(argument) ? (argument.$geometry ?? (typeof argument.type === 'string' && argument)) : undefined;
  const options = isDoc(argument) && argument.$geometry !== undefined ? argument : siblings;
  if (!point && !legacyPair(argument)) throw badValue(`$near requires a point, given ${JSON.stringify(argument)}`);
  if (point && (siblings.$minDistance ?? siblings.$maxDistance) !== undefined) {
    throw badValue('geo near accepts just one argument when querying for a GeoJSON point');
  }
  const unit = point ? EARTH_RADIUS_METERS : 1;
  const least = limit(options.$minDistance, '$minDistance') ?? 0;
  const most = limit(options.$maxDistance, '$maxDistance') ?? Number.POSITIVE_INFINITY;
  const flat = !point && operator !== '$nearSphere';
  return {
    centre: pointOf(point || (flat ? [0, 0] : argument)),
    least: least / unit,
    most: Math.min(most / unit, WHOLE_SPHERE),
    unit,
    flat,
  };
}

/** The nearest of a document's geometries at a path and its angle; undefined when there is none. */
export function nearestOf(
  doc: BsonValue,
  path: string,
  centre: s2.Point,
): { angle: number; value: BsonValue } | undefined {
  let best: { angle: number; value: BsonValue } | undefined;
  reachPath(path).values(doc, (value) => {
    const geometry = geometryOf(value);
    const angle = geometry ? angleTo(centre, geometry) : Number.NaN;
    if (geometry && (!best || angle < best.angle)) best = { angle, value };
    return false;
  });
  return best;
}

/** Whether a distance is one that was asked for. */
export function isInReach({ least, most }: Near, angle: number): boolean {
  return angle >= least && angle <= most;
}

/** The condition `$near` puts on a stored value, apart from the order. */
export function nearTest(near: Near): (value: BsonValue) => boolean {
  return (value) => {
    const geometry = geometryOf(value);
    return geometry !== undefined && isInReach(near, angleTo(near.centre, geometry));
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
