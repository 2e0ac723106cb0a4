import type { mongo } from 'mongoose';
import { type AnyDoc, readPlan, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

// By MongoDB's documentation. Places are in Nanhu, Jiaxing; distances by MongoDB's radius of the earth.

type Pair = [number, number];

const METERS_PER_DEGREE = (6_378_100 * Math.PI) / 180;
const LAKE: Pair = [120.76, 30.75];

let database: TemporaryDatabase;
let places: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  places = database.db.collection<AnyDoc>('places');
  await places.drop();
});

function point(lng: number, lat: number) {
  return { type: 'Point', coordinates: [lng, lat] };
}

function square(lng: number, lat: number, half: number): Pair[] {
  return [
    [lng - half, lat - half],
    [lng + half, lat - half],
    [lng + half, lat + half],
    [lng - half, lat + half],
    [lng - half, lat - half],
  ];
}

function polygon(...rings: Pair[][]) {
  return { type: 'Polygon', coordinates: rings };
}

/** North of the lake by so many metres. */
function north(meters: number) {
  return point(LAKE[0], LAKE[1] + meters / METERS_PER_DEGREE);
}

async function planOf(filter: mongo.Document, options: mongo.FindOptions = {}) {
  return readPlan(await places.find(filter as mongo.Filter<AnyDoc>, options).explain('executionStats'));
}

async function found(filter: mongo.Document, options: mongo.FindOptions = {}): Promise<unknown[]> {
  const rows = await places.find(filter as mongo.Filter<AnyDoc>, options).toArray();
  return rows.map(({ _id }) => _id);
}

async function expectValid(): Promise<void> {
  expect(await database.db.command({ validate: 'places' })).toMatchObject({ valid: true, errors: [] });
}

/** The `_id`s a filter finds, in their order, but not sorted by the database: it might then rather read all in order. */
async function idsOf(collection: mongo.Collection<AnyDoc>, filter: mongo.Document): Promise<unknown[]> {
  const rows = await collection.find(filter as mongo.Filter<AnyDoc>).toArray();
  return rows.map(({ _id }) => _id).sort();
}

const outside = { type: 'Point', coordinates: [121.5, 31.2] };

test('what lies in a polygon is found through the index, holes are left out', async () => {
  await places.createIndex({ at: '2dsphere' });
  await places.insertMany([
    { _id: 1, at: point(...LAKE) },
    { _id: 2, at: [120.765, 30.752] },
    { _id: 3, at: { lng: 120.752, lat: 30.752 } },
    { _id: 4, at: outside },
    { _id: 5, at: { type: 'LineString', coordinates: [LAKE, [120.762, 30.752]] } },
    { _id: 6, at: { type: 'LineString', coordinates: [LAKE, [121, 30.752]] } },
    { _id: 7, at: polygon(square(120.765, 30.755, 0.001)) },
    { _id: 8, at: polygon(square(120.77, 30.755, 0.001)) },
    { _id: 9, at: { type: 'MultiPoint', coordinates: [LAKE, [121, 31]] } },
    { _id: 10 },
  ]);
  const region = polygon(square(...LAKE, 0.01));
  const filter = { at: { $geoWithin: { $geometry: region } } };
  expect(await idsOf(places, filter)).toEqual([1, 2, 3, 5, 7]);
  expect(await planOf(filter)).toMatchObject({ stage: 'IXSCAN', index: 'at_2dsphere', returned: 5 });
  const holed = polygon(square(...LAKE, 0.01), square(...LAKE, 0.003).toReversed());
  expect(await idsOf(places, { at: { $geoWithin: { $geometry: holed } } })).toEqual([2, 3, 7]);
  const two = { type: 'MultiPolygon', coordinates: [region.coordinates, [square(121.5, 31.2, 0.01)]] };
  expect(await idsOf(places, { at: { $geoWithin: { $geometry: two } } })).toEqual([1, 2, 3, 4, 5, 7]);
  expect(await idsOf(places, { at: { $geoIntersects: { $geometry: region } } })).toEqual([1, 2, 3, 5, 6, 7, 8, 9]);
  expect(await places.countDocuments(filter as mongo.Filter<AnyDoc>)).toBe(5);
  await expectValid();
});

