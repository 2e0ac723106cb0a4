import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Point } from '@jierong/shared/geo';
import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import type { Feature, FeatureCollection, Geometry, Polygon } from 'geojson';
import { serverRoot } from '../../serverRoot';

/** A street (街道) is the first nine digits of its grids' codes: six of the district and three of its own. */
const STREET_DIGITS = 9;

const featuresOf = <G extends Geometry, P>(name: string): Feature<G, P>[] =>
  (JSON.parse(readFileSync(join(serverRoot, 'data', 'demonstration', name), 'utf8')) as FeatureCollection<G, P>)
    .features;

const parents = new Map(
  featuresOf<Polygon, { code: string; parentCode: string | null }>('grids.geojson').map(({ properties }) => [
    properties.code,
    properties.parentCode,
  ]),
);
const roads = new Set(featuresOf<Geometry, { id: string }>('roads.geojson').map(({ properties }) => properties.id));
const areas = new Map(featuresOf<Polygon, { id: string }>('areas.geojson').map((area) => [area.properties.id, area]));
const streets = new Set([...parents.keys()].map((code) => code.slice(0, STREET_DIGITS)));

export const hasGrid = (code: string): boolean => parents.has(code);
export const hasRoad = (id: string): boolean => roads.has(id);
export const hasArea = (id: string): boolean => areas.has(id);
export const hasStreet = (code: string): boolean => streets.has(code);

/** A grid and those that hold it, the finest first. */
export function gridLine(code: string): string[] {
  const line: string[] = [];
  for (let at: string | null | undefined = code; at; at = parents.get(at)) line.push(at);
  return line;
}

/** The street a grid belongs to. */
export const streetOf = (gridCode: string): string => gridCode.slice(0, STREET_DIGITS);

/** Whether a GCJ-02 point lies in an area. */
export const areaHolds = (id: string, { longitude, latitude }: Omit<Point, 'datum'>): boolean => {
  const area = areas.get(id);
  return area !== undefined && booleanPointInPolygon([longitude, latitude], area);
};
