import type { mongo } from 'mongoose';
import { type AnyDoc, readPlan, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

// By MongoDB's documentation: 2d indexes, which hold legacy pairs of a plane.

let database: TemporaryDatabase;
let places: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  places = database.db.collection<AnyDoc>('plane');
  await places.drop();
});

async function found(filter: mongo.Document, options: mongo.FindOptions = {}): Promise<unknown[]> {
  const rows = await places.find(filter as mongo.Filter<AnyDoc>, options).toArray();
  return rows.map(({ _id }) => _id);
}

async function sorted(filter: mongo.Document): Promise<unknown[]> {
  return (await found(filter)).sort();
}

async function planOf(filter: mongo.Document, options: mongo.FindOptions = {}) {
  return readPlan(await places.find(filter as mongo.Filter<AnyDoc>, options).explain('executionStats'));
}

async function expectValid(): Promise<void> {
  expect(await database.db.command({ validate: 'plane' })).toMatchObject({ valid: true, errors: [] });
}

/** A hundred points, one at each whole pair from 0 to 9; the `_id` is both digits. */
async function insertGrid(): Promise<void> {
  const tens = Array.from({ length: 10 }, (_, i) => i);
  await places.insertMany(
    tens.flatMap((x) => tens.map((y) => ({ _id: x * 10 + y, at: [x, y], even: (x + y) % 2 === 0 }))),
  );
}

test('boxes, circles and polygons of the plane are found through the index, their edges included', async () => {
  await places.createIndex({ at: '2d' });
  await insertGrid();
  const within = async (shape: mongo.Document, operator = '$geoWithin') => {
    const filter = { at: { [operator]: shape } };
    expect(await planOf(filter)).toMatchObject({ stage: 'IXSCAN', index: 'at_2d' });
    return (await found(filter)).sort((a, b) => Number(a) - Number(b));
  };
  const box = [
    [2, 7],
    [3, 8.5],
  ];
  expect(await within({ $box: box })).toEqual([27, 28, 37, 38]);
  expect(await within({ $box: box.toReversed() }, '$within')).toEqual([27, 28, 37, 38]);
  expect(await within({ $center: [[5, 5], 1] })).toEqual([45, 54, 55, 56, 65]);
  expect(await within({ $center: [{ x: 5, y: 5 }, 0] })).toEqual([55]);
  const triangle = [
    [0, 0],
    [2, 0],
    [0, 2],
  ];
  expect(await within({ $polygon: triangle })).toEqual([0, 1, 2, 10, 11, 20]);
  expect(await within({ $polygon: { a: { x: 0, y: 0 }, b: { x: 0, y: 1 }, c: { x: 1, y: 0 } } })).toEqual([0, 1, 10]);
  expect(
    await within({
      $box: [
        [300, 0],
        [400, 9],
      ],
    }),
  ).toEqual([]);
  const { keys } = await planOf({ at: { $geoWithin: { $box: box } } });
  expect(keys).toBeLessThan(12);
});

test('the nearest on the plane come first, between the distances asked for', async () => {
  await places.createIndex({ at: '2d' });
  await insertGrid();
  expect(await found({ at: { $near: [0, 0], $maxDistance: 1.5 } })).toEqual([
    0,
    expect.any(Number),
    expect.any(Number),
    11,
  ]);
  expect(await found({ at: { $near: [4.1, 4.2], $minDistance: 0.5, $maxDistance: 0.95 } })).toEqual([45, 54]);
  expect(await found({ at: { $near: [4.1, 4.2, 0.3] } })).toEqual([44]); // the third number is the greatest distance
  expect(await found({ at: { $near: { x: 9.4, y: 9.3 } }, even: true }, { limit: 3 })).toEqual([
    99,
    88,
    expect.any(Number),
  ]);
  expect(await found({ at: { $near: [0, 0], $maxDistance: 2 } }, { sort: { _id: -1 } })).toEqual([20, 11, 10, 2, 1, 0]);
  expect(await found({ at: { $near: [9, 9] } })).toHaveLength(100);
  const plan = await planOf({ at: { $near: [5, 5] } }, { limit: 2 });
  expect(plan).toMatchObject({ stage: 'GEO_NEAR_2D', index: 'at_2d', returned: 2, sortsInMemory: false });
  expect(plan.docs).toBeLessThan(50);
});