test('points, lines and areas that touch intersect', async () => {
  await places.createIndex({ at: '2dsphere' });
  await places.insertMany([
    { _id: 'point', at: point(120.7, 30.7) },
    {
      _id: 'line',
      at: {
        type: 'LineString',
        coordinates: [
          [120.6, 30.6],
          [120.7, 30.7],
        ],
      },
    },
    { _id: 'area', at: polygon(square(120.71, 30.71, 0.01)) },
    { _id: 'around', at: polygon(square(120.7, 30.7, 0.2), square(120.7, 30.7, 0.1).toReversed()) },
    { _id: 'mixed', at: { type: 'GeometryCollection', geometries: [outside, point(120.7, 30.7)] } },
    { _id: 'away', at: outside },
  ]);
  const meeting = ($geometry: mongo.Document) => idsOf(places, { at: { $geoIntersects: { $geometry } } });
  expect(await meeting(point(120.7, 30.7))).toEqual(['area', 'line', 'mixed', 'point']);
  const across = {
    type: 'LineString',
    coordinates: [
      [120.55, 30.61],
      [120.62, 30.61],
      [120.72, 30.73],
    ],
  };
  expect(await meeting(across)).toEqual(['area', 'around', 'line']);
  expect(
    await meeting({
      type: 'MultiPoint',
      coordinates: [
        [121.5, 31.2],
        [120.55, 30.55],
      ],
    }),
  ).toEqual(['around', 'away', 'mixed']);
});

test('the nearest come first, within the distances asked for, in metres', async () => {
  await places.createIndex({ at: '2dsphere' });
  await places.insertMany([400, 5000, 0, 90, 2_000_000, 1200].map((meters) => ({ _id: meters, at: north(meters) })));
  await places.insertMany([
    {
      _id: 'street',
      at: {
        type: 'LineString',
        coordinates: [
          [120.7605, 30.752],
          [120.7595, 30.752],
        ],
      },
    },
  ]);
  const $geometry = point(...LAKE);
  expect(await found({ at: { $nearSphere: { $geometry } } })).toEqual([0, 90, 'street', 400, 1200, 5000, 2_000_000]);
  expect(await found({ at: { $near: { $geometry, $minDistance: 89.999, $maxDistance: 1200.001 } } })).toEqual([
    90,
    'street',
    400,
    1200,
  ]);
  expect(await found({ at: { $near: { $geometry } } }, { skip: 1, limit: 2 })).toEqual([90, 'street']);
  expect(await found({ at: { $near: { $geometry, $maxDistance: 5001 } }, _id: { $gt: 100 } })).toEqual([
    400, 1200, 5000,
  ]);
  expect(await found({ at: { $near: { $geometry, $maxDistance: 450 } } }, { sort: { _id: -1 } })).toEqual([
    'street',
    400,
    90,
    0,
  ]);
  const plan = await planOf({ at: { $near: { $geometry, $maxDistance: 1000 } } }, { limit: 2 });
  expect(plan).toMatchObject({ stage: 'GEO_NEAR_2DSPHERE', index: 'at_2dsphere', returned: 2, sortsInMemory: false });
  // a legacy pair has its distances beside it, in radians
  expect(await found({ at: { $nearSphere: LAKE, $maxDistance: 450 / 6_378_100 } })).toEqual([0, 90, 'street', 400]);
  const moved = await places.findOneAndUpdate({ at: { $near: { $geometry } } } as mongo.Filter<AnyDoc>, {
    $set: { n: 1 },
  });
  expect(moved?._id).toBe(0);
});

test('$geoNear writes the distance and the place it was measured to', async () => {
  await places.createIndex({ 'stops.at': '2dsphere' });
  await places.insertMany([
    { _id: 1, kind: 'bus', stops: [{ at: north(3000) }, { at: north(100) }] },
    { _id: 2, kind: 'bus', stops: [{ at: north(50) }] },
    { _id: 3, kind: 'tram', stops: [{ at: north(10) }] },
    { _id: 4, kind: 'bus', stops: [] },
  ]);
  const near = point(...LAKE);
  const $geoNear = { near, distanceField: 'far.meters', includeLocs: 'far.at', spherical: true as const };
  const all = await places.aggregate([{ $geoNear }, { $project: { _id: 1, far: 1 } }]).toArray();
  expect(all).toEqual([
    { _id: 3, far: { meters: expect.closeTo(10, 4), at: north(10) } },
    { _id: 2, far: { meters: expect.closeTo(50, 4), at: north(50) } },
    { _id: 1, far: { meters: expect.closeTo(100, 4), at: north(100) } },
  ]);
  const buses = { ...$geoNear, query: { kind: 'bus' }, maxDistance: 80, key: 'stops.at', distanceMultiplier: 0.001 };
  const found = await places.aggregate([{ $geoNear: buses }, { $match: { 'far.meters': { $lt: 1 } } }]).toArray();
  expect(found).toMatchObject([{ _id: 2, far: { meters: expect.closeTo(0.05, 6) } }]);
  const counted = await places.aggregate([
    { $geoNear },
    { $group: { _id: '$kind', n: { $sum: 1 } } },
    { $sort: { _id: 1 } },
  ]);
  expect(await counted.toArray()).toEqual([
    { _id: 'bus', n: 2 },
    { _id: 'tram', n: 1 },
  ]);
  expect(await places.aggregate([{ $geoNear }, { $limit: 1 }]).toArray()).toMatchObject([{ _id: 3 }]);
  const explained = await places.aggregate([{ $geoNear }]).explain('executionStats');
  expect(readPlan(explained)).toMatchObject({ stage: 'GEO_NEAR_2DSPHERE', index: 'stops.at_2dsphere', returned: 3 });
});

