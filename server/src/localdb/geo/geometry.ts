import { s2 } from 's2js';
import { type BsonValue, bsonKind, type Doc, isDoc } from '../bson/values';
import { isSimpleRing } from './rings';
import { isOpposite, placeAt } from './sphere';

/** What a geometry is made of. Polygons are smaller than half of the sphere; the rings are its shell and holes. */
export type Part =
  | { kind: 'point'; place: s2.Point }
  | { kind: 'line'; places: s2.Point[] }
  | { kind: 'polygon'; polygon: s2.Polygon; rings: s2.Point[][] };

/** A geometry of any type as its parts. */
export interface Geometry {
  type: string;
  parts: Part[];
}

/** A value that is no geometry; the message says why. Whoever reads it gives it MongoDB's code. */
export class GeometryError extends Error {}

const CUSTOM_CRS = 'urn:x-mongodb:crs:strictwinding:EPSG:4326';
const NUMBERS = new Set(['Int32', 'Double', 'Long', 'Decimal128']);
const KNOWN_CRS = new Set(['EPSG:4326', 'urn:ogc:def:crs:OGC:1.3:CRS84']);

/** A number of any of BSON's types as a JavaScript number; undefined for anything else. */
export function numberOf(value: BsonValue): number | undefined {
  if (typeof value === 'number') return value;
  const kind = value !== null && typeof value === 'object' ? bsonKind(value) : undefined;
  return kind !== undefined && NUMBERS.has(kind) ? Number(String(value)) : undefined;
}

function list(value: BsonValue, what: string): BsonValue[] {
  if (Array.isArray(value) && value.length) return value;
  throw new GeometryError(`${what} coordinates must be a non-empty array`);
}

function numbers(value: BsonValue): [number, number] {
  if (!Array.isArray(value)) throw new GeometryError('Point must be an array or object');
  const [lng, lat] = value.map(numberOf);
  if (lng === undefined || lat === undefined) {
    throw new GeometryError('Point must only contain numeric elements');
  }
  return [lng, lat];
}

function place(value: BsonValue): s2.Point {
  const [lng, lat] = numbers(value);
  if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) {
    throw new GeometryError(`longitude/latitude is out of bounds, lng: ${lng} lat: ${lat}`);
  }
  return placeAt(lng, lat);
}

/** Places in a row, those that repeat the one before left out. */
function places(value: BsonValue, what: string): s2.Point[] {
  const found = list(value, what)
    .map(place)
    .filter((each, i, all) => i === 0 || !each.equals(all[i - 1]!));
  if (found.some((each, i) => i > 0 && isOpposite(each, found[i - 1]!))) {
    throw new GeometryError(`${what} has neighbouring vertices on opposite sides of the sphere`);
  }
  return found;
}

function line(value: BsonValue): Part {
  const found = places(value, 'GeoJSON LineString');
  if (found.length < 2) throw new GeometryError('GeoJSON LineString must have at least 2 vertices');
  return { kind: 'line', places: found };
}

function ring(value: BsonValue): s2.Point[] {
  const found = places(value, 'Polygon');
  if (!found[0]!.equals(found.at(-1)!)) throw new GeometryError(`Loop is not closed: ${JSON.stringify(value)}`);
  found.pop();
  if (found.length < 3) {
    throw new GeometryError(`Loop must have at least 3 different vertices: ${JSON.stringify(value)}`);
  }
  if (new Set(found.map(({ x, y, z }) => `${x},${y},${z}`)).size < found.length || !isSimpleRing(found)) {
    throw new GeometryError(`Loop is not valid: ${JSON.stringify(value)}: its edges cross or touch`);
  }
  return found;
}

/** The inside of a ring is its smaller side, whichever way it runs. */
function loopOf(vertices: readonly s2.Point[]): s2.Loop {
  const loop = new s2.Loop([...vertices]);
  loop.normalize();
  return loop;
}

