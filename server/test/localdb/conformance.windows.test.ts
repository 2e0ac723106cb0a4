import { mongo } from 'mongoose';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

let database: TemporaryDatabase;
let cakes: mongo.Collection<AnyDoc>;

const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));

beforeAll(async () => {
  database = await temporaryDatabase();
  cakes = database.db.collection<AnyDoc>('cakes');
  await cakes.insertMany([
    { _id: 1, shop: 'a', n: 1, v: 10, at: day(1), o: { p: 1 } },
    { _id: 2, shop: 'b', n: 2, v: 5, at: day(2) },
    { _id: 3, shop: 'a', n: 4, v: null, at: day(4) },
    { _id: 4, shop: 'a', n: 4, v: 30, at: day(8) },
    { _id: 5, n: 7, v: 2, at: day(9) },
    { _id: 6, shop: null, n: 8, v: 4, at: day(9) },
    { _id: 7, shop: 'a', n: 9, at: day(31) },
  ]);
});
afterAll(() => database.close());

/** A field of all documents, in the order of `_id`. */
async function computed(output: mongo.Document, stage: mongo.Document): Promise<unknown[]> {
  const pipeline = [{ $setWindowFields: { ...stage, output: { x: output } } }, { $sort: { _id: 1 } }];
  return (await cakes.aggregate(pipeline).toArray()).map(({ x }) => x);
}

const documents = (...bounds: unknown[]) => ({ window: { documents: bounds } });
const range = (bounds: unknown[], unit?: string) => ({ window: unit ? { range: bounds, unit } : { range: bounds } });
const byShop = { partitionBy: '$shop', sortBy: { n: 1 } };
const inAll = { sortBy: { n: 1, _id: 1 } };
const byDate = { sortBy: { at: 1 } };