test('circles and distances of the sphere are asked of a 2d index as radians, and past the antimeridian', async () => {
  await places.createIndex({ at: '2d' });
  await places.insertMany([
    { _id: 'west', at: [179.999, 0] },
    { _id: 'east', at: [-179.999, 0] },
    { _id: 'north', at: [10, 89.999] },
    { _id: 'beyond', at: [-170, 89.999] },
    { _id: 'no place of the sphere', at: [10, 100] },
  ]);
  const radius = 0.01 * (Math.PI / 180);
  const near = (pair: number[]) => found({ at: { $nearSphere: pair, $maxDistance: radius } });
  expect(await near([179.9995, 0])).toEqual(['west', 'east']);
  expect(await near([-170, 89.9999])).toEqual(['beyond', 'north']);
  const circle = { at: { $geoWithin: { $centerSphere: [[180, 0], radius] } } };
  expect(await sorted(circle)).toEqual(['east', 'west']);
  expect(await planOf(circle)).toMatchObject({ stage: 'IXSCAN', index: 'at_2d' });
  expect(await found({ at: { $nearSphere: [0, 0] } })).toHaveLength(4);
});

test('$geoNear measures on the plane, or on the sphere in radians, and takes the 2d index first', async () => {
  await places.createIndex({ at: '2d' });
  await places.createIndex({ other: '2dsphere' });
  await places.insertMany([
    { _id: 1, at: [0, 3] },
    { _id: 2, at: [0, 1], kind: 'bus' },
    { _id: 3, stops: 1 },
  ]);
  const $geoNear = { near: [0, 0] as [number, number], distanceField: 'far', includeLocs: 'where' };
  expect(await places.aggregate([{ $geoNear }]).toArray()).toEqual([
    { _id: 2, at: [0, 1], kind: 'bus', far: 1, where: [0, 1] },
    { _id: 1, at: [0, 3], far: 3, where: [0, 3] },
  ]);
  const asked = { ...$geoNear, distanceMultiplier: 10, maxDistance: 2, query: { kind: 'bus' } };
  expect(await places.aggregate([{ $geoNear: asked }]).toArray()).toMatchObject([{ _id: 2, far: 10 }]);
  const spherical = { ...$geoNear, spherical: true as const };
  expect(await places.aggregate([{ $geoNear: spherical }, { $limit: 1 }]).toArray()).toMatchObject([
    { _id: 2, far: expect.closeTo(Math.PI / 180, 12) },
  ]);
  const geoJson = { ...$geoNear, near: { type: 'Point' as const, coordinates: [0, 0] } };
  await expect(places.aggregate([{ $geoNear: geoJson }]).toArray()).rejects.toMatchObject({ code: 291 });
  await places.createIndex({ more: '2d' });
  await expect(places.aggregate([{ $geoNear }]).toArray()).rejects.toMatchObject({ code: 27 });
  expect(await places.aggregate([{ $geoNear: { ...$geoNear, key: 'at' } }]).toArray()).toHaveLength(2);
});

