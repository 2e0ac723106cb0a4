import { point } from '@jierong/shared/geo';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { dataJson, dataText } from './dataFile';

interface GridProperties {
  code: string;
  name: string;
  level: 1 | 2 | 3;
  parentCode: string | null;
}
type Position = [number, number];
type Area = { type: 'Polygon'; coordinates: Position[][] } | { type: 'MultiPolygon'; coordinates: Position[][][] };
interface LineString {
  type: 'LineString';
  coordinates: Position[];
}
interface Feature<Geometry, Properties = object> {
  type: 'Feature';
  properties: Properties;
  geometry: Geometry;
}
interface FeatureCollection<Geometry, Properties = object> {
  features: Feature<Geometry, Properties>[];
}
type Marked<T> = T & { demonstration: true; datum: string };
interface ShopsFile {
  demonstration: boolean;
  alliance: { id: string; roadId: string };
  shops: {
    id: string;
    plateCode: string;
    roadId: string;
    point: { longitude: number; latitude: number };
    score: number;
    stars: number;
  }[];
}

const boundary = dataJson<FeatureCollection<Area>>('boundary/nanhu-330402.gcj02.geojson').features[0]!;
const gridsFile = dataJson<Marked<FeatureCollection<Area, GridProperties>>>('demonstration/grids.geojson');
const roadsFile =
  dataJson<Marked<FeatureCollection<LineString, { id: string; name: string }>>>('demonstration/roads.geojson');
const shopsFile = dataJson<ShopsFile>('demonstration/shops.json');
const grids = gridsFile.features;
const level = (wanted: number) => grids.filter((grid) => grid.properties.level === wanted);

function ringArea(ring: Position[]): number {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0]! * y! - x! * ring[i]![1]!, 0) / 2;
}

function area({ geometry }: Feature<Area>): number {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.reduce((sum, [outer, ...holes]) => {
    return sum + Math.abs(ringArea(outer!)) - holes.reduce((all, hole) => all + Math.abs(ringArea(hole)), 0);
  }, 0);
}

const shareOf = (parts: Feature<Area>[], whole: Feature<Area>) =>
  parts.reduce((sum, part) => sum + area(part), 0) / area(whole);

describe('the demonstration grids', () => {
  it('are 12, 94 and 368, as the district reports', () => {
    expect([1, 2, 3].map((each) => level(each).length)).toEqual([12, 94, 368]);
  });

  it('have a code of 14 digits of their own, beginning with the district', () => {
    expect(grids.filter((grid) => !/^330402\d{8}$/.test(grid.properties.code))).toEqual([]);
    expect(new Set(grids.map((grid) => grid.properties.code)).size).toBe(474);
    expect(new Set(grids.map((grid) => grid.properties.name)).size).toBe(474);
  });

  it('fill the real boundary at the first level', () => {
    expect(shareOf(level(1), boundary)).toBeCloseTo(1, 3);
  });

  it('nest: the cells of a level fill the cell above them', () => {
    for (const parent of [...level(1), ...level(2)]) {
      const parts = grids.filter((grid) => grid.properties.parentCode === parent.properties.code);
      expect(parts.every((part) => part.properties.level === parent.properties.level + 1)).toBe(true);
      expect(shareOf(parts, parent)).toBeCloseTo(1, 2);
    }
  });

  it('are kept small: at most five decimals and 600 KB', () => {
    expect(dataText('demonstration/grids.geojson')).not.toMatch(/\d\.\d{6}/);
    expect(Buffer.byteLength(dataText('demonstration/grids.geojson'))).toBeLessThan(600 * 1024);
  });
});

describe('the demonstration roads and shops', () => {
  it('are twelve roads inside the real boundary', () => {
    expect(new Set(roadsFile.features.map((road) => road.properties.name)).size).toBe(12);
    for (const road of roadsFile.features) {
      const outside = road.geometry.coordinates.filter((position) => !booleanPointInPolygon(position, boundary));
      expect([road.properties.name, outside]).toEqual([road.properties.name, []]);
    }
  });

  it('put every shop inside exactly one grid of each level', () => {
    for (const shop of shopsFile.shops) {
      const position = [shop.point.longitude, shop.point.latitude];
      const found = grids.filter((grid) => booleanPointInPolygon(position, grid)).map((grid) => grid.properties.level);
      expect([shop.id, found]).toEqual([shop.id, [1, 2, 3]]);
      expect(point.safeParse(shop.point).success).toBe(true);
    }
  });

  it('put every shop within 30 metres of its own road', () => {
    const metresPerDegree = 111_195;
    const eastShare = Math.cos((30.76 * Math.PI) / 180);
    for (const shop of shopsFile.shops) {
      const road = roadsFile.features.find((each) => each.properties.id === shop.roadId)!;
      const away = road.geometry.coordinates.map(([x, y]) => [
        (x! - shop.point.longitude) * eastShare * metresPerDegree,
        (y! - shop.point.latitude) * metresPerDegree,
      ]);
      const distances = away.slice(1).map((end, i) => {
        const [ax, ay] = away[i]! as [number, number];
        const [dx, dy] = [end[0]! - ax, end[1]! - ay];
        const along = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
        return Math.hypot(ax + dx * along, ay + dy * along);
      });
      expect(Math.min(...distances)).toBeLessThan(30);
    }
  });

  it('give shops the stars their score earns, and plates and ids of their own', () => {
    const starsOf = (score: number) => [75, 80, 85, 90, 95].filter((least) => score >= least).length;
    expect(shopsFile.shops.filter((shop) => shop.stars !== starsOf(shop.score))).toEqual([]);
    expect(new Set(shopsFile.shops.map((shop) => shop.id)).size).toBe(shopsFile.shops.length);
    expect(new Set(shopsFile.shops.map((shop) => shop.plateCode)).size).toBe(shopsFile.shops.length);
  });

  it('say that they are demonstration data', () => {
    expect([gridsFile, roadsFile, shopsFile].filter((file) => file.demonstration !== true)).toEqual([]);
    expect([gridsFile.datum, roadsFile.datum]).toEqual(['gcj02', 'gcj02']);
  });
});
