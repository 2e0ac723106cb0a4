import type { mongo } from 'mongoose';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

let database: TemporaryDatabase;
let coffee: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
  coffee = database.db.collection<AnyDoc>('coffee');
  await coffee.insertMany([
    { _id: 1, altitude: 600, kind: 'a', score: 68 },
    { _id: 2, altitude: 750, kind: 'a' },
    { _id: 3, altitude: 1000, kind: 'b' },
    { _id: 4, altitude: null, kind: 'c' },
    { _id: 5, kind: 'c' },
  ]);
});
afterAll(() => database.close());

/** The values of a collection and those added, by partition; what was added stands in brackets. */
async function filled(collection: mongo.Collection<AnyDoc>, stage: mongo.Document): Promise<string[]> {
  const found = await collection.aggregate([{ $densify: stage }]).toArray();
  return found.map(({ _id, kind = '', altitude }) => {
    const shown = `${kind}${altitude instanceof Date ? altitude.toISOString().slice(0, 13) : altitude}`;
    return _id === undefined ? `(${shown})` : shown;
  });
}

const without = ['cnull', 'cundefined'];

test.each<[string, mongo.Document, string[]]>([
  ['between all values', { range: { step: 200, bounds: 'full' } }, ['a600', 'a750', '(800)', 'b1000']],
  [
    'between the values of each partition',
    {
      partitionByFields: ['kind'],
      range: { step: 100, bounds: 'partition' },
    },
    ['a600', '(a700)', 'a750', 'b1000'],
  ],
  [
    'in each partition between all values, the greatest included',
    {
      partitionByFields: ['kind'],
      range: { step: 200, bounds: 'full' },
    },
    ['a600', 'a750', '(a800)', '(a1000)', '(b600)', '(b800)', 'b1000'],
  ],
  [
    'in a range, its end excluded',
    { range: { step: 100, bounds: [500, 800] } },
    ['(500)', 'a600', '(700)', 'a750', 'b1000'],
  ],
  [
    'in a range beyond all values',
    { range: { step: 50, bounds: [1100, 1200] } },
    ['a600', 'a750', 'b1000', '(1100)', '(1150)'],
  ],
  [
    'in a range in each partition',
    {
      partitionByFields: ['kind'],
      range: { step: 400, bounds: [200, 1001] },
    },
    ['(a200)', 'a600', 'a750', '(a1000)', '(b200)', '(b600)', 'b1000'],
  ],
])('values are added %s', async (_, stage, expected) => {
  expect(await filled(coffee, { field: 'altitude', ...stage })).toEqual([...without, ...expected]);
});

test('dates are added in units of the calendar', async () => {
  const rows = database.db.collection<AnyDoc>('dated');
  await rows.insertMany([
    { _id: 1, altitude: new Date('2026-01-15T00:00:00Z') },
    { _id: 2, altitude: new Date('2026-04-15T00:00:00Z') },
  ]);
  const stage = { field: 'altitude', range: { step: 1, unit: 'month', bounds: 'full' } };
  expect(await filled(rows, stage)).toEqual(['2026-01-15T00', '(2026-02-15T00)', '(2026-03-15T00)', '2026-04-15T00']);
});

test('a range is filled where there are no documents; fields may lie within others', async () => {
  const none = database.db.collection<AnyDoc>('none');
  const stage = { field: 'o.n', partitionByFields: ['o.k', 'p'], range: { step: 1, bounds: [0, 2] } };
  expect(await none.aggregate([{ $densify: stage }]).toArray()).toEqual([]);
  expect(await none.aggregate([{ $densify: { ...stage, partitionByFields: [] } }]).toArray()).toEqual([
    { o: { n: 0 } },
    { o: { n: 1 } },
  ]);
  await none.insertOne({ _id: 1, o: { n: 1, k: [7] } });
  expect(await none.aggregate([{ $densify: stage }]).toArray()).toEqual([
    { o: { k: [7], n: 0 } },
    { _id: 1, o: { n: 1, k: [7] } },
  ]);
});