test('a document may have several locations; one without any is not in the index', async () => {
  await places.createIndex({ 'stops.at': '2d' });
  await places.createIndex({ at: '2d' });
  await places.insertMany([
    {
      _id: 1,
      at: [
        [1, 1],
        [50, 50],
      ],
      stops: [{ at: [5, 5] }, { at: { lng: 20, lat: 20 } }],
    },
    { _id: 2, at: { x: 2, y: 2, note: 'a third field is not looked at' } },
    { _id: 3, at: [] },
    { _id: 4, at: null },
    { _id: 5, at: 'somewhere' },
    { _id: 6, at: [[]] },
    { _id: 7, at: { x: 3, y: 3, type: 'Point' } },
  ]);
  expect(await found({ at: { $near: [1.4, 1.4], $maxDistance: 10 } })).toEqual([1, 2, 7]);
  expect(await found({ at: { $near: [51, 51], $maxDistance: 10 } })).toEqual([1]);
  expect(await found({ 'stops.at': { $near: [20, 21] } })).toEqual([1]);
  expect(await sorted({ at: { $geoWithin: { $center: [[0, 0], 5] } } })).toEqual([1, 2, 7]);
  expect(await sorted({ at: null })).toEqual([4]);
  await places.updateOne({ _id: 2 }, { $set: { at: [49, 49] } });
  await places.deleteOne({ _id: 1 });
  expect(await found({ at: { $near: [50, 50] } })).toEqual([2, 7]);
  await expectValid();
});

test('the field of places comes first in a compound index, the others follow', async () => {
  await places.createIndex({ at: '2d', kind: 1, level: -1 });
  await places.insertMany([
    { _id: 1, at: [1, 1], kind: ['a', 'b'], level: 3 },
    { _id: 2, at: [2, 2], kind: 'b' },
    { _id: 3, kind: 'b' },
  ]);
  expect(await found({ at: { $near: [0, 0] }, kind: 'b' })).toEqual([1, 2]);
  expect(await planOf({ at: { $geoWithin: { $center: [[0, 0], 2] } }, kind: 'a' })).toMatchObject({
    stage: 'IXSCAN',
    index: 'at_2d_kind_1_level_-1',
    returned: 1,
  });
  expect(await planOf({ kind: 'b' })).toMatchObject({ stage: 'COLLSCAN', returned: 3 });
  await expectValid();
  await expect(places.createIndex({ kind: 1, at: '2d' })).rejects.toMatchObject({ code: 16801 });
  await expect(places.createIndex({ at: '2d', other: '2d' })).rejects.toMatchObject({ code: 16800 });
  await expect(places.createIndex({ at: '2d', other: '2dsphere' })).rejects.toMatchObject({ code: 67 });
  await expect(places.createIndex({ at: '2d' }, { expireAfterSeconds: 5 })).rejects.toMatchObject({ code: 67 });
});

test('min, max and bits set the range and how finely it is cut, and are shown', async () => {
  await places.createIndex({ at: '2d' }, { min: -1000, max: 2000, bits: 3 });
  await places.insertMany([
    { _id: 1, at: [-1000, 2000] },
    { _id: 2, at: [1999.5, 2000] },
  ]);
  expect(await places.indexes()).toMatchObject([{}, { key: { at: '2d' }, min: -1000, max: 2000, bits: 3 }]);
  expect(await found({ at: { $near: [2000, 2000] } })).toEqual([2, 1]);
  expect(
    await sorted({
      at: {
        $geoWithin: {
          $box: [
            [1999, 1999],
            [5000, 5000],
          ],
        },
      },
    }),
  ).toEqual([2]);
  await expect(places.insertOne({ at: [2000.1, 0] })).rejects.toMatchObject({ code: 13027 });
  await expect(found({ at: { $near: [0, 2001] } })).rejects.toMatchObject({ code: 16433 });
  const wrong: [mongo.CreateIndexesOptions, number][] = [
    [{ bits: 33 }, 72],
    [{ bits: 0 }, 72],
    [{ min: 5, max: 5 }, 72],
    [{ min: 0, max: Number.POSITIVE_INFINITY }, 72],
    [{ min: -1e308, max: 1e308 }, 72],
    [{ max: 'far' as unknown as number }, 14],
  ];
  for (const [options, code] of wrong) {
    await expect(places.createIndex({ other: '2d' }, options)).rejects.toMatchObject({ code });
  }
  await expect(places.createIndex({ other: 1 }, { bits: 26 })).rejects.toMatchObject({ code: 67 });
  await places.createIndex({ at: '2d' }, { min: -1000, max: 2000, bits: 3 });
  await expect(places.createIndex({ at: '2d' }, { min: -1000, max: 2000 })).rejects.toMatchObject({ code: 86 });
  await places.createIndex({ fine: '2d' }, { bits: 32 });
  await places.insertOne({ _id: 3, fine: [180, -180] });
  expect(await found({ fine: { $near: [180, -180], $maxDistance: 1e-9 } })).toEqual([3]);
  await expectValid();
});

