import type { mongo } from 'mongoose';
import { type AnyDoc, idsOf, readPlan, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

let database: TemporaryDatabase;
let collection: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  collection = database.db.collection<AnyDoc>('indexes');
  await collection.drop();
});

async function planOf(filter: mongo.Document, options: mongo.FindOptions = {}) {
  return readPlan(await collection.find(filter as mongo.Filter<AnyDoc>, options).explain('executionStats'));
}

async function expectValid(): Promise<void> {
  expect(await database.db.command({ validate: 'indexes' })).toMatchObject({ valid: true, errors: [] });
}

test('a unique index admits each value once, also by update and upsert', async () => {
  await collection.createIndex({ email: 1 }, { unique: true });
  await collection.insertMany([
    { _id: 1, email: 'a' },
    { _id: 2, email: 'b' },
  ]);
  const duplicate = { code: 11000, keyPattern: { email: 1 }, keyValue: { email: 'a' } };
  await expect(collection.insertOne({ email: 'a' })).rejects.toMatchObject(duplicate);
  await expect(collection.insertOne({ email: 'a' })).rejects.toThrow(/E11000 duplicate key error/);
  await expect(collection.updateOne({ _id: 2 }, { $set: { email: 'a' } })).rejects.toMatchObject({ code: 11000 });
  await expect(collection.findOneAndUpdate({ _id: 2 }, { $set: { email: 'a' } })).rejects.toMatchObject(duplicate);
  const upsert = collection.updateOne({ _id: 3 }, { $set: { email: 'a' } }, { upsert: true });
  await expect(upsert).rejects.toMatchObject({ code: 11000 });
  await collection.updateOne({ _id: 1 }, { $set: { email: 'a', n: 1 } });
  await collection.insertOne({ _id: 4 });
  await expect(collection.insertOne({ _id: 5 })).rejects.toMatchObject({ code: 11000 }); // missing counts as null
  await expectValid();
});

test('a unique index over existing duplicates is not made', async () => {
  await collection.insertMany([{ a: 1 }, { a: 1 }]);
  await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
  expect(await collection.indexes()).toHaveLength(1);
  await expectValid();
});

test('of twenty inserts of one value at once, one succeeds', async () => {
  await collection.createIndex({ u: 1 }, { unique: true, sparse: true });
  const inserts = Array.from({ length: 20 }, () => collection.insertOne({ u: 'same' }));
  const results = await Promise.allSettled(inserts);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a partial unique index speaks only for the documents it holds', async () => {
  const partialFilterExpression = { state: { $in: ['open', 'new'] }, owner: { $type: 'string' } };
  await collection.createIndex({ owner: 1, slot: 1 }, { unique: true, partialFilterExpression });
  await collection.insertMany([
    { _id: 1, owner: 'a', slot: 1, state: 'open' },
    { _id: 2, owner: 'a', slot: 1, state: 'done' },
    { _id: 3, owner: 'a', slot: 1, state: 'done' },
    { _id: 4, state: 'open' },
    { _id: 5, state: 'open' },
  ]);
  await expect(collection.insertOne({ owner: 'a', slot: 1, state: 'new' })).rejects.toMatchObject({ code: 11000 });
  await expect(collection.updateOne({ _id: 2 }, { $set: { state: 'open' } })).rejects.toMatchObject({ code: 11000 });
  await collection.updateOne({ _id: 1 }, { $set: { state: 'done' } });
  await collection.updateOne({ _id: 2 }, { $set: { state: 'open' } });
  expect(await planOf({ owner: 'a', slot: 1, state: 'open' })).toMatchObject({ index: 'owner_1_slot_1', returned: 1 });
  expect(await planOf({ owner: 'a', slot: 1 })).toMatchObject({ stage: 'COLLSCAN', returned: 3 });
  await expectValid();
});

test('sparse and partial indexes are not used where they would miss documents', async () => {
  await collection.createIndex({ s: 1 }, { sparse: true });
  await collection.createIndex({ p: 1 }, { partialFilterExpression: { p: { $gt: 5 } } });
  await collection.insertMany([
    { _id: 1, s: 1, p: 1 },
    { _id: 2, p: 7 },
    { _id: 3, s: null },
  ]);
  expect(await planOf({ s: { $gt: 0 } })).toMatchObject({ index: 's_1', returned: 1 });
  expect(await planOf({ s: null })).toMatchObject({ stage: 'COLLSCAN', returned: 2 });
  expect(await planOf({}, { sort: { s: 1 } })).toMatchObject({ stage: 'COLLSCAN', returned: 3 });
  expect(await planOf({ p: { $gte: 6 } })).toMatchObject({ index: 'p_1', returned: 1 });
  expect(await planOf({ p: { $gte: 1 } })).toMatchObject({ stage: 'COLLSCAN', returned: 2 });
});

