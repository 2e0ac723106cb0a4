import type { mongo } from 'mongoose';
import { type AnyDoc, readPlan, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

let database: TemporaryDatabase;
let orders: mongo.Collection<AnyDoc>;
let people: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
  orders = database.db.collection<AnyDoc>('orders');
  people = database.db.collection<AnyDoc>('people');
  await orders.createIndex({ who: 1 });
  await orders.insertMany([
    {
      _id: 1,
      who: 'a',
      at: new Date(0),
      items: [
        { p: 1, q: 2 },
        { p: 2, q: 1 },
      ],
    },
    { _id: 2, who: 'b', at: new Date(86_400_000), items: [{ p: 1, q: 1 }] },
    { _id: 3, who: 'a', at: new Date(0), items: [] },
    { _id: 4, at: new Date(0), text: '' },
  ]);
  await people.insertMany([
    { _id: 'a', n: 'Ann', tags: ['x', 'y'] },
    { _id: 'b', n: 'Bob', tags: ['y'] },
  ]);
});
afterAll(() => database.close());

const join = { from: 'people', localField: 'who', foreignField: '_id', as: 'u' };

test.each<[string, mongo.Document[], mongo.Document[]]>([
  [
    'unwind, group, sort',
    [{ $unwind: '$items' }, { $group: { _id: '$items.p', q: { $sum: '$items.q' } } }, { $sort: { _id: 1 } }],
    [
      { _id: 1, q: 3 },
      { _id: 2, q: 1 },
    ],
  ],
  [
    'unwind keeping the empty ones',
    [{ $unwind: { path: '$items', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } }, { $project: { i: 1 } }],
    [
      { _id: 1, i: 0 },
      { _id: 1, i: 1 },
      { _id: 2, i: 0 },
      { _id: 3, i: null },
      { _id: 4, i: null },
    ],
  ],
  [
    'a text is not an array, but is kept by unwind',
    [{ $unwind: '$text' }, { $project: { text: 1 } }],
    [{ _id: 4, text: '' }],
  ],
  [
    'group by a missing field',
    [{ $group: { _id: '$who', n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
    [
      { _id: null, n: 1 },
      { _id: 'a', n: 2 },
      { _id: 'b', n: 1 },
    ],
  ],
  [
    'accumulators',
    [
      { $match: { who: 'a' } },
      { $unwind: '$items' },
      {
        $group: {
          _id: null,
          least: { $min: '$items.q' },
          most: { $max: '$items.q' },
          mean: { $avg: '$items.q' },
          all: { $push: '$items.p' },
          set: { $addToSet: '$who' },
          none: { $push: '$missing' },
          first: { $first: '$_id' },
        },
      },
    ],
    [{ _id: null, least: 1, most: 2, mean: 1.5, all: [1, 2], set: ['a'], none: [], first: 1 }],
  ],
  ['count', [{ $match: { who: 'a' } }, { $count: 'k' }], [{ k: 2 }]],
  ['count of nothing', [{ $match: { who: 'z' } }, { $count: 'k' }], []],
  [
    'sort, skip, limit',
    [{ $sort: { _id: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }],
    [{ _id: 3 }, { _id: 2 }],
  ],
  [
    'lookup by field',
    [{ $match: { _id: 1 } }, { $lookup: join }, { $set: { u: { $first: '$u' } } }, { $project: { 'u.n': 1 } }],
    [{ _id: 1, u: { n: 'Ann' } }],
  ],
  ['lookup of nothing', [{ $match: { _id: 4 } }, { $lookup: join }, { $project: { u: 1 } }], [{ _id: 4, u: [] }]],
  [
    'lookup by pipeline',
    [
      { $match: { _id: { $lt: 3 } } },
      {
        $lookup: {
          from: 'people',
          let: { w: '$who' },
          pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$w'] } } }, { $project: { n: 1, _id: 0 } }],
          as: 'u',
        },
      },
      { $project: { u: 1 } },
    ],
    [
      { _id: 1, u: [{ n: 'Ann' }] },
      { _id: 2, u: [{ n: 'Bob' }] },
    ],
  ],
  [
    'facets',
    [{ $facet: { n: [{ $count: 'c' }], top: [{ $sort: { _id: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }] } }],
    [{ n: [{ c: 4 }], top: [{ _id: 4 }] }],
  ],
  [
    'dates as text',
    [
      { $group: { _id: { $dateToString: { date: '$at', format: '%Y-%m-%d' } }, n: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: '1970-01-01', n: 3 },
      { _id: '1970-01-02', n: 1 },
    ],
  ],
  ['sortByCount', [{ $sortByCount: '$who' }, { $limit: 1 }], [{ _id: 'a', count: 2 }]],
  ['replaceRoot', [{ $match: { _id: 2 } }, { $replaceRoot: { newRoot: { w: '$who' } } }], [{ w: 'b' }]],
  [
    'comparisons do not look into arrays',
    [
      { $match: { _id: 1 } },
      { $project: { _id: 0, same: { $eq: ['$items', { p: 1, q: 2 }] }, more: { $gt: ['$who', 5] } } },
    ],
    [{ same: false, more: true }],
  ],
  [
    'unionWith',
    [
      { $match: { _id: 1 } },
      { $project: { _id: 1 } },
      { $unionWith: { coll: 'people', pipeline: [{ $project: { _id: 1 } }] } },
    ],
    [{ _id: 1 }, { _id: 'a' }, { _id: 'b' }],
  ],
])('%s', async (_, pipeline, expected) => {
  expect(await orders.aggregate(pipeline).toArray()).toEqual(expected);
});

test('a match at the start and a lookup go through indexes', async () => {
  const explained = await orders
    .aggregate([{ $match: { who: 'a' } }, { $group: { _id: null } }])
    .explain('executionStats');
  expect(readPlan(explained)).toMatchObject({ stage: 'IXSCAN', index: 'who_1', docs: 2 });
  const joined = await people
    .aggregate([{ $lookup: { from: 'orders', localField: '_id', foreignField: 'who', as: 'o' } }])
    .toArray();
  expect(joined.map(({ o }) => o.length)).toEqual([2, 1]);
  const byTag = await people
    .aggregate([{ $lookup: { from: 'people', localField: 'tags', foreignField: 'tags', as: 'o' } }])
    .toArray();
  expect(byTag.map(({ o }) => o.length)).toEqual([2, 2]);
});

test('variables of let reach the filter', async () => {
  const found = await orders
    .aggregate([{ $match: { $expr: { $eq: ['$who', '$$w'] } } }], { let: { w: 'b' } })
    .toArray();
  expect(found).toMatchObject([{ _id: 2 }]);
});

test.each<[mongo.Document[], number]>([
  [[{ $nope: 1 }], 40324],
  [[{ $out: 'elsewhere' }, { $match: {} }], 40601],
  [[{ $merge: 'elsewhere' }, { $limit: 1 }], 40601],
  [[{ $facet: { a: [{ $nope: 1 }] } }], 40324],
  [[{ $match: {}, $limit: 1 }], 40323],
  [[{ $project: { x: { $nope: 1 } } }], 2],
  [[{ $project: { x: { $function: { body: 'x', args: [], lang: 'js' } } } }], 2],
])('refused: %j', async (pipeline, code) => {
  await expect(orders.aggregate(pipeline).toArray()).rejects.toMatchObject({ code });
});