test('what is no pair, or is beyond the range, does not go into the index', async () => {
  await places.createIndex({ at: '2d' });
  const wrong: [unknown, number][] = [
    [[181, 0], 13027],
    [[0, Number.NaN], 13027],
    [[7], 13068],
    [[7, 'north'], 13026],
    [['north', 'west'], 16804],
    [{ type: 'Point', coordinates: [1, 2] }, 16804],
    [
      [
        [1, 2],
        [200, 0],
      ],
      13027,
    ],
  ];
  for (const [at, code] of wrong) {
    await expect(places.insertOne({ at })).rejects.toMatchObject({ code });
    await places.insertOne({ _id: 'x', other: at });
    await expect(places.createIndex({ other: '2d' })).rejects.toMatchObject({ code });
    await places.deleteOne({ _id: 'x' });
  }
  expect(await places.countDocuments()).toBe(0);
  await expectValid();
});

test('questions that a 2d index does not answer are refused, or answered without it', async () => {
  await places.createIndex({ at: '2d' });
  await places.insertOne({ _id: 1, at: [1, 1] });
  const $geometry = { type: 'Point', coordinates: [1, 1] };
  for (const operator of ['$near', '$nearSphere']) {
    await expect(found({ at: { [operator]: { $geometry } } })).rejects.toMatchObject({ code: 291 });
  }
  await expect(found({ at: { $near: [200, 0] } })).rejects.toMatchObject({ code: 16433 });
  await expect(found({ at: { $nearSphere: [0, 100] } })).rejects.toMatchObject({ code: 2 });
  const wrong: [mongo.Document, number][] = [
    [{ $near: [0, 0], $maxDistance: -1 }, 16896],
    [{ $near: [0, 0], $maxDistance: 'far' }, 16895],
    [{ $near: [0, 0], $minDistance: -1 }, 16894],
    [{ $near: [0, 0], $minDistance: 'near' }, 16893],
    [{ $near: [0, 0, -1] }, 18522],
    [{ $near: [0, 0, 1, 1] }, 2],
    [{ $near: [0] }, 2],
    [{ $near: { $geometry: [0, 0] } }, 2],
    [{ $geoWithin: { $box: [[0, 0]] } }, 2],
    [
      {
        $geoWithin: {
          $box: [
            [0, 0, 0],
            [1, 1, 1],
          ],
        },
      },
      2,
    ],
    [{ $geoWithin: { $center: [[0, 0], -1] } }, 2],
    [
      {
        $geoWithin: {
          $polygon: [
            [0, 0],
            [1, 1],
          ],
        },
      },
      2,
    ],
    [
      {
        $geoWithin: {
          $polygon: [
            [0, 0],
            [1, 1],
            [Number.NaN, 0],
          ],
        },
      },
      2,
    ],
  ];
  for (const [at, code] of wrong) await expect(found({ at })).rejects.toMatchObject({ code });
  const ring = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 0],
  ];
  const inside = { at: { $geoWithin: { $geometry: { type: 'Polygon', coordinates: [ring] } } } };
  expect(await planOf(inside)).toMatchObject({ stage: 'COLLSCAN', returned: 1 });
});