function polygon(value: BsonValue): Part {
  const rings = list(value, 'Polygon').map(ring);
  const [shell, ...holes] = rings.map(loopOf);
  if (!holes.every((hole) => shell!.contains(hole))) {
    const message =
      'Secondary loops not contained by first exterior loop - secondary loops must be holes: first loop is the exterior';
    throw new GeometryError(message);
  }
  return { kind: 'polygon', polygon: new s2.Polygon([shell!, ...holes]), rings };
}

function collection(value: BsonValue): Part[] {
  if (!Array.isArray(value) || !value.length) {
    throw new GeometryError('GeometryCollection geometries must be a non-empty array');
  }
  return value.flatMap((each) => geoJson(each).parts);
}

const READERS: Record<string, (geometry: Doc) => Part[]> = {
  Point: ({ coordinates }) => [{ kind: 'point', place: place(coordinates) }],
  LineString: ({ coordinates }) => [line(coordinates)],
  Polygon: ({ coordinates }) => [polygon(coordinates)],
  MultiPoint: ({ coordinates }) =>
    list(coordinates, 'MultiPoint').map((each) => ({ kind: 'point', place: place(each) })),
  MultiLineString: ({ coordinates }) => list(coordinates, 'MultiLineString').map(line),
  MultiPolygon: ({ coordinates }) => list(coordinates, 'MultiPolygon').map(polygon),
  GeometryCollection: ({ geometries }) => collection(geometries),
};

function checkCrs(crs: BsonValue): void {
  if (crs === undefined) return;
  const name = isDoc(crs) && crs.type === 'name' && isDoc(crs.properties) ? crs.properties.name : undefined;
  if (typeof name === 'string' && KNOWN_CRS.has(name)) return;
  const reason = name === CUSTOM_CRS ? 'is not supported by this database' : 'is unknown';
  throw new GeometryError(`the crs ${JSON.stringify(crs)} ${reason}`);
}

/** Reads a GeoJSON geometry. Throws GeometryError. */
export function geoJson(value: BsonValue): Geometry {
  const type = isDoc(value) ? value.type : undefined;
  if (!isDoc(value) || typeof type !== 'string' || !Object.hasOwn(READERS, type)) {
    throw new GeometryError(`unknown GeoJSON type: ${JSON.stringify(value)}`);
  }
  checkCrs(value.crs);
  return { type, parts: READERS[type]!(value) };
}

/** Whether an object says what kind of GeoJSON it is; one that begins with a number is a legacy pair all the same. */
export function namesType(value: BsonValue): value is Doc {
  return isDoc(value) && typeof value.type === 'string' && numberOf(Object.values(value)[0]) === undefined;
}

/** A legacy pair, `[x, y]` or the first two fields of an object, as finite numbers; undefined for anything else. */
export function legacyPair(value: BsonValue): [number, number] | undefined {
  if (namesType(value)) return undefined;
  const [x, y] = (Array.isArray(value) ? value : isDoc(value) ? Object.values(value) : []).map(numberOf);
  return Number.isFinite(x) && Number.isFinite(y) ? [x!, y!] : undefined;
}

/** Reads what a document may hold: GeoJSON or a legacy pair of longitude and latitude. Throws GeometryError. */
export function storedGeometry(value: BsonValue): Geometry {
  if (namesType(value)) return geoJson(value);
  if (!Array.isArray(value) && !isDoc(value)) {
    throw new GeometryError(`geo element must be an array or object: ${JSON.stringify(value)}`);
  }
  return {
    type: 'Point',
    parts: [{ kind: 'point', place: place(Array.isArray(value) ? value : Object.values(value)) }],
  };
}

/** A stored point on the plane: a legacy pair or a GeoJSON point. */
export function flatPoint(value: BsonValue): [number, number] | undefined {
  if (namesType(value)) return value.type === 'Point' ? legacyPair(value.coordinates) : undefined;
  return legacyPair(value);
}
