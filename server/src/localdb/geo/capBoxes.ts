import type { Box, Pair } from './plane';

const RADIANS = Math.PI / 180;
/** In degrees, about a tenth of a millimetre on the ground: more than any rounding here. */
const MARGIN = 1e-9;
/** So close to the pole that the meridian a circle touches can no longer be told from it. */
const ALMOST_ONE = 1 - 1e-9;

/** Half the width of a circle in degrees of longitude. */
function halfWidth(latitude: number, radius: number): number {
  const ratio = Math.sin(radius) / Math.cos(latitude * RADIANS);
  return radius >= Math.PI / 2 || ratio > ALMOST_ONE ? 180 : Math.asin(ratio) / RADIANS + MARGIN;
}

/**
 * Boxes of longitude and latitude that hold a circle of the sphere: two where it crosses the antimeridian. The radius
 * is an angle in radians.
 */
export function boxesOfCap([lng, lat]: Pair, radius: number): Box[] {
  const height = radius / RADIANS + MARGIN;
  const [south, north] = [lat - height, lat + height];
  const width = south <= -90 || north >= 90 ? 180 : halfWidth(lat, radius);
  const [west, east] = [lng - width, lng + width];
  const strip = (low: number, high: number): Box => ({ low: [low, south], high: [high, north] });
  if (east - west >= 360) return [strip(-180, 180)];
  if (west <= -180) return [strip(-180, east), strip(west + 360, 180)];
  return east >= 180 ? [strip(west, 180), strip(-180, east - 360)] : [strip(west, east)];
}
