import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import * as polyclip from 'polyclip-ts';

// Geometry by other means than the database's: seen from the centre of the sphere on a plane that touches it, great
// circles are straight lines, so questions near the touching point become plain ones of the plane.

export type Pair = [number, number];
type Vector = [number, number, number];

const RADIANS = Math.PI / 180;
/** MongoDB's radius of the earth. */
export const RADIUS = 6_378_100;

function vector([lng, lat]: Pair): Vector {
  const around = Math.cos(lat * RADIANS);
  return [around * Math.cos(lng * RADIANS), around * Math.sin(lng * RADIANS), Math.sin(lat * RADIANS)];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Metres between two places, by the haversine formula. */
export function haversine([lng1, lat1]: Pair, [lng2, lat2]: Pair): number {
  const north = Math.sin(((lat2 - lat1) * RADIANS) / 2) ** 2;
  const east = Math.sin(((lng2 - lng1) * RADIANS) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(north + Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * east));
}

/** The plane that touches the sphere at a place: places to coordinates in radii, and back. */
export function planeAt(centre: Pair) {
  const [lng, lat] = centre.map((degrees) => degrees * RADIANS) as Pair;
  const up = vector(centre);
  const east: Vector = [-Math.sin(lng), Math.cos(lng), 0];
  const north: Vector = [-Math.sin(lat) * Math.cos(lng), -Math.sin(lat) * Math.sin(lng), Math.cos(lat)];
  return {
    /** Undefined on the far side of the sphere. */
    flat(place: Pair): Pair | undefined {
      const v = vector(place);
      const height = dot(v, up);
      return height > 0.01 ? [dot(v, east) / height, dot(v, north) / height] : undefined;
    },
    place([x, y]: Pair): Pair {
      const v = up.map((part, i) => part + east[i]! * x + north[i]! * y) as Vector;
      const size = Math.sqrt(dot(v, v));
      return [Math.atan2(v[1], v[0]) / RADIANS, Math.asin(v[2] / size) / RADIANS];
    },
  };
}

/** Whether a point of the plane is in a polygon of rings. */
export function holds(rings: Pair[][], point: Pair): boolean {
  return booleanPointInPolygon(point, { type: 'Polygon', coordinates: rings });
}

function area(polygons: polyclip.Geom): number {
  return (polygons as Pair[][][]).reduce((sum, rings) => {
    const sizes = rings.map((ring) =>
      Math.abs(ring.slice(1).reduce((twice, [x, y], i) => twice + (ring[i]![0] * y - x * ring[i]![1]), 0) / 2),
    );
    return sum + sizes[0]! - sizes.slice(1).reduce((holes, size) => holes + size, 0);
  }, 0);
}

/** How much of the first polygon lies in the second, as an area of the plane; and how much does not. */
export function overlap(one: Pair[][], other: Pair[][]): { inside: number; outside: number } {
  return {
    inside: area(polyclip.intersection([one], [other])),
    outside: area(polyclip.difference([one], [other])),
  };
}

function side([ax, ay]: Pair, [bx, by]: Pair, [px, py]: Pair): number {
  return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
}

/** Whether two line segments of the plane cross. */
export function cross(a: Pair, b: Pair, c: Pair, d: Pair): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}
