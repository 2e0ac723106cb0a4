import * as fc from 'fast-check';
import type { mongo } from 'mongoose';
import { haversine, holds, type Pair, RADIUS } from './gnomonic';
import { type AnyDoc, readPlan, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

// Random points of a plane: what a 2d index finds, what a scan finds and what is reckoned here must agree.

// A longer run: LOCALDB_GEO_RUNS=500 LOCALDB_GEO_SEED=7
const RUNS = Number(process.env.LOCALDB_GEO_RUNS ?? 8);
const SEED = Number(process.env.LOCALDB_GEO_SEED ?? 20_240_917);
const SECONDS_PER_RUN = 6;

/** Ranges of an index, coarsely or finely cut; the last is narrow and far from zero. */
const grids = [
  {},
  { bits: 1 },
  { bits: 5 },
  { bits: 32 },
  { min: -1e6, max: 3e6, bits: 20 },
  { min: 1000, max: 1000.5 },
];

const part = fc.noBias(fc.integer({ min: 0, max: 1_000_000 })).map((n) => n / 1_000_000);
/** Many share a column, a row or an edge of the range: whole cells and their borders are met. */
const place = fc.oneof(
  { weight: 3, arbitrary: part },
  { weight: 1, arbitrary: fc.constantFrom(0, 0.25, 0.5, 0.75, 1) },
);
const spot = fc.tuple(place, place);
const size = fc.constantFrom(0, 0.001, 0.03, 0.2, 0.5, 2);

const world = fc.record({
  grid: fc.constantFrom(...grids),
  points: fc.array(spot, { minLength: 60, maxLength: 80 }),
  pairs: fc.array(fc.tuple(spot, spot), { minLength: 5, maxLength: 5 }),
  boxes: fc.array(fc.tuple(spot, spot), { minLength: 3, maxLength: 3 }),
  circles: fc.array(fc.tuple(spot, size), { minLength: 3, maxLength: 3 }),
  polygons: fc.array(fc.array(spot, { minLength: 3, maxLength: 6 }), { minLength: 3, maxLength: 3 }),
});

let database: TemporaryDatabase;
let plain: mongo.Collection<AnyDoc>;
let indexed: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
  plain = database.db.collection<AnyDoc>('plain');
  indexed = database.db.collection<AnyDoc>('indexed');
});
afterAll(() => database.close());

async function idsFound(collection: mongo.Collection<AnyDoc>, filter: mongo.Document): Promise<number[]> {
  const found = await collection.find(filter as mongo.Filter<AnyDoc>).toArray();
  return found.map(({ _id }) => Number(_id));
}

function inOrder(ids: readonly number[]): number[] {
  return ids.toSorted((a, b) => a - b);
}

/** The index, a scan, and where it is certain the reckoning, answer a region alike. */
async function expectWithin(shape: mongo.Document, expected: readonly (boolean | undefined)[]): Promise<void> {
  const filter = { at: { $geoWithin: shape } };
  const [scanned, found] = await Promise.all([plain, indexed].map((each) => idsFound(each, filter)));
  expect(inOrder(found!)).toEqual(inOrder(scanned!));
  const explained = await indexed.find(filter as mongo.Filter<AnyDoc>).explain('executionStats');
  expect(readPlan(explained)).toMatchObject({ stage: 'IXSCAN', index: 'at_2d' });
  const ids = new Set(found);
  for (const [id, answer] of expected.entries()) {
    if (answer !== undefined) expect({ id, found: ids.has(id) }).toEqual({ id, found: answer });
  }
}

/** `$near` finds what `lengths` says is in reach, the nearest first; what is on the edge of the reach is left open. */
async function expectNear(
  asked: mongo.Document,
  lengths: readonly number[],
  most: number,
  hair: number,
): Promise<void> {
  const found = await idsFound(indexed, { at: asked });
  for (const [i, id] of found.slice(1).entries()) {
    expect(lengths[id]! - lengths[found[i]!]!).toBeGreaterThanOrEqual(-hair);
  }
  const ids = new Set(found);
  expect(ids.size).toBe(found.length);
  for (const [id, length] of lengths.entries()) {
    if (Math.abs(length - most) > hair) expect({ id, found: ids.has(id) }).toEqual({ id, found: length < most });
  }
}

test(
  'a 2d index, a scan and plain reckoning find the same in every region and at every distance',
  async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ grid, points, pairs, boxes, circles, polygons }) => {
        const { min = -180, max = 180 } = grid as { min?: number; max?: number };
        const side = max - min;
        const put = ([x, y]: Pair): Pair => [Math.min(max, min + x * side), Math.min(max, min + y * side)];
        const at: Pair[][] = [...points.map((point) => [put(point)]), ...pairs.map((pair) => pair.map(put))];
        await Promise.all([plain.drop(), indexed.drop()]);
        await indexed.createIndex({ at: '2d' }, grid);
        const documents = at.map((all, _id) => ({ _id, at: all.length > 1 ? all : all[0]! }));
        await Promise.all([plain.insertMany(documents), indexed.insertMany(documents)]);
        const some = (test: (point: Pair) => boolean) => at.map((all) => all.some(test));
        const far = (from: Pair) =>
          at.map((all) => Math.min(...all.map(([x, y]) => Math.hypot(x - from[0], y - from[1]))));

        for (const corners of boxes) {
          const [[x1, y1], [x2, y2]] = corners.map(put) as [Pair, Pair];
          const between = (value: number, one: number, other: number) => (value - one) * (value - other) <= 0;
          await expectWithin(
            { $box: corners.map(put) },
            some(([x, y]) => between(x, x1, x2) && between(y, y1, y2)),
          );
        }
        for (const [middle, part] of circles) {
          const [centre, radius] = [put(middle), part * side];
          const lengths = far(centre);
          const hair = side * 1e-9;
          const inside = lengths.map((length) => (Math.abs(length - radius) < hair ? undefined : length < radius));
          await expectWithin({ $center: [centre, radius] }, inside);
          await expectNear({ $near: centre, $maxDistance: radius }, lengths, radius, hair);
          await expectNear({ $near: centre }, lengths, Number.POSITIVE_INFINITY, hair);
        }
        for (const corners of polygons) {
          const ring = corners.map(put);
          const onEdge = (point: Pair) => ring.some((b, i) => distanceToLine(point, ring.at(i - 1)!, b) < side * 1e-6);
          const inside = at.map((all) =>
            all.some(onEdge) ? undefined : all.some((point) => holds([[...ring, ring[0]!]], point)),
          );
          await expectWithin({ $polygon: ring }, inside);
        }
        if (max <= 180) {
          const sphere = at.map((all) => all.filter(([, y]) => Math.abs(y) <= 90));
          for (const [[x, y], part] of circles) {
            const centre: Pair = [-180 + x * 360, -90 + y * 180];
            const radius = part * Math.PI;
            const angles = sphere.map((all) => Math.min(...all.map((each) => haversine(centre, each) / RADIUS)));
            const inside = angles.map((angle) => (Math.abs(angle - radius) < 1e-7 ? undefined : angle < radius));
            // of several locations one is enough, here and there
            await expectWithin({ $centerSphere: [centre, radius] }, inside);
            await expectNear({ $nearSphere: centre, $maxDistance: radius }, angles, radius, 1e-7);
          }
        }
        expect(await database.db.command({ validate: 'indexed' })).toMatchObject({ ok: 1, valid: true, errors: [] });
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
  },
  RUNS * SECONDS_PER_RUN * 1000,
);

/** How far a point is from the line between two others. */
function distanceToLine([x, y]: Pair, [x1, y1]: Pair, [x2, y2]: Pair): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}
