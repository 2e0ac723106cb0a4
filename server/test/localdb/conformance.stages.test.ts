import type { mongo } from 'mongoose';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

let database: TemporaryDatabase;
let collection: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
  collection = database.db.collection<AnyDoc>('stages');
  await collection.insertMany([
    { _id: 1, v: 1, g: { x: 1, y: 2 } },
    { _id: 2, v: 5, g: { y: 2, x: 1 } },
    { _id: 3, v: 10, g: 'a' },
    { _id: 4, v: 20, list: [{ k: 1 }, { k: 2 }] },
  ]);
});
afterAll(() => database.close());

const boundaries = [0, 5, 20];

test.each<[string, mongo.Document[], mongo.Document[]]>([
  [
    'a bucket takes its lower boundary, not its upper one',
    [{ $bucket: { groupBy: '$v', boundaries, default: 'other', output: { ids: { $push: '$_id' } } } }],
    [
      { _id: 0, ids: [1] },
      { _id: 5, ids: [2, 3] },
      { _id: 'other', ids: [4] },
    ],
  ],
  [
    'buckets of equal size',
    [{ $bucketAuto: { groupBy: '$v', buckets: 2 } }],
    [
      { _id: { min: 1, max: 10 }, count: 2 },
      { _id: { min: 10, max: 20 }, count: 2 },
    ],
  ],
  [
    'documents that differ in field order are different groups',
    [{ $group: { _id: '$g', ids: { $push: '$_id' } } }, { $sort: { ids: 1 } }],
    [
      { _id: { x: 1, y: 2 }, ids: [1] },
      { _id: { y: 2, x: 1 }, ids: [2] },
      { _id: 'a', ids: [3] },
      { _id: null, ids: [4] },
    ],
  ],
  [
    'nested fields are added beside others, in every element, and instead of what is no document',
    [{ $addFields: { 'g.q': 9, list: { n: '$v' } } }, { $match: { _id: { $ne: 2 } } }, { $unset: 'v' }],
    [
      { _id: 1, g: { x: 1, y: 2, q: 9 }, list: { n: 1 } },
      { _id: 3, g: { q: 9 }, list: { n: 10 } },
      {
        _id: 4,
        g: { q: 9 },
        list: [
          { k: 1, n: 20 },
          { k: 2, n: 20 },
        ],
      },
    ],
  ],
  [
    '$top and $bottom give one value',
    [
      {
        $group: {
          _id: null,
          top: { $top: { output: '$_id', sortBy: { v: -1 } } },
          bottom: { $bottom: { output: '$_id', sortBy: { v: -1 } } },
        },
      },
    ],
    [{ _id: null, top: 4, bottom: 1 }],
  ],
  [
    'what $redact prunes is gone',
    [{ $redact: { $cond: [{ $lte: ['$v', 5] }, '$$KEEP', '$$PRUNE'] } }, { $project: { v: 1 } }],
    [
      { _id: 1, v: 1 },
      { _id: 2, v: 5 },
    ],
  ],
  ['a sample takes no document twice', [{ $sample: { size: 100 } }, { $count: 'n' }], [{ n: 4 }]],
  [
    'windows',
    [
      {
        $setWindowFields: {
          sortBy: { v: 1 },
          output: {
            sum: { $sum: '$v', window: { documents: ['unbounded', 'current'] } },
            near: { $sum: '$v', window: { range: [-5, 0] } },
            before: { $shift: { output: '$v', by: -1, default: 'none' } },
          },
        },
      },
      { $project: { sum: 1, near: 1, before: 1 } },
    ],
    [
      { _id: 1, sum: 1, near: 1, before: 'none' },
      { _id: 2, sum: 6, near: 6, before: 1 },
      { _id: 3, sum: 16, near: 15, before: 5 },
      { _id: 4, sum: 36, near: 20, before: 10 },
    ],
  ],
])('%s', async (_, pipeline, expected) => {
  expect(await collection.aggregate(pipeline).toArray()).toEqual(expected);
});

test.each<[mongo.Document[], number]>([
  [[{ $limit: 0 }], 15958],
  [[{ $match: { v: 1 } }, { $limit: 2.5 }], 15958],
  [[{ $skip: -1 }], 15956],
  [[{ $unwind: '$list' }, { $sort: {} }], 15976],
  [[{ $bucket: { groupBy: '$v', boundaries } }], 40066],
  [[{ $bucket: { groupBy: '$v', boundaries: [5, 0] } }], 40194],
  [[{ $group: { n: { $sum: 1 } } }], 15955],
  [[{ $group: { _id: null, m: { $mergeObjects: '$v' } } }], 40400],
  [[{ $match: { v: 1 } }, { $unwind: '$g' }, { $match: { v: { $type: 'long' } } }], 2],
])('refused: %j', async (pipeline, code) => {
  await expect(collection.aggregate(pipeline).toArray()).rejects.toMatchObject({ code });
});
