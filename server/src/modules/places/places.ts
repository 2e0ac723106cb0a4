import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distanceMeters, type Point } from '@jierong/shared/geo';
import type { Ground, PlaceFound } from '@jierong/shared/places';
import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import nearestPointOnLine from '@turf/nearest-point-on-line';
import type { Feature, FeatureCollection, LineString, MultiPolygon, Polygon } from 'geojson';
import { gridDisk, latLngToCell, polygonToCells } from 'h3-js';
import { serverRoot } from '../../serverRoot';

/** H3 resolution 9: cells about 350 m wide; a neighbourhood of one cell covers the 100 m of the duplicate search. */
const STREET = 9;
/** H3 resolution 7: cells about 2.4 km wide; a few dozen cover the district. */
const TOWN = 7;
/** Boxes wider than this, in metres, are looked up by town cells. */
const STREET_BOX_METERS = 3000;
/** A point counts as in front of a shop when it is this near to it. */
const SHOP_METERS = 15;
/** A point counts as on a road when it is this near to its line. */
const ROAD_METERS = 60;

interface GridProperties {
  code: string;
  name: string;
  level: number;
}
interface RoadProperties {
  id: string;
  name: string;
}

const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(serverRoot, 'data', ...path), 'utf8')) as T;
const district = read<FeatureCollection<MultiPolygon, { name: string; centroid: [number, number] }>>(
  'boundary',
  'nanhu-330402.gcj02.geojson',
).features[0]!;
const grids = read<FeatureCollection<Polygon, GridProperties>>('demonstration', 'grids.geojson').features;
const roads = read<FeatureCollection<LineString, RoadProperties>>('demonstration', 'roads.geojson').features;
const shops = read<{ shops: { id: string; point: Omit<Point, 'datum'> }[] }>('demonstration', 'shops.json').shops;
const boxes = new Map(grids.map((grid) => [grid, boxOf(grid)]));

function boxOf(grid: Feature<Polygon, GridProperties>): [number, number, number, number] {
  const ring = grid.geometry.coordinates[0]!;
  const xs = ring.map((c) => c[0]!);
  const ys = ring.map((c) => c[1]!);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

export const districtName = district.properties.name;
const coordinates = (point: Omit<Point, 'datum'>): [number, number] => [point.longitude, point.latitude];

/** Whether a GCJ-02 point is in the district. */
export const insideDistrict = (point: Omit<Point, 'datum'>): boolean =>
  booleanPointInPolygon(coordinates(point), district);

/** The nearest point of the district's edge, and how far it is in metres. */
export function nearestEdge(point: Point): { nearest: Point; distanceMeters: number } {
  let best: { nearest: Point; distanceMeters: number } | undefined;
  for (const ring of district.geometry.coordinates.flat()) {
    const [longitude, latitude] = nearestPointOnLine({ type: 'LineString', coordinates: ring }, coordinates(point))
      .geometry.coordinates as [number, number];
    const nearest: Point = { longitude, latitude, datum: 'gcj02' };
    const meters = distanceMeters(point, nearest);
    if (!best || meters < best.distanceMeters) best = { nearest, distanceMeters: Math.round(meters) };
  }
  return best!;
}

/** Who a place belongs to: the finest grid that holds it and the model road it lies on. */
export interface PlaceOf {
  gridId?: string;
  grid?: string;
  roadId?: string;
  road?: string;
  cells: string[];
}

/** Grid, road and cells of a GCJ-02 point. One function, so that real registers can take its place. */
export function placeOf(point: Omit<Point, 'datum'>): PlaceOf {
  const grid = finestGrid(point);
  const road = nearestRoad(point);
  return {
    ...(grid ? { gridId: grid.code, grid: grid.name } : {}),
    ...(road ? { roadId: road.id, road: road.name } : {}),
    cells: [STREET, TOWN].map((resolution) => latLngToCell(point.latitude, point.longitude, resolution)),
  };
}

function finestGrid(point: Omit<Point, 'datum'>): GridProperties | undefined {
  const [x, y] = coordinates(point);
  let found: GridProperties | undefined;
  for (const grid of grids) {
    if (found && grid.properties.level <= found.level) continue;
    const [west, south, east, north] = boxes.get(grid)!;
    if (x >= west && x <= east && y >= south && y <= north && booleanPointInPolygon([x, y], grid))
      found = grid.properties;
  }
  return found;
}

function nearestRoad(point: Omit<Point, 'datum'>): RoadProperties | undefined {
  let best: { road: RoadProperties; meters: number } | undefined;
  for (const road of roads) {
    const [longitude, latitude] = nearestPointOnLine(road, coordinates(point)).geometry.coordinates as [number, number];
    const meters = distanceMeters(point, { longitude, latitude });
    if (meters <= ROAD_METERS && (!best || meters < best.meters)) best = { road: road.properties, meters };
  }
  return best?.road;
}

/** The registered shop in front of which a point lies. */
export function shopAt(point: Omit<Point, 'datum'>): string | undefined {
  const near = shops
    .map((shop) => ({ id: shop.id, meters: distanceMeters(point, shop.point) }))
    .filter(({ meters }) => meters <= SHOP_METERS)
    .sort((a, b) => a.meters - b.meters);
  return near[0]?.id;
}

/** The cells that cover a circle around a point, for queries by `place.cells`. */
export function cellsAround(point: Omit<Point, 'datum'>, meters: number): string[] {
  const ringMeters = 300;
  return gridDisk(latLngToCell(point.latitude, point.longitude, STREET), Math.max(1, Math.ceil(meters / ringMeters)));
}

/** The corners of a map's view, in degrees. */
export interface Box {
  west: number;
  east: number;
  south: number;
  north: number;
}

/** The cells that cover a box, for queries by `place.cells`; undefined when it is larger than a few districts. */
export function cellsInBox({ west, east, south, north }: Box): string[] | undefined {
  const meters = distanceMeters({ longitude: west, latitude: south }, { longitude: east, latitude: north });
  if (meters > 100_000) return undefined;
  const corners: [number, number][] = [
    [south, west],
    [south, east],
    [north, east],
    [north, west],
  ];
  const resolution = meters > STREET_BOX_METERS ? TOWN : STREET;
  const inside = polygonToCells(corners, resolution);
  const edge = corners.map(([latitude, longitude]) => latLngToCell(latitude, longitude, resolution));
  return [...new Set([...inside, ...edge].flatMap((cell) => gridDisk(cell, 1)))];
}

/** What is known of a point, for the form. */
export function findPlace(point: Point): PlaceFound {
  if (!insideDistrict(point)) return { inside: false, ...nearestEdge(point) };
  const { road, grid } = placeOf(point);
  return { inside: true, ...(road ? { road, suggestion: `${road}旁` } : {}), ...(grid ? { grid } : {}) };
}

/** What a map draws without tiles. */
export const ground = (): Ground => ({
  district: districtName,
  centre: { longitude: 120.7595, latitude: 30.7622, datum: 'gcj02' },
  boundary: district.geometry.coordinates.flat() as [number, number][][],
  roads: roads.map((r) => ({
    id: r.properties.id,
    name: r.properties.name,
    line: r.geometry.coordinates as [number, number][],
  })),
});
