import * as z from 'zod/mini';

/** Which datum a coordinate is in: Chinese maps and WeChat give GCJ-02, satellites WGS-84. */
export const datum = z.enum(['gcj02', 'wgs84']);

/** A place on the ground in degrees; every stored coordinate names its datum. */
export const point = z.strictObject({
  longitude: z.number().check(z.gte(-180), z.lte(180)),
  latitude: z.number().check(z.gte(-90), z.lte(90)),
  datum,
});
export type Point = z.infer<typeof point>;

const EARTH_RADIUS_METERS = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in metres between two points of the same datum. */
export function distanceMeters(a: Omit<Point, 'datum'>, b: Omit<Point, 'datum'>): number {
  const dLat = radians(b.latitude - a.latitude);
  const dLng = radians(b.longitude - a.longitude);
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLng / 2) ** 2;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(h)));
}
