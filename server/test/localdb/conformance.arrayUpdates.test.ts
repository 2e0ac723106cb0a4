import type { mongo } from 'mongoose';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

let database: TemporaryDatabase;
let collection: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  collection = database.db.collection<AnyDoc>('arrays');
  await collection.drop();
});

interface Step {
  before: mongo.Document;
  update: mongo.Document;
  after: mongo.Document;
  filter?: mongo.Document;
  arrayFilters?: mongo.Document[];
}

async function expectStep({ before, update, after, filter = {}, arrayFilters }: Step): Promise<void> {
  await collection.insertOne({ _id: 1, ...before });
  const found = await collection.findOneAndUpdate({ _id: 1, ...filter }, update, {
    returnDocument: 'after',
    ...(arrayFilters && { arrayFilters }),
  });
  expect(found).toEqual({ _id: 1, ...after });
}

const q = [3, 1, 2];

test.each<Step>([
  { before: {}, update: { $push: { q: 1 } }, after: { q: [1] } },
  { before: { q }, update: { $push: { q: [4] } }, after: { q: [3, 1, 2, [4]] } },
  { before: { q }, update: { $push: { q: { $each: [5, 6] } } }, after: { q: [3, 1, 2, 5, 6] } },
  { before: { q }, update: { $push: { q: { $each: [0], $position: 0 } } }, after: { q: [0, 3, 1, 2] } },
  { before: { q }, update: { $push: { q: { $each: [0], $position: -1 } } }, after: { q: [3, 1, 0, 2] } },
  { before: { q }, update: { $push: { q: { $each: [0], $sort: 1 } } }, after: { q: [0, 1, 2, 3] } },
  { before: { q }, update: { $push: { q: { $each: [0], $sort: -1, $slice: 2 } } }, after: { q: [3, 2] } },
  { before: { q }, update: { $push: { q: { $each: [4, 5], $slice: -2 } } }, after: { q: [4, 5] } },
  { before: {}, update: { $push: { q: { $each: [2, 1, 3], $sort: 1, $slice: -2 } } }, after: { q: [2, 3] } },
  { before: { q }, update: { $push: { q: { $each: [], $slice: 0 } } }, after: { q: [] } },
  {
    before: { q: [{ a: 1, b: 2 }] },
    update: { $push: { q: { $each: [{ a: 1, b: 1 }, { a: 0 }], $sort: { a: -1, b: 1 } } } },
    after: { q: [{ a: 1, b: 1 }, { a: 1, b: 2 }, { a: 0 }] },
  },
])('push: $before with $update', expectStep);

test.each<Step>([
  { before: { q: [1, 1] }, update: { $addToSet: { q: 1 } }, after: { q: [1, 1] } },
  { before: { q }, update: { $addToSet: { q: { $each: [1, 4, 4] } } }, after: { q: [3, 1, 2, 4] } },
  { before: { q: [{ a: 1, b: 2 }] }, update: { $addToSet: { q: { a: 1, b: 2 } } }, after: { q: [{ a: 1, b: 2 }] } },
  { before: { q }, update: { $pull: { q: { $gte: 2 } } }, after: { q: [1] } },
  { before: { q }, update: { $pull: { q: 3 } }, after: { q: [1, 2] } },
  { before: { q }, update: { $pull: { q: { $in: [1, 2] } } }, after: { q: [3] } },
  { before: { q: ['a', 'b'] }, update: { $pull: { q: /^a/ } }, after: { q: ['b'] } },
  {
    before: { q: [{ k: 1, v: 1 }, { k: 1, v: 2 }, 1] },
    update: { $pull: { q: { k: 1, v: { $gt: 1 } } } },
    after: { q: [{ k: 1, v: 1 }, 1] },
  },
  { before: { q: [{ t: ['x'] }, { t: ['y'] }] }, update: { $pull: { q: { t: 'x' } } }, after: { q: [{ t: ['y'] }] } },
  { before: { a: 1 }, update: { $pull: { q: 1 } }, after: { a: 1 } },
  { before: { q }, update: { $pullAll: { q: [1, 3] } }, after: { q: [2] } },
  { before: { q }, update: { $pop: { q: 1 } }, after: { q: [3, 1] } },
  { before: { q }, update: { $pop: { q: -1 } }, after: { q: [1, 2] } },
])('sets and removals: $before with $update', expectStep);

const items = [
  { k: 1, v: 1 },
  { k: 2, v: 2 },
  { k: 2, v: 3 },
];

