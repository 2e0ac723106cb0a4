import { mongo } from 'mongoose';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

let database: TemporaryDatabase;
let sales: mongo.Collection<AnyDoc>;

const rows: AnyDoc[] = [
  { _id: 1, shop: 'a', q: 2, at: 3, key: { x: 1, y: 2 }, o: { p: 1 }, refs: 2 },
  { _id: 2, shop: 'a', q: 5, at: 1, key: { y: 2, x: 1 }, o: { p: 2, r: 3 }, refs: 3 },
  { _id: 3, shop: 'b', q: null, at: 2, key: { x: 1, y: 2 }, refs: 1 },
  { _id: 4, shop: 'a', q: 'text', at: 2, key: { x: 1 } },
  { _id: 5, shop: 'b', q: 4, at: 5, refs: 99 },
];

beforeAll(async () => {
  database = await temporaryDatabase();
  sales = database.db.collection<AnyDoc>('sales');
  await sales.insertMany(rows);
});
afterAll(() => database.close());

const byShop = { $sort: { _id: 1 } };

/** What an accumulator makes of shop a (2, 5, 'text') and of shop b (null, 4). */
test.each<[mongo.Document, unknown, unknown]>([
  [{ $sum: '$q' }, 7, 4],
  [{ $sum: 1 }, 3, 2],
  [{ $sum: { $multiply: ['$at', 2] } }, 12, 14],
  [{ $count: {} }, 3, 2],
  [{ $avg: '$q' }, 3.5, 4],
  [{ $avg: '$none' }, null, null],
  [{ $min: '$q' }, 2, 4],
  [{ $max: '$q' }, 'text', 4],
  [{ $first: '$q' }, 2, null],
  [{ $last: '$o' }, null, null],
  [{ $push: '$o' }, [{ p: 1 }, { p: 2, r: 3 }], []],
  [{ $push: { q: '$q' } }, [{ q: 2 }, { q: 5 }, { q: 'text' }], [{ q: null }, { q: 4 }]],
  [{ $addToSet: '$shop' }, ['a'], ['b']],
  [{ $mergeObjects: '$o' }, { p: 2, r: 3 }, {}],
  [{ $stdDevPop: '$q' }, 1.5, 0],
  [{ $stdDevSamp: '$q' }, Math.sqrt(4.5), null],
  [{ $firstN: { input: '$q', n: 2 } }, [2, 5], [null, 4]],
  [{ $lastN: { input: '$at', n: 2 } }, [1, 2], [2, 5]],
  [{ $minN: { input: '$q', n: 2 } }, [2, 5], [4]],
  [{ $maxN: { input: '$at', n: 2 } }, [3, 2], [5, 2]],
  [{ $top: { sortBy: { at: 1 }, output: '$_id' } }, 2, 3],
  [{ $bottom: { sortBy: { at: 1 }, output: '$_id' } }, 1, 5],
  [{ $topN: { sortBy: { at: -1 }, output: '$at', n: 2 } }, [3, 2], [5, 2]],
  [{ $bottomN: { sortBy: { at: 1 }, output: '$at', n: 2 } }, [2, 3], [2, 5]],
  [{ $maxN: { input: '$at', n: { $cond: [{ $eq: ['$shop', 'a'] }, 1, 2] } } }, [3], [5, 2]],
])('%j', async (accumulator, ofA, ofB) => {
  const id = JSON.stringify(accumulator).includes('$cond') ? { shop: '$shop' } : '$shop';
  const found = await sales.aggregate([{ $group: { _id: id, v: accumulator } }, byShop]).toArray();
  expect(found.map(({ v }) => v)).toEqual([ofA, ofB]);
});

test('groups are told apart as values compare: field order matters, the type of a number does not', async () => {
  const byKey = await sales.aggregate([{ $group: { _id: '$key', n: { $sum: 1 } } }]).toArray();
  expect(byKey).toEqual([
    { _id: { x: 1, y: 2 }, n: 2 },
    { _id: { y: 2, x: 1 }, n: 1 },
    { _id: { x: 1 }, n: 1 },
    { _id: null, n: 1 },
  ]);
  expect(Object.keys(byKey[1]!._id)).toEqual(['y', 'x']);
  const numbers = database.db.collection<AnyDoc>('numbers');
  await numbers.insertMany([{ v: new mongo.Int32(2) }, { v: new mongo.Double(2) }, { v: mongo.Long.fromNumber(2) }]);
  expect(await numbers.aggregate([{ $group: { _id: '$v', n: { $count: {} } } }]).toArray()).toEqual([{ _id: 2, n: 3 }]);
});