test('circles on the sphere use the index; boxes, circles and polygons on the plane take points alone', async () => {
  await places.createIndex({ at: '2dsphere' });
  await places.insertMany([
    { _id: 1, at: LAKE },
    { _id: 2, at: north(900) },
    { _id: 3, at: north(1100) },
    { _id: 4, at: polygon(square(...LAKE, 0.001)) },
  ]);
  const circle = { at: { $geoWithin: { $centerSphere: [LAKE, 1000 / 6_378_100] } } };
  expect(await idsOf(places, circle)).toEqual([1, 2, 4]);
  expect(await planOf(circle)).toMatchObject({ stage: 'IXSCAN', index: 'at_2dsphere' });
  const box = {
    at: {
      $geoWithin: {
        $box: [
          [120.7, 30.7],
          [120.8, 30.7585],
        ],
      },
    },
  };
  expect(await idsOf(places, box)).toEqual([1, 2]);
  expect(await planOf(box)).toMatchObject({ stage: 'COLLSCAN' });
  expect(await idsOf(places, { at: { $geoWithin: { $center: [LAKE, 0.009] } } })).toEqual([1, 2]);
  const corners = [
    [120.7, 30.7],
    [120.8, 30.7],
    [120.76, 30.755],
  ];
  expect(await idsOf(places, { at: { $geoWithin: { $polygon: corners } } })).toEqual([1]);
});

test('with other fields in the index, what they fix narrows the search; documents without a place are not in it', async () => {
  await places.createIndex({ kind: 1, at: '2dsphere', at2: 1 });
  await places.insertMany([
    ...Array.from({ length: 200 }, (_, i) => ({ _id: i, kind: `k${i % 20}`, at: north(i * 10) })),
    { _id: 900, kind: 'k1' },
    { _id: 901, kind: 'k1', at: null },
    { _id: 902, kind: 'k1', at: [] },
  ]);
  const within = { kind: 'k1', at: { $geoWithin: { $centerSphere: [LAKE, 500 / 6_378_100] } } };
  expect(await planOf(within)).toMatchObject({ stage: 'IXSCAN', index: 'kind_1_at_2dsphere_at2_1', returned: 3 });
  expect((await planOf(within)).docs).toBeLessThan(10);
  expect(await planOf({ kind: 'k1' })).toMatchObject({ stage: 'COLLSCAN', returned: 13 });
  expect(await idsOf(places, { at: null })).toEqual([900, 901]);
  const near = { $nearSphere: { $geometry: point(...LAKE) } };
  expect(await found({ kind: { $in: ['k2', 'k3'] }, at: near }, { limit: 3 })).toEqual([2, 3, 22]);
  expect(await found({ at: near }, { limit: 3 })).toEqual([0, 1, 2]);
  expect(await found({ kind: 'k1', at: near }, { limit: 2, hint: { kind: 1, at: '2dsphere', at2: 1 } })).toEqual([
    1, 21,
  ]);
  await expectValid();
});

test('places across the antimeridian and around the poles are near each other', async () => {
  await places.createIndex({ at: '2dsphere' });
  await places.insertMany([
    { _id: 'west', at: point(179.999, 0) },
    { _id: 'east', at: point(-179.999, 0) },
    { _id: 'pole', at: point(0, 90) },
    { _id: 'beyond', at: point(180, 89.999) },
  ]);
  const near = ($geometry: mongo.Document) => found({ at: { $near: { $geometry, $maxDistance: 300 } } });
  expect(await near(point(179.9995, 0))).toEqual(['west', 'east']);
  expect(await near(point(90, 89.9999))).toEqual(['pole', 'beyond']);
  const strip = polygon([
    [179.9, -1],
    [-179.9, -1],
    [-179.9, 1],
    [179.9, 1],
    [179.9, -1],
  ]);
  expect(await idsOf(places, { at: { $geoWithin: { $geometry: strip } } })).toEqual(['east', 'west']);
  const cap = polygon([
    [0, 89],
    [90, 89],
    [180, 89],
    [-90, 89],
    [0, 89],
  ]);
  expect(await idsOf(places, { at: { $geoWithin: { $geometry: cap } } })).toEqual(['beyond', 'pole']);
});

