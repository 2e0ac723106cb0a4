import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { badValue, CommandError, failedToParse } from '../errors';
import { type GeoKind, PLANE_INDEX, SPHERE_INDEX } from '../geo/entries';
import { namesType, numberOf } from '../geo/geometry';
import type { CollectionMeta } from '../storage/catalogue';
import type { Aggregation } from './aggregation';

const OPTIONS = new Set([
  'near',
  'distanceField',
  'spherical',
  'query',
  'maxDistance',
  'minDistance',
  'distanceMultiplier',
  'includeLocs',
  'key',
  'uniqueDocs',
]);

function indexNotFound(message: string): CommandError {
  return new CommandError(27, 'IndexNotFound', message);
}

function pathsWith(collection: CollectionMeta, kind: GeoKind): string[] {
  const paths = collection.indexes.flatMap(({ key }) => Object.keys(key).filter((path) => key[path] === kind));
  return [...new Set(paths)];
}

/** The only field with a 2d index, or else with a 2dsphere index. Code 27 when there is none, or several. */
function onlyPath(collection: CollectionMeta): string {
  for (const kind of [PLANE_INDEX, SPHERE_INDEX] as const) {
    const [path, ...others] = pathsWith(collection, kind);
    const message = `There is more than one ${kind} index on ${collection.ns}; unsure which to use for $geoNear`;
    if (others.length) throw indexNotFound(message);
    if (path !== undefined) return path;
  }
  throw indexNotFound('$geoNear requires a 2d or 2dsphere index, but none were found');
}

function text(value: BsonValue, name: string): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value && value[0] !== '$') return value;
  throw new CommandError(14, 'TypeMismatch', `$geoNear parameter '${name}' must be the path of a field`);
}

function conditionOf({ near, spherical, minDistance, maxDistance }: Doc): Doc {
  const limits = {
    ...(minDistance !== undefined && { $minDistance: minDistance }),
    ...(maxDistance !== undefined && { $maxDistance: maxDistance }),
  };
  if (namesType(near)) return { $nearSphere: { $geometry: near, ...limits } };
  return { [spherical === true ? '$nearSphere' : '$near']: near, ...limits };
}

function multiplierOf(value: BsonValue): number {
  if (value === undefined) return 1;
  const multiplier = numberOf(value);
  if (multiplier !== undefined && multiplier >= 0) return multiplier;
  throw badValue('$geoNear distanceMultiplier must be a number from 0 on');
}

/**
 * A pipeline that begins with `$geoNear`: found like `$nearSphere`, with the distance written into the documents. Code
 * 9 and 14 for what it is not given right, 27 and 291 where no index answers it.
 */
export function nearAggregation(
  argument: BsonValue,
  rest: BsonValue[],
  collection: CollectionMeta | undefined,
  setting: { hint?: BsonValue; variables?: Doc },
): Aggregation {
  if (!isDoc(argument)) throw failedToParse('the $geoNear argument must be an object');
  const unknown = Object.keys(argument).find((name) => !OPTIONS.has(name));
  if (unknown) throw failedToParse(`Unknown option to $geoNear: ${unknown}`);
  const { near, query: filter = {}, distanceField, includeLocs, key, distanceMultiplier } = argument;
  if (near === undefined) throw failedToParse("$geoNear requires a 'near' argument");
  if (!isDoc(filter)) throw new CommandError(14, 'TypeMismatch', "$geoNear parameter 'query' must be an object");
  const path = text(key, 'key') ?? (collection ? onlyPath(collection) : 'location');
  const shown = {
    distance: text(distanceField, 'distanceField'),
    location: text(includeLocs, 'includeLocs'),
    multiplier: multiplierOf(distanceMultiplier),
  };
  const [next] = rest;
  const limit = isDoc(next) && typeof next.$limit === 'number' && next.$limit > 0 ? next.$limit : undefined;
  return {
    query: { filter: { $and: [filter, { [path]: conditionOf(argument) }] }, limit, shown, ...setting },
    rest: limit === undefined ? rest : rest.slice(1),
  };
}