test.each<[string, mongo.Document, mongo.Document, unknown[]]>([
  ['the whole partition', { $sum: '$v' }, { partitionBy: '$shop' }, [40, 5, 40, 40, 6, 6, 40]],
  ['all documents', { $avg: '$v' }, {}, [10.2, 10.2, 10.2, 10.2, 10.2, 10.2, 10.2]],
  ['a sum that grows', { $sum: '$v', ...documents('unbounded', 'current') }, byShop, [10, 5, 10, 40, 2, 6, 40]],
  [
    'lists that grow',
    { $push: '$v', ...documents('unbounded', 0) },
    byShop,
    [[10], [5], [10, null], [10, null, 30], [2], [2, 4], [10, null, 30]],
  ],
  [
    'what follows',
    { $push: '$_id', ...documents(1, 'unbounded') },
    inAll,
    [[2, 3, 4, 5, 6, 7], [3, 4, 5, 6, 7], [4, 5, 6, 7], [5, 6, 7], [6, 7], [7], []],
  ],
  [
    'neighbours',
    { $push: '$_id', ...documents(-1, 1) },
    inAll,
    [
      [1, 2],
      [1, 2, 3],
      [2, 3, 4],
      [3, 4, 5],
      [4, 5, 6],
      [5, 6, 7],
      [6, 7],
    ],
  ],
  ['a window that lies outside', { $sum: '$v', ...documents(-9, -8) }, inAll, [0, 0, 0, 0, 0, 0, 0]],
  [
    'a range of numbers',
    { $push: '$_id', ...range([-3, 1]) },
    { sortBy: { n: 1 } },
    [
      [1, 2],
      [1, 2],
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [3, 4, 5, 6],
      [5, 6, 7],
      [5, 6, 7],
    ],
  ],
  [
    'a range up to the document itself',
    { $push: '$_id', ...range([-1, 'current']) },
    { sortBy: { n: 1 } },
    [[1], [1, 2], [3], [3, 4], [5], [5, 6], [6, 7]],
  ],
  [
    'a range of days',
    { $push: '$_id', ...range([-4, 0], 'day') },
    byDate,
    [[1], [1, 2], [1, 2, 3], [3, 4], [4, 5, 6], [4, 5, 6], [7]],
  ],
  ['a range of months', { $push: '$_id', ...range([-1, -1], 'month') }, byDate, [[], [], [], [], [], [], []]],
  ['the greatest of a window', { $max: '$v', ...documents(-1, 0) }, inAll, [10, 10, 5, 30, 30, 4, 4]],
  ['the first and the last', { $first: '$v', ...documents(-1, 0) }, inAll, [10, 10, 5, null, 30, 2, 4]],
  ['a count', { $count: {}, ...documents(0, 1) }, byShop, [2, 1, 2, 2, 2, 1, 1]],
  [
    'a median',
    { $median: { input: '$v', method: 'approximate' }, ...documents(-6, 0) },
    inAll,
    [10, 5, 5, 10, 5, 5, 5],
  ],
  ['ranks', { $rank: {} }, { sortBy: { n: 1 } }, [1, 2, 3, 3, 5, 6, 7]],
  ['dense ranks', { $denseRank: {} }, { sortBy: { n: 1 } }, [1, 2, 3, 3, 4, 5, 6]],
  ['null and missing rank the same', { $rank: {} }, { sortBy: { shop: -1 } }, [2, 1, 2, 2, 6, 6, 2]],
  ['numbers of documents', { $documentNumber: {} }, byShop, [1, 1, 2, 3, 1, 2, 4]],
  [
    'what stood before',
    { $shift: { output: '$v', by: -1, default: 'none' } },
    byShop,
    ['none', 'none', 10, null, 'none', 2, 30],
  ],
  ['what comes next', { $shift: { output: '$_id', by: 1 } }, byShop, [3, null, 4, 7, 6, null, null]],
  ['the last value seen', { $locf: '$v' }, byShop, [10, 5, 10, 30, 2, 4, 30]],
  ['a moving average', { $expMovingAvg: { input: '$v', N: 3 } }, byShop, [10, 5, 10, 20, 2, 3, 20]],
  ['a weighted average', { $expMovingAvg: { input: '$v', alpha: 0.25 } }, byShop, [10, 5, 10, 15, 2, 2.5, 15]],
  [
    'a line between neighbours',
    { $linearFill: '$v' },
    { partitionBy: '$shop', ...byDate, sortBy: { _id: 1 } },
    [10, 5, expect.closeTo(70 / 3), 30, 2, 4, null],
  ],
  [
    'a slope',
    { $derivative: { input: '$_id', unit: 'hour' }, ...documents(-1, 0) },
    { sortBy: { at: 1 } },
    [null, 1 / 24, 1 / 48, 1 / 96, 1 / 24, null, 1 / (22 * 24)],
  ],
  [
    'an area',
    { $integral: { input: '$n', unit: 'day' }, ...documents('unbounded', 'current') },
    byDate,
    [0, 1.5, 7.5, 23.5, 29, 29, 216],
  ],
  [
    'a covariance',
    { $covariancePop: ['$_id', '$n'] },
    { partitionBy: '$shop' },
    [6.125, 0, 6.125, 6.125, 0.25, 0.25, 6.125].map((x) => expect.closeTo(x)),
  ],
  [
    'a covariance of a sample',
    { $covarianceSamp: ['$_id', '$n'] },
    { partitionBy: '$shop' },
    [49 / 6, null, 49 / 6, 49 / 6, 0.5, 0.5, 49 / 6].map((x) => x && expect.closeTo(x)),
  ],
  [
    'a scale',
    { $minMaxScaler: { input: '$_id', min: 10, max: 16 } },
    { sortBy: { _id: 1 } },
    [10, 11, 12, 13, 14, 15, 16],
  ],
])('%s', async (_, output, stage, expected) => {
  expect(await computed(output, stage)).toEqual(expected);
});

test('partitions come one after the other, each in its order; fields may lie within others', async () => {
  const found = await cakes
    .aggregate([
      {
        $setWindowFields: {
          partitionBy: '$shop',
          sortBy: { n: -1, _id: 1 },
          output: { 'o.r': { $documentNumber: {} } },
        },
      },
      { $project: { shop: 1, o: 1 } },
    ])
    .toArray();
  expect(found.map(({ _id }) => _id)).toEqual([6, 5, 7, 3, 4, 1, 2]);
  expect(found.find(({ _id }) => _id === 1)).toEqual({ _id: 1, shop: 'a', o: { p: 1, r: 4 } });
});