test.each<Step & { story: string }>([
  {
    story: 'the element the query matched',
    before: { items },
    filter: { 'items.k': 2 },
    update: { $set: { 'items.$.v': 9, 'items.$.w': 1 } },
    after: {
      items: [
        { k: 1, v: 1 },
        { k: 2, v: 9, w: 1 },
        { k: 2, v: 3 },
      ],
    },
  },
  {
    story: 'the element that $elemMatch matched',
    before: { items },
    filter: { items: { $elemMatch: { k: 2, v: 3 } } },
    update: { $inc: { 'items.$.v': 10 } },
    after: {
      items: [
        { k: 1, v: 1 },
        { k: 2, v: 2 },
        { k: 2, v: 13 },
      ],
    },
  },
  {
    story: 'the element that meets two conditions on the array',
    before: { items },
    filter: { 'items.k': 2, 'items.v': 3 },
    update: { $set: { 'items.$': 'x' } },
    after: { items: [{ k: 1, v: 1 }, { k: 2, v: 2 }, 'x'] },
  },
  {
    story: 'a nested array, matched inside $and',
    before: { a: { q: [5, 6] } },
    filter: { $and: [{ 'a.q': 6 }] },
    update: { $set: { 'a.q.$': 7 } },
    after: { a: { q: [5, 7] } },
  },
  {
    story: 'an array inside the matched element',
    before: {
      items: [
        { k: 1, tags: [] },
        { k: 2, tags: ['a'] },
      ],
    },
    filter: { 'items.k': 2 },
    update: { $push: { 'items.$.tags': 'b' } },
    after: {
      items: [
        { k: 1, tags: [] },
        { k: 2, tags: ['a', 'b'] },
      ],
    },
  },
  {
    story: 'every element',
    before: { items },
    update: { $inc: { 'items.$[].v': 1 } },
    after: {
      items: [
        { k: 1, v: 2 },
        { k: 2, v: 3 },
        { k: 2, v: 4 },
      ],
    },
  },
  {
    story: 'the elements of an array filter',
    before: { items },
    update: { $set: { 'items.$[e].v': 0, 'items.$[e].seen': true } },
    arrayFilters: [{ 'e.k': 2, 'e.v': { $gt: 2 } }],
    after: {
      items: [
        { k: 1, v: 1 },
        { k: 2, v: 2 },
        { k: 2, v: 0, seen: true },
      ],
    },
  },
  {
    story: 'an array filter with alternatives',
    before: { q },
    update: { $mul: { 'q.$[n]': 10 } },
    arrayFilters: [{ $or: [{ n: 1 }, { n: { $gte: 3 } }] }],
    after: { q: [30, 10, 2] },
  },
  {
    story: 'filters in nested arrays',
    before: { g: [{ m: [{ n: 1 }, { n: 2 }] }, { x: 1, m: [{ n: 1 }] }] },
    update: { $set: { 'g.$[a].m.$[b].hit': 1 } },
    arrayFilters: [{ 'a.x': 1 }, { 'b.n': 1 }],
    after: { g: [{ m: [{ n: 1 }, { n: 2 }] }, { x: 1, m: [{ n: 1, hit: 1 }] }] },
  },
])('places in arrays: $story', expectStep);

test('a failing update of many leaves none of its documents half changed', async () => {
  await collection.insertMany([
    { _id: 1, q: [1] },
    { _id: 2, q: 'text' },
  ]);
  const update: mongo.Document = { $set: { seen: 1 }, $push: { q: 2 } };
  await expect(collection.updateMany({}, update)).rejects.toMatchObject({ code: 2 });
  expect(await collection.findOne({ _id: 2 })).toEqual({ _id: 2, q: 'text' });
});

test.each<[mongo.Document, mongo.Document[] | undefined, number]>([
  [{ $set: { 'q.$[e]': 1 } }, [{ e: 1 }, { f: 1 }], 9],
  [{ $set: { 'q.$[e]': 1 } }, [{ e: 1, f: 1 }], 9],
  [{ $set: { 'none.$[]': 1 } }, undefined, 2],
  [{ $push: { q: { $each: 1 } } }, undefined, 2],
  [{ $push: { q: { $each: [], $nope: 1 } } }, undefined, 2],
  [{ $pop: { q: 2 } }, undefined, 9],
  [{ $pullAll: { q: 1 } }, undefined, 2],
])('refused: %j with array filters %j', async (update, arrayFilters, code) => {
  await collection.insertOne({ _id: 1, q });
  const options = arrayFilters ? { arrayFilters } : {};
  await expect(collection.updateOne({ _id: 1 }, update, options)).rejects.toMatchObject({ code });
  expect(await collection.findOne({})).toEqual({ _id: 1, q });
});
