import * as fc from 'fast-check';
import type { mongo } from 'mongoose';
import { cross, haversine, holds, overlap, type Pair, planeAt, RADIUS } from './gnomonic';
import { type AnyDoc, readPlan, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

// Random points, lines and polygons: what an index finds, what a scan finds and what other geometry says must agree.

// A longer run: LOCALDB_GEO_RUNS=500 LOCALDB_GEO_SEED=7
const RUNS = Number(process.env.LOCALDB_GEO_RUNS ?? 6);
const SEED = Number(process.env.LOCALDB_GEO_SEED ?? 20_240_917);
const SECONDS_PER_RUN = 6;

/** Nanhu, the antimeridian, both poles, and a corner where three faces of the cube of cells meet. */
const centres: Pair[] = [
  [120.7, 30.7],
  [179.95, -17.3],
  [-179.99, 66],
  [15, 89.8],
  [-100, -89.9],
  [45, 35.264],
];
/** From a street corner to a continent, in radii of the sphere. */
const scales = [2e-5, 1e-3, 0.02, 0.4];

/** Evenly spread: special values would make everything meet at the centre. */
function between(low: number, high: number): fc.Arbitrary<number> {
  return fc.noBias(fc.integer({ min: 0, max: 1_000_000 })).map((part) => low + ((high - low) * part) / 1_000_000);
}
const unit = between(-1, 1);
const spot = fc.tuple(unit, unit);

/** A ring of the plane around a spot: in order of direction, so that it never crosses itself. */
const ring = fc
  .record({
    spot,
    size: between(0.05, 0.7),
    reaches: fc.array(between(0.3, 1), { minLength: 3, maxLength: 9 }),
    turn: between(0, 6),
  })
  .map(({ spot: [x, y], size, reaches, turn }) => {
    const corners = reaches.map((reach, i): Pair => {
      const direction = turn + (2 * Math.PI * i) / reaches.length;
      return [x + size * reach * Math.cos(direction), y + size * reach * Math.sin(direction)];
    });
    return { middle: [x, y] as Pair, corners: [...corners, corners[0]!] };
  });

/** Some polygons have a hole: their own ring drawn smaller around its middle. */
const area = fc.record({ ring, hole: fc.boolean() }).map(({ ring: { middle, corners }, hole }) => {
  const inner = corners.map(([x, y]): Pair => [(x + 2 * middle[0]) / 3, (y + 2 * middle[1]) / 3]);
  return hole ? [corners, inner.toReversed()] : [corners];
});
const line = fc.uniqueArray(spot, { minLength: 2, maxLength: 4, selector: String });

const world = fc.record({
  centre: fc.constantFrom(...centres),
  scale: fc.constantFrom(...scales),
  points: fc.array(spot, { minLength: 25, maxLength: 30 }),
  lines: fc.array(line, { minLength: 5, maxLength: 5 }),
  areas: fc.array(area, { minLength: 6, maxLength: 6 }),
  regions: fc.array(area, { minLength: 2, maxLength: 2 }),
  routes: fc.array(line, { minLength: 2, maxLength: 2 }),
  origins: fc.array(spot, { minLength: 2, maxLength: 2 }),
});

type World = typeof world extends fc.Arbitrary<infer W> ? W : never;
type Rings = Pair[][];

let database: TemporaryDatabase;
let plain: mongo.Collection<AnyDoc>;
let indexed: mongo.Collection<AnyDoc>;
let decided = 0;

beforeAll(async () => {
  database = await temporaryDatabase();
  plain = database.db.collection<AnyDoc>('plain');
  indexed = database.db.collection<AnyDoc>('indexed');
});
afterAll(() => database.close());

function edges(path: readonly Pair[]): [Pair, Pair][] {
  return path.slice(1).map((corner, i) => [path[i]!, corner]);
}

function lineMeets(path: readonly Pair[], rings: Rings): boolean {
  const borders = rings.flatMap(edges);
  return holds(rings, path[0]!) || edges(path).some(([a, b]) => borders.some(([c, d]) => cross(a, b, c, d)));
}

function lineWithin(path: readonly Pair[], rings: Rings): boolean {
  const borders = rings.flatMap(edges);
  return holds(rings, path[0]!) && !edges(path).some(([a, b]) => borders.some(([c, d]) => cross(a, b, c, d)));
}

/** Overlaps smaller than this part of the unit square are left undecided. */
const HAIR = 1e-9;

/** What the plane says of each document: true, false, or undefined when it is too close to tell. */
function judged({ points, lines, areas }: World, region: Rings, within: boolean): (boolean | undefined)[] {
  return [
    ...points.map((point) => holds(region, point)),
    ...lines.map((path) => (within ? lineWithin : lineMeets)(path, region)),
    ...areas.map((rings) => {
      const { inside, outside } = overlap(rings, region);
      if (within) return outside === 0 || (outside > HAIR ? false : undefined);
      return inside > HAIR || (inside === 0 ? false : undefined);
    }),
  ];
}

/** Not sorted by the database: for that it might rather read all of it in order. */
async function idsFound(collection: mongo.Collection<AnyDoc>, filter: mongo.Document): Promise<number[]> {
  const found = await collection.find(filter as mongo.Filter<AnyDoc>).toArray();
  return found.map(({ _id }) => Number(_id)).sort((a, b) => a - b);
}

async function expectFound(filter: mongo.Document, expected: readonly (boolean | undefined)[]): Promise<void> {
  const [scanned, found] = await Promise.all([plain, indexed].map((each) => idsFound(each, filter)));
  expect(found).toEqual(scanned);
  const explained = await indexed.find(filter as mongo.Filter<AnyDoc>).explain('executionStats');
  expect(readPlan(explained)).toMatchObject({ stage: 'IXSCAN', index: 'at_2dsphere' });
  const ids = new Set(found);
  for (const [id, answer] of expected.entries()) {
    if (answer === undefined) continue;
    decided++;
    expect({ id, found: ids.has(id) }).toEqual({ id, found: answer });
  }
}

test(
  'an index, a scan and geometry by other means find the same in every region',
  async () => {
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const { centre, scale, points, lines, areas, regions, routes, origins } = given;
        const plane = planeAt(centre);
        const place = ([x, y]: Pair): Pair => plane.place([x * scale, y * scale]);
        const geometries = [
          ...points.map((point) => ({ type: 'Point', coordinates: place(point) })),
          ...lines.map((path) => ({ type: 'LineString', coordinates: path.map(place) })),
          ...areas.map((rings) => ({ type: 'Polygon', coordinates: rings.map((corners) => corners.map(place)) })),
        ];
        await Promise.all([plain.drop(), indexed.drop()]);
        await indexed.createIndex({ at: '2dsphere' });
        const documents = geometries.map((at, _id) => ({ _id, at }));
        await Promise.all([plain.insertMany(documents), indexed.insertMany(documents)]);

        for (const region of regions) {
          const $geometry = { type: 'Polygon', coordinates: region.map((corners) => corners.map(place)) };
          await expectFound({ at: { $geoWithin: { $geometry } } }, judged(given, region, true));
          await expectFound({ at: { $geoIntersects: { $geometry } } }, judged(given, region, false));
        }
        for (const route of routes) {
          const $geometry = { type: 'LineString', coordinates: route.map(place) };
          const meets = areas.map((rings) => lineMeets(route, rings));
          const crosses = lines.map((path) =>
            edges(path).some(([a, b]) => edges(route).some(([c, d]) => cross(a, b, c, d))),
          );
          await expectFound({ at: { $geoIntersects: { $geometry } } }, [
            ...points.map(() => undefined),
            ...crosses,
            ...meets,
          ]);
        }
        for (const origin of origins) {
          const from = place(origin);
          const distances = points.map((point) => haversine(from, place(point)));
          const radius = distances[0]! * 1.000001 + 0.001;
          const $centerSphere = [from, radius / RADIUS];
          await expectFound(
            { at: { $geoWithin: { $centerSphere } } },
            distances.map((distance) => (Math.abs(distance - radius) < 1e-4 ? undefined : distance < radius)),
          );
          const near = { $nearSphere: { $geometry: { type: 'Point', coordinates: from } } };
          const sorted = await indexed
            .find({ at: near, _id: { $lt: points.length } } as mongo.Filter<AnyDoc>)
            .toArray();
          const found = sorted.map(({ _id }) => distances[Number(_id)]!);
          expect(found).toHaveLength(points.length);
          for (const [i, distance] of found.slice(1).entries()) expect(distance - found[i]!).toBeGreaterThan(-1e-3);
        }
        expect(await database.db.command({ validate: 'indexed' })).toMatchObject({ ok: 1, valid: true, errors: [] });
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
    expect(decided).toBeGreaterThan(RUNS * 150);
  },
  RUNS * SECONDS_PER_RUN * 1000,
);