test('what is no geometry does not go into the index', async () => {
  await places.createIndex({ at: '2dsphere' });
  const bow = [
    [0, 0],
    [1, 1],
    [1, 0],
    [0, 1],
    [0, 0],
  ];
  const wrong: unknown[] = [
    point(181, 0),
    point(0, -90.5),
    [1],
    'somewhere',
    7,
    [[120, 30]],
    { type: 'Circle', coordinates: [0, 0] },
    { type: 'Point', coordinates: ['120', '30'] },
    {
      type: 'LineString',
      coordinates: [
        [0, 0],
        [0, 0],
      ],
    },
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
      ],
    },
    { type: 'Polygon', coordinates: [bow] },
    {
      type: 'LineString',
      coordinates: [
        [0, 10],
        [180, -10],
      ],
    },
    polygon(square(0, 0, 1), square(5, 5, 0.5)),
    { ...point(0, 0), crs: { type: 'name', properties: { name: 'EPSG:3857' } } },
  ];
  for (const at of wrong) {
    await expect(places.insertOne({ at })).rejects.toMatchObject({ code: 16755 });
  }
  await places.insertOne({ _id: 1, at: LAKE });
  await expect(places.updateOne({ _id: 1 }, { $set: { at: 'nowhere' } })).rejects.toThrow(/Can't extract geo keys/);
  expect(await places.findOne()).toEqual({ _id: 1, at: LAKE });
  await places.insertOne({ _id: 2, other: 'nowhere' });
  await expect(places.createIndex({ other: '2dsphere' })).rejects.toMatchObject({ code: 16755 });
  expect(await places.indexes()).toMatchObject([{}, { key: { at: '2dsphere' }, '2dsphereIndexVersion': 3 }]);
  await expectValid();
});

test('questions that are no questions are refused as MongoDB refuses them', async () => {
  const $geometry = point(...LAKE);
  await places.insertOne({ _id: 1, at: LAKE });
  const near = { at: { $near: { $geometry } } };
  await expect(found(near)).rejects.toMatchObject({ code: 291 });
  await expect(found(near)).rejects.toThrow(/unable to find index for \$geoNear query/);
  const stage = { $geoNear: { near: $geometry, distanceField: 'd' } };
  await expect(places.aggregate([stage]).toArray()).rejects.toMatchObject({ code: 27 });
  await places.createIndex({ at: '2dsphere' });
  await expect(found({ at: { $near: LAKE } })).rejects.toMatchObject({ code: 291 }); // on the plane: a 2d index
  await expect(found({ other: { $near: { $geometry } } })).rejects.toMatchObject({ code: 291 });
  const bad: mongo.Document[] = [
    { at: { $geoWithin: { $geometry } } },
    { at: { $geoWithin: { $geometry: { type: 'Polygon', coordinates: [] } } } },
    {
      at: {
        $geoWithin: {
          $geometry: polygon([
            [0, 0],
            [200, 0],
            [0, 1],
            [0, 0],
          ]),
        },
      },
    },
    { at: { $geoWithin: { $sphere: [] } } },
    { at: { $geoWithin: LAKE } },
    { at: { $geoWithin: { $centerSphere: [LAKE, -1] } } },
    { at: { $geoIntersects: { $geometry: { type: 'Ring', coordinates: [] } } } },
    {
      at: {
        $geoIntersects: {
          $box: [
            [0, 0],
            [1, 1],
          ],
        },
      },
    },
    { at: { $near: { $geometry, $maxDistance: -1 } } },
    { at: { $near: { $geometry }, $maxDistance: 5 } },
    { at: { $near: { $geometry: polygon(square(...LAKE, 1)) } } },
    { at: { $near: 'here' } },
    { at: { $maxDistance: 5 } },
    { $or: [near, { _id: 1 }] },
    { $and: [near, { other: { $near: { $geometry } } }] },
    { at: { $not: { $near: { $geometry } } } },
  ];
  for (const filter of bad) await expect(found(filter)).rejects.toMatchObject({ code: 2 });
  await expect(places.aggregate([{ $match: near }]).toArray()).rejects.toMatchObject({ code: 5626500 });
  await expect(places.countDocuments(near as mongo.Filter<AnyDoc>)).rejects.toMatchObject({ code: 5626500 });
  await expect(places.aggregate([{ $match: {} }, stage]).toArray()).rejects.toMatchObject({ code: 40602 });
  await places.createIndex({ other: '2dsphere' });
  await expect(places.aggregate([stage]).toArray()).rejects.toMatchObject({ code: 27 });
});
