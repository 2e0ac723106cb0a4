import type { mongo } from 'mongoose';
import { type AnyDoc, idsOf, readPlan, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

// By MongoDB's documentation: hashed indexes are for equality, and hold no arrays.

let database: TemporaryDatabase;
let rows: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  rows = database.db.collection<AnyDoc>('hashed');
  await rows.drop();
});

async function planOf(filter: mongo.Document, options: mongo.FindOptions = {}) {
  return readPlan(await rows.find(filter as mongo.Filter<AnyDoc>, options).explain('executionStats'));
}

const byIndex = { stage: 'IXSCAN', index: 'a_hashed' };

test('a hashed index answers what is equal to one value or to several, and nothing else', async () => {
  await rows.createIndex({ a: 'hashed' });
  const values = [2.2, 2.3, 2.9, 2, 'two', { b: 1, c: 2 }, null, new Date(2), true];
  await rows.insertMany([...values.map((a, _id) => ({ _id, a })), { _id: 9 }]);
  for (const [_id, a] of values.entries()) {
    const expected = a === null ? [6, 9] : [_id];
    expect(await idsOf(rows, { a })).toEqual(expected);
    expect(await planOf({ a })).toMatchObject({ ...byIndex, returned: expected.length });
  }
  expect(await planOf({ a: { $in: [2.2, 'two'] } })).toMatchObject({ ...byIndex, returned: 2 });
  expect(await planOf({ a: { $gt: 2 } })).toMatchObject({ stage: 'COLLSCAN', returned: 3 });
  expect(await planOf({ a: /^tw/ })).toMatchObject({ stage: 'COLLSCAN', returned: 1 });
  expect(await planOf({}, { sort: { a: 1 } })).toMatchObject({ stage: 'COLLSCAN', sortsInMemory: true });
  expect(await planOf({ a: { $gt: 2 } }, { hint: 'a_hashed' })).toMatchObject({ ...byIndex, returned: 3 });
  expect(await database.db.command({ validate: 'hashed' })).toMatchObject({ valid: true, errors: [] });
});

test('one field of several may be hashed, and those beside it keep their order', async () => {
  await rows.createIndex({ kind: 1, a: 'hashed', n: -1 });
  await rows.insertMany(Array.from({ length: 60 }, (_, i) => ({ _id: i, kind: i % 2, a: `a${i % 3}`, n: i })));
  const plan = await planOf({ kind: 1, a: 'a1' }, { sort: { n: -1 }, limit: 3 });
  expect(plan).toMatchObject({ index: 'kind_1_a_hashed_n_-1', sortsInMemory: false, keys: 3, returned: 3 });
  expect(await planOf({ kind: 1 }, { sort: { a: 1 } })).toMatchObject({ sortsInMemory: true, returned: 30 });
});

test('an index on the hashed _id is one of its own', async () => {
  await rows.createIndex({ _id: 'hashed' });
  expect(await rows.indexes()).toMatchObject([{ key: { _id: 1 } }, { key: { _id: 'hashed' }, name: '_id_hashed' }]);
  await rows.insertOne({ _id: 1 });
  expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1 });
});

test('arrays, unique values and two hashed fields are refused', async () => {
  await rows.createIndex({ 'a.b': 'hashed' });
  for (const a of [{ b: [1] }, { b: [] }, [{ b: 1 }]]) {
    await expect(rows.insertOne({ a })).rejects.toMatchObject({ code: 16766 });
  }
  await rows.insertOne({ _id: 1, a: { b: 1 }, list: [1, 2] });
  await expect(rows.updateOne({ _id: 1 }, { $set: { 'a.b': [2] } })).rejects.toMatchObject({ code: 16766 });
  await expect(rows.createIndex({ list: 'hashed' })).rejects.toMatchObject({ code: 16766 });
  await expect(rows.createIndex({ c: 'hashed' }, { unique: true })).rejects.toMatchObject({ code: 16764 });
  await expect(rows.createIndex({ c: 'hashed', d: 'hashed' })).rejects.toMatchObject({ code: 31303 });
  await expect(rows.createIndex({ c: 'hashed', d: '2dsphere' })).rejects.toMatchObject({ code: 67 });
  await expect(rows.createIndex({ c: 'hashed' }, { expireAfterSeconds: 1 })).rejects.toMatchObject({ code: 67 });
  expect(await rows.find().toArray()).toEqual([{ _id: 1, a: { b: 1 }, list: [1, 2] }]);
});