test('a value is added when it is asked for: of millions the first few cost nothing', async () => {
  const range = { step: 0.0001, bounds: 'full' };
  const found = await coffee
    .aggregate([
      { $match: { score: 68 } },
      { $unionWith: 'coffee' },
      { $densify: { field: 'altitude', range } },
      { $limit: 5 },
    ])
    .toArray();
  expect(found.map(({ altitude }) => altitude)).toEqual([null, undefined, 600, 600, 600.0001]);
});

test.each<[mongo.Document, number]>([
  [{ range: { step: 0, bounds: 'full' } }, 5733401],
  [{ range: { step: 1, bounds: 'partition' } }, 5733408],
  [{ range: { step: 1, bounds: [2, 1] } }, 5733402],
  [{ range: { step: 1, bounds: 'all' } }, 5946802],
  [{ range: { step: 1, unit: 'day', bounds: [1, 2] } }, 5733409],
  [{ range: { step: 1.5, unit: 'day', bounds: 'full' } }, 6586400],
  [{ range: { step: 1, unit: 'day', bounds: 'full' } }, 6053600],
  [{ range: { step: 0.0001, bounds: 'full' } }, 5897900],
  [{ partitionByFields: ['altitude.x'], range: { step: 1, bounds: 'full' } }, 8993000],
])('$densify refused: %j', async (stage, code) => {
  const found = coffee.aggregate([{ $densify: { field: 'altitude', ...stage } }, { $count: 'n' }]).toArray();
  await expect(found).rejects.toMatchObject({ code });
});

test.each<[string, number[], number, [min: number, max: number, count: number][]]>([
  // the example of MongoDB's manual: a hundred things numbered from 0 to 99
  [
    'R20',
    [],
    5,
    [
      [0, 20, 20],
      [20, 40, 20],
      [40, 63, 23],
      [63, 90, 27],
      [90, 100, 10],
    ],
  ],
  [
    'E24',
    [],
    5,
    [
      [0, 20, 20],
      [20, 43, 23],
      [43, 68, 25],
      [68, 91, 23],
      [91, 100, 9],
    ],
  ],
  [
    '1-2-5',
    [],
    5,
    [
      [0, 20, 20],
      [20, 50, 30],
      [50, 100, 50],
    ],
  ],
  [
    'POWERSOF2',
    [],
    5,
    [
      [0, 32, 32],
      [32, 64, 32],
      [64, 128, 36],
    ],
  ],
  [
    'R5',
    [7, 7, 24, 25, 300],
    2,
    [
      [6.3, 25, 3],
      [25, 400, 2],
    ],
  ],
  ['E192', [920, 921], 2, [[909, 931, 2]]],
  [
    'R10',
    [0, 0, 0, 3, 5],
    2,
    [
      [0, 2.5, 3],
      [2.5, 6.3, 2],
    ],
  ],
])('buckets with boundaries of %s: %j in %i', async (granularity, values, buckets, expected) => {
  const numbers = values.length ? values : Array.from({ length: 100 }, (_, i) => i);
  const found = await database.db
    .aggregate([{ $documents: numbers.map((n) => ({ n })) }, { $bucketAuto: { groupBy: '$n', buckets, granularity } }])
    .toArray();
  expect(found.map(({ _id, count }) => [round(_id.min), round(_id.max), count])).toEqual(expected);
});

function round(value: number): number {
  return Number(value.toPrecision(6));
}

test.each<[mongo.Document, number]>([
  [{ granularity: 'R6' }, 40257],
  [{ granularity: 5 }, 40261],
  [{ groupBy: '$kind', granularity: 'R5' }, 40258],
  [{ groupBy: { $multiply: [{ $ifNull: ['$altitude', 1] }, -1] }, granularity: 'R5' }, 40260],
])('$bucketAuto refused: %j', async (stage, code) => {
  const found = coffee.aggregate([{ $bucketAuto: { groupBy: '$altitude', buckets: 2, ...stage } }]).toArray();
  await expect(found).rejects.toMatchObject({ code });
});
