import { s2 } from 's2js';

/** MongoDB's radius of the earth: distances in metres are this times the angle. */
export const EARTH_RADIUS_METERS = 6378.1 * 1000;

/** Angles smaller than this (a tenth of a micrometre on the ground) are rounding. */
const ROUNDING = 1e-14;

/** A direction from the centre of the sphere; of unit length where it stands for a place. */
export interface Vector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** The place at a longitude and latitude in degrees. */
export function placeAt(lng: number, lat: number): s2.Point {
  return s2.Point.fromLatLng(s2.LatLng.fromDegrees(lat, lng));
}

/** Longitude and latitude of a place, in degrees. */
export function degreesOf(place: s2.Point): [number, number] {
  const { lng, lat } = s2.LatLng.fromPoint(place);
  return [Math.max(-180, Math.min(180, (lng * 180) / Math.PI)), Math.max(-90, Math.min(90, (lat * 180) / Math.PI))];
}

function cross(a: Vector, b: Vector): Vector {
  return { x: a.y * b.z - a.z * b.y, y: a.z * b.x - a.x * b.z, z: a.x * b.y - a.y * b.x };
}

function dot(a: Vector, b: Vector): number {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

function minus(a: Vector, b: Vector): Vector {
  return { x: a.x - b.x, y: a.y - b.y, z: a.z - b.z };
}

function plus(a: Vector, b: Vector): Vector {
  return { x: a.x + b.x, y: a.y + b.y, z: a.z + b.z };
}

function length(a: Vector): number {
  return Math.sqrt(dot(a, a));
}

function scaled(a: Vector, factor: number): Vector {
  return { x: a.x * factor, y: a.y * factor, z: a.z * factor };
}

/** The normal of the great circle from a to b, precise even when they are a metre apart; its length is not one. */
function normal(a: Vector, b: Vector): Vector {
  return cross(minus(b, a), plus(b, a));
}

/** The angle between two places, in radians. */
export function angleBetween(a: Vector, b: Vector): number {
  return Math.atan2(length(cross(a, b)), dot(a, b));
}

/** Whether two places are antipodes, so that no single arc joins them. */
export function isOpposite(a: Vector, b: Vector): boolean {
  return Math.PI - angleBetween(a, b) <= ROUNDING;
}

/** The angle from a place to the nearest of the arc from a to b, in radians. */
export function angleToArc(place: Vector, a: Vector, b: Vector): number {
  const ends = Math.min(angleBetween(place, a), angleBetween(place, b));
  const n = normal(a, b);
  const size = length(n);
  if (size === 0) return ends;
  const beside = dot(cross(n, a), place) > 0 && dot(cross(b, n), place) > 0;
  if (!beside) return ends;
  const near = dot(minus(place, a), place) > dot(minus(place, b), place) ? b : a;
  return Math.min(ends, Math.asin(Math.min(1, Math.abs(dot(minus(place, near), n)) / size)));
}

/** Where the arcs a–b and c–d cross, both ends of each on different sides of the other; undefined when they do not. */
export function crossingOf(a: Vector, b: Vector, c: Vector, d: Vector): Vector | undefined {
  const ab = normal(a, b);
  const side = -dot(ab, c);
  if (side * dot(ab, d) <= 0) return undefined;
  const cd = normal(c, d);
  if (side * -dot(cd, b) <= 0 || side * dot(cd, a) <= 0) return undefined;
  const line = cross(ab, cd);
  return scaled(line, Math.sign(dot(line, plus(a, b))) / length(line));
}

/** Whether a place is on an arc, but for rounding. */
export function isOnArc(place: Vector, a: Vector, b: Vector): boolean {
  return angleToArc(place, a, b) <= ROUNDING;
}

/** Whether two arcs have a place in common. */
export function arcsMeet(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  if (length(minus(a, c)) > length(minus(a, b)) + length(minus(c, d)) + ROUNDING) return false;
  if (crossingOf(a, b, c, d)) return true;
  return isOnArc(a, c, d) || isOnArc(b, c, d) || isOnArc(c, a, b) || isOnArc(d, a, b);
}

/** The place halfway on the short arc between two. */
export function halfway(a: Vector, b: Vector): s2.Point {
  const middle = plus(a, b);
  const { x, y, z } = scaled(middle, 1 / length(middle));
  return new s2.Point(x, y, z);
}