test('functions see the documents as they came, and exact numbers stay exact', async () => {
  const rows = database.db.collection<AnyDoc>('exact');
  const large = mongo.Long.fromString('9007199254740993');
  await rows.insertMany([
    { _id: 1, v: large },
    { _id: 2, v: large },
    { _id: 3, v: new mongo.Decimal128('0.1') },
  ]);
  const sum = { $sum: '$v', ...documents('unbounded', 'current') };
  const [first, second, third] = await rows
    .aggregate([
      { $setWindowFields: { sortBy: { _id: 1 }, output: { v: sum, before: { $shift: { output: '$v', by: -1 } } } } },
    ])
    .toArray();
  expect(first).toEqual({ _id: 1, v: large, before: null });
  expect(String(second!.v)).toBe('18014398509481986');
  expect(second!.before).toEqual(large);
  expect(String(third!.v)).toBe('18014398509481986.1');
});

test.each<[mongo.Document, number]>([
  [{ output: { x: { $sum: '$v', ...documents(-1, 0) } } }, 5339901],
  [{ ...inAll, output: { x: { $sum: '$v', ...range([-1, 0]) } } }, 5339902],
  [{ sortBy: { n: -1 }, output: { x: { $sum: '$v', ...range([-1, 0]) } } }, 8947401],
  [{ ...inAll, output: { x: { $sum: '$v', ...documents(1, -1) } } }, 5339900],
  [{ ...inAll, output: { x: { $sum: '$v', ...documents(1, 'current') } } }, 5339900],
  [{ ...inAll, output: { x: { $sum: '$v', ...documents(0.5, 1) } } }, 9],
  [{ ...inAll, output: { x: { $sum: '$v', window: { documents: [0, 1], range: [0, 1] } } } }, 9],
  [{ ...byDate, output: { x: { $sum: '$v', ...range([-1, 0]) } } }, 5429413],
  [{ sortBy: { n: 1 }, output: { x: { $sum: '$v', ...range([-1, 0], 'day') } } }, 5429513],
  [{ sortBy: { shop: 1 }, output: { x: { $sum: '$v', ...range([-1, 0]) } } }, 5429414],
  [{ ...inAll, output: { x: { $rank: {} } } }, 5371602],
  [{ ...byShop, output: { x: { $locf: '$v', ...documents(0, 1) } } }, 9],
  [{ ...byShop, output: { x: { $nothing: '$v' } } }, 2],
  [{ ...byShop, output: { x: { $sum: '$v', $avg: '$v' } } }, 9],
  [{ partitionBy: ['$shop'], output: { x: { $sum: '$v' } } }, 14],
  [{ ...byDate, output: { x: { $derivative: { input: '$n' }, ...documents(-1, 0) } } }, 5624901],
  [{ ...byDate, output: { x: { $linearFill: '$v' } } }, 6050106],
])('$setWindowFields refused: %j', async (stage, code) => {
  await expect(cakes.aggregate([{ $setWindowFields: stage }]).toArray()).rejects.toMatchObject({ code });
});

test.each<[string, mongo.Document, unknown[]]>([
  ['the last value', { sortBy: { n: 1 }, output: { v: { method: 'locf' } } }, [10, 5, 5, 30, 2, 4, 4]],
  ['a value', { output: { v: { value: '$n' } } }, [10, 5, 4, 30, 2, 4, 9]],
  [
    'the last value of a partition, or else one',
    {
      partitionByFields: ['shop'],
      sortBy: { _id: -1 },
      output: { v: { method: 'locf' } },
    },
    [10, 5, 30, 30, 2, 4, null],
  ],
  [
    'a line',
    { partitionBy: { s: '$shop' }, sortBy: { _id: 1 }, output: { v: { method: 'linear' } } },
    [10, 5, expect.closeTo(70 / 3), 30, 2, 4, null],
  ],
])('$fill: %s', async (_, stage, expected) => {
  const found = await cakes.aggregate([{ $fill: stage }, { $sort: { _id: 1 } }]).toArray();
  expect(found.map(({ v }) => v)).toEqual(expected);
});

test.each<[mongo.Document]>([
  [{ output: { v: { method: 'locf' } } }],
  [{ sortBy: { n: 1 }, output: { v: { method: 'other' } } }],
  [{ partitionBy: '$shop', partitionByFields: ['shop'], output: { v: { value: 0 } } }],
])('$fill refused: %j', async (stage) => {
  await expect(cakes.aggregate([{ $fill: stage }]).toArray()).rejects.toMatchObject({ code: 9 });
});