test('a hint is obeyed, or refused when there is no such index', async () => {
  await collection.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }, { key: { c: 1 }, sparse: true }]);
  await collection.insertMany([
    { _id: 1, a: 1, b: 2 },
    { _id: 2, a: 1, b: 1 },
  ]);
  expect(await planOf({ a: 1 })).toMatchObject({ index: 'a_1' });
  expect(await planOf({ a: 1 }, { hint: 'b_1' })).toMatchObject({ index: 'b_1', returned: 2 });
  expect(await planOf({ a: 1 }, { hint: { b: 1 } })).toMatchObject({ index: 'b_1' });
  expect(await planOf({ a: 1 }, { hint: { $natural: 1 } })).toMatchObject({ stage: 'COLLSCAN' });
  await expect(planOf({ a: 1 }, { hint: 'nope' })).rejects.toMatchObject({ code: 2 });
  await expect(planOf({ a: 1 }, { hint: 'c_1' })).rejects.toMatchObject({ code: 2 });
  await expect(collection.countDocuments({}, { hint: 'nope' })).rejects.toMatchObject({ code: 2 });
  const update = collection.updateOne({ a: 1 }, { $set: { x: 1 } }, { hint: 'nope' });
  await expect(update).rejects.toMatchObject({ code: 2 });
  await expect(collection.aggregate([{ $match: { a: 1 } }], { hint: 'nope' }).toArray()).rejects.toMatchObject({
    code: 2,
  });
});

test('array fields are found through their index, each document once', async () => {
  await collection.createIndexes([{ key: { terms: 1 } }, { key: { n: 1 } }]);
  const docs = Array.from({ length: 300 }, (_, i) => ({ _id: i, terms: [`t${i % 10}`, `u${i % 7}`], n: [i, i + 1] }));
  await collection.insertMany(docs);
  const wanted = docs.filter(({ terms }) => terms.includes('t1') && terms.includes('u1')).map(({ _id }) => _id);
  expect(await idsOf(collection, { terms: { $all: ['t1', 'u1'] } })).toEqual(wanted);
  const plan = await planOf({ terms: { $all: ['t1', 'u1'] } });
  expect(plan).toMatchObject({ index: 'terms_1', docs: wanted.length });
  expect(await idsOf(collection, { n: { $gte: 5, $lt: 7 } })).toEqual([4, 5, 6]);
  expect(await collection.countDocuments({ n: { $in: [5, 6] } })).toBe(3);
  expect(await idsOf(collection, { $or: [{ terms: 't3', n: 3 }, { n: 290 }] })).toEqual([3, 289, 290]);
  expect(await planOf({ $or: [{ terms: 't3' }, { n: 290 }] })).toMatchObject({ stage: 'OR', returned: 32 });
  await expect(collection.createIndex({ terms: 1, n: 1 })).rejects.toMatchObject({ code: 171 });
  await expectValid();
});

test('counts by an exact index read no document', async () => {
  await collection.createIndex({ status: 1 });
  await collection.insertMany(Array.from({ length: 90 }, (_, i) => ({ status: ['open', 'done', 'new'][i % 3] })));
  const explained = await database.db.command({
    explain: { count: 'indexes', query: { status: 'open' } },
    verbosity: 'executionStats',
  });
  expect(readPlan(explained)).toMatchObject({ stage: 'COUNT_SCAN', index: 'status_1', docs: 0, returned: 30 });
  expect(await collection.countDocuments({ status: { $in: ['open', 'new'] } }, { skip: 5, limit: 50 })).toBe(50);
});

test('making the same index twice is fine, a different one of that name or kind is not', async () => {
  await collection.createIndex({ a: 1, b: -1 });
  await collection.createIndex({ a: 1, b: -1 });
  expect(await collection.indexes()).toHaveLength(2);
  await expect(collection.createIndex({ a: 1, b: -1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 });
  await expect(collection.createIndex({ c: 1 }, { name: 'a_1_b_-1' })).rejects.toMatchObject({ code: 86 });
  await expect(collection.createIndex({ 'place.$**': 1 })).rejects.toMatchObject({ code: 67 });
  await expect(collection.createIndex({ words: 'text' })).rejects.toMatchObject({ code: 67 });
  await collection.dropIndex('a_1_b_-1');
  expect(await collection.indexes()).toMatchObject([{ name: '_id_', key: { _id: 1 } }]);
  await expect(collection.dropIndex('a_1_b_-1')).rejects.toMatchObject({ code: 27 });
});

test('documents with TTL dates in the past go, all others stay', async () => {
  await collection.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
  const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1000);
  await collection.insertMany([
    { _id: 1, at: ago(120) },
    { _id: 2, at: ago(30) },
    { _id: 3, at: 'never' },
    { _id: 4 },
    { _id: 5, at: null },
    { _id: 6, at: [ago(-500), ago(90)] },
  ]);
  await database.server.sweepExpired();
  expect(await idsOf(collection, {})).toEqual([2, 3, 4, 5]);
  await expectValid();
  await collection.dropIndex('at_1');
  const partialFilterExpression = { read: true };
  await collection.createIndex({ at: 1 }, { expireAfterSeconds: 1, partialFilterExpression });
  await collection.insertMany([
    { _id: 7, at: ago(90), read: true },
    { _id: 8, at: ago(90) },
  ]);
  await database.server.sweepExpired();
  expect(await idsOf(collection, {})).toEqual([2, 3, 4, 5, 8]);
  await expect(collection.createIndex({ x: 1, y: 1 }, { expireAfterSeconds: 1 })).rejects.toMatchObject({ code: 67 });
});
