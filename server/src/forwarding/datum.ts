import type { Point } from '@jierong/shared/geo';
import gcoord from 'gcoord';

const systems = { gcj02: gcoord.GCJ02, wgs84: gcoord.WGS84 } as const;

/** A point in another datum. CGCS2000 differs from WGS-84 by centimetres and counts as the same. */
export function toDatum({ longitude, latitude, datum }: Point, wanted: Point['datum']): Point {
  if (datum === wanted) return { longitude, latitude, datum };
  const [lng, lat] = gcoord.transform([longitude, latitude], systems[datum], systems[wanted]);
  return { longitude: lng, latitude: lat, datum: wanted };
}
