import type { Point } from '@jierong/shared/geo';
import type { PlaceInput } from '@jierong/shared/places';
import gcoord from 'gcoord';
import { type Box, districtName, findPlace } from '../modules/places/places';

type Degrees = Omit<Point, 'datum'>;

/** GeoReport v2 speaks WGS-84; six decimals are a hand's breadth. */
export function toWgs84({ longitude, latitude }: Degrees): Degrees {
  const [x, y] = gcoord.transform([longitude, latitude], gcoord.GCJ02, gcoord.WGS84) as [number, number];
  return { longitude: Number(x.toFixed(6)), latitude: Number(y.toFixed(6)) };
}

const toGcj02 = ({ longitude, latitude }: Degrees): Point => {
  const [x, y] = gcoord.transform([longitude, latitude], gcoord.WGS84, gcoord.GCJ02) as [number, number];
  return { longitude: x, latitude: y, datum: 'gcj02' };
};

/** A WGS-84 box in GCJ-02; the shift hardly changes within a town, so its corners stay corners. */
export function boxToGcj02({ west, south, east, north }: Box): Box {
  const low = toGcj02({ longitude: west, latitude: south });
  const high = toGcj02({ longitude: east, latitude: north });
  return { west: low.longitude, south: low.latitude, east: high.longitude, north: high.latitude };
}

/** The place of a request: a WGS-84 point, with or without words for it, or the words alone. */
export function placeInputOf(point: Degrees | undefined, address: string | undefined): PlaceInput {
  if (!point) return { address: address ?? '', source: 'typed' };
  const gcj02 = toGcj02(point);
  const { suggestion, grid } = findPlace(gcj02);
  return { point: gcj02, address: address ?? suggestion ?? grid ?? districtName, source: 'map' };
}