test('a compound key leaves out what is missing', async () => {
  const found = await sales.aggregate([{ $group: { _id: { s: '$shop', none: '$none' } } }, byShop]).toArray();
  expect(found).toEqual([{ _id: { s: 'a' } }, { _id: { s: 'b' } }]);
});

test.each<[string, mongo.Document[], mongo.Document[]]>([
  [
    'buckets by boundaries',
    [{ $bucket: { groupBy: '$at', boundaries: [0, 2, 4], default: 'more' } }],
    [
      { _id: 0, count: 1 },
      { _id: 2, count: 3 },
      { _id: 'more', count: 1 },
    ],
  ],
  [
    'buckets of about the same size',
    [{ $bucketAuto: { groupBy: '$at', buckets: 2, output: { ids: { $push: '$_id' } } } }],
    [
      { _id: { min: 1, max: 3 }, ids: [2, 3, 4] },
      { _id: { min: 3, max: 5 }, ids: [1, 5] },
    ],
  ],
  [
    'facets, one of which ends early',
    [
      { $match: { shop: 'a' } },
      { $facet: { one: [{ $limit: 1 }, { $project: { _id: 1 } }], by: [{ $sortByCount: '$at' }, { $count: 'n' }] } },
    ],
    [{ one: [{ _id: 1 }], by: [{ n: 3 }] }],
  ],
  [
    'a sort behind other stages, with skip and limit',
    [
      { $set: { m: { $mod: ['$_id', 2] } } },
      { $sort: { m: 1, _id: -1 } },
      { $skip: 1 },
      { $limit: 2 },
      { $unset: 'q' },
    ],
    [
      { _id: 2, shop: 'a', at: 1, key: { y: 2, x: 1 }, o: { p: 2, r: 3 }, refs: 3, m: 0 },
      { _id: 5, shop: 'b', at: 5, refs: 99, m: 1 },
    ],
  ],
  [
    'references followed from document to document',
    [
      { $match: { _id: 1 } },
      {
        $graphLookup: {
          from: 'sales',
          startWith: '$refs',
          connectFromField: 'refs',
          connectToField: '_id',
          as: 'way',
          depthField: 'd',
        },
      },
      { $project: { 'way._id': 1, 'way.d': 1 } },
    ],
    [
      {
        _id: 1,
        way: [
          { _id: 2, d: 0 },
          { _id: 3, d: 1 },
          { _id: 1, d: 2 },
        ],
      },
    ],
  ],
])('%s', async (_, pipeline, expected) => {
  expect(await sales.aggregate(pipeline).toArray()).toEqual(expected);
});

test('a sample has the size asked for, and no document twice', async () => {
  const found = await sales.aggregate([{ $sample: { size: 3 } }]).toArray();
  expect(new Set(found.map(({ _id }) => _id)).size).toBe(3);
  expect(await sales.aggregate([{ $sample: { size: 30 } }]).toArray()).toHaveLength(5);
});

test.each<[mongo.Document, number]>([
  [{ $group: { n: { $sum: 1 } } }, 15955],
  [{ $group: { _id: null, n: 1 } }, 40234],
  [{ $group: { _id: null, n: { $nope: 1 } } }, 2],
  [{ $bucket: { groupBy: '$at', boundaries: [0, 2] } }, 40066],
  [{ $bucket: { groupBy: '$at', boundaries: [2, 0] } }, 40194],
  [{ $limit: 0 }, 15958],
])('refused: %j', async (stage, code) => {
  await expect(sales.aggregate([{ $unwind: '$shop' }, stage]).toArray()).rejects.toMatchObject({ code });
});

test('what would take more than 100 MB is refused, unless the client allows it', async () => {
  const large = database.db.collection<AnyDoc>('large');
  const text = 'x'.repeat(9_000_000);
  for (let _id = 0; _id < 4; _id++) await large.insertOne({ _id, list: [1, 2, 3, 4], text });
  const pipeline = [{ $unwind: '$list' }, { $sort: { list: -1 } }, { $set: { m: 1 } }, { $count: 'n' }];
  await expect(large.aggregate(pipeline).toArray()).rejects.toMatchObject({ code: 292 });
  expect(await large.aggregate(pipeline, { allowDiskUse: true }).toArray()).toEqual([{ n: 16 }]);
});
