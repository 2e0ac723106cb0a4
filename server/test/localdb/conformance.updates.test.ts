import { mongo } from 'mongoose';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

const { Double, Int32, Long, Timestamp } = mongo;

let database: TemporaryDatabase;
let collection: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  collection = database.db.collection<AnyDoc>('updates');
  await collection.drop();
});

/** Stores `before`, applies the update, returns the document without its `_id`. */
async function updated(before: AnyDoc, update: mongo.Document | mongo.Document[]): Promise<AnyDoc | null> {
  await collection.insertOne({ _id: 1, ...before });
  await collection.updateOne({ _id: 1 }, update);
  return collection.findOne({ _id: 1 }, { projection: { _id: 0 } });
}

test.each<[mongo.Document, mongo.Document, mongo.Document]>([
  [{ n: 1 }, { $inc: { n: 5, 'deep.er': 2 } }, { n: 6, deep: { er: 2 } }],
  [{ n: 3 }, { $mul: { n: 2, m: 5 } }, { n: 6, m: 0 }],
  [
    { a: 5, b: 5 },
    { $min: { a: 1, c: 7 }, $max: { b: 9 } },
    { a: 1, b: 9, c: 7 },
  ],
  [{ a: 1, b: 2 }, { $unset: { a: '', 'x.y': '' } }, { b: 2 }],
  [{ a: 1 }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }],
  [{ a: { b: 1, c: 2 } }, { $set: { 'a.b': 9 } }, { a: { b: 9, c: 2 } }],
  [{ a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  [{ a: [{ v: 1 }] }, { $set: { 'a.0.v': 2 } }, { a: [{ v: 2 }] }],
  [{ f: 5 }, { $bit: { f: { and: 4 } } }, { f: 4 }],
  [{ a: 1 }, { $set: {} }, { a: 1 }],
  [{ a: 1 }, { $setOnInsert: { b: 1 } }, { a: 1 }],
])('%j with %j becomes %j', async (before, update, after) => {
  expect(await updated(before, update)).toEqual(after);
});

test('a pipeline computes from the document', async () => {
  const after = await updated({ n: 2 }, [{ $set: { twice: { $multiply: ['$n', 2] } } }, { $unset: 'n' }]);
  expect(after).toEqual({ twice: 4 });
});

test('$currentDate sets dates and timestamps', async () => {
  const after = await updated({}, { $currentDate: { at: true, stamp: { $type: 'timestamp' } } });
  expect(after?.at).toBeInstanceOf(Date);
  expect(after?.stamp).toBeInstanceOf(Timestamp);
});

test('new fields come in the order of their names', async () => {
  const after = await updated({ z: 0 }, { $set: { c: 1, a: 1 }, $inc: { b: 1 } });
  expect(Object.keys(after ?? {})).toEqual(['z', 'a', 'b', 'c']);
});

test('matched and modified are counted apart', async () => {
  await collection.insertMany([
    { _id: 1, n: 1 },
    { _id: 2, n: 2 },
  ]);
  const result = await collection.updateMany({}, { $set: { n: 2 } });
  expect([result.matchedCount, result.modifiedCount]).toEqual([2, 1]);
});

test('fields an update leaves alone keep their number type', async () => {
  const raw = database.db.collection<AnyDoc>('updates', { promoteValues: false });
  await collection.insertOne({ _id: 1, d: new Double(1), l: Long.fromNumber(5), i: new Int32(3) });
  await collection.updateOne({ _id: 1 }, { $set: { z: 1 } });
  const doc = await raw.findOne({ _id: 1 });
  expect([doc?.d, doc?.l, doc?.i].map((value) => value._bsontype)).toEqual(['Double', 'Long', 'Int32']);
});

test('64-bit integers are added exactly, up to their limit', async () => {
  await collection.insertOne({ _id: 1, n: Long.fromString('9007199254740993') });
  await collection.updateOne({ _id: 1 }, { $inc: { n: 2 } });
  expect(String((await collection.findOne({ _id: 1 }))?.n)).toBe('9007199254740995');
  const beyond = collection.updateOne({ _id: 1 }, { $inc: { n: Long.MAX_VALUE } });
  await expect(beyond).rejects.toMatchObject({ code: 2 });
});

test.each<[string, mongo.Document, number]>([
  ['through a text', { $set: { 's.t': 1 } }, 28],
  ['through null', { $set: { 'nothing.t': 1 } }, 28],
  ['push onto a text', { $push: { s: 1 } }, 2],
  ['increment a text', { $inc: { s: 1 } }, 14],
  ['increment by a text', { $inc: { n: 'x' } }, 14],
  ['change _id', { $set: { _id: 8 } }, 66],
  ['the same path twice', { $set: { n: 1 }, $inc: { n: 1 } }, 40],
  ['a path and its part', { $set: { o: {}, 'o.p': 1 } }, 40],
  ['an unknown operator', { $nope: { n: 1 } }, 9],
  ['an empty name', { $set: { 'n..m': 1 } }, 56],
  ['a positional path that begins with its position', { $set: { '$[].x': 1 } }, 2],
  ['a positional path without a match', { $set: { 'list.$': 1 } }, 2],
  ['an array filter that is not given', { $set: { 'list.$[x]': 1 } }, 2],
])('refused: %s', async (_, update, code) => {
  const before = { _id: 1, s: 'text', n: 1, nothing: null, o: {}, list: [1] };
  await collection.insertOne(before);
  await expect(collection.updateOne({ _id: 1 }, update)).rejects.toMatchObject({ code });
  expect(await collection.findOne({ _id: 1 })).toEqual(before);
});

test('names that begin with a dollar or that JavaScript knows are names like any other', async () => {
  await collection.insertOne({ _id: 1, from: 2 });
  await collection.updateOne({ _id: 1 }, { $set: { $price: 1, 'in.$each': 2 }, $rename: { from: '__proto__.x' } });
  const stored = await collection.findOne({ _id: 1 });
  expect(stored).toMatchObject({ $price: 1, in: { $each: 2 } });
  expect(Object.getOwnPropertyDescriptor(stored, '__proto__')?.value).toEqual({ x: 2 });
  expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
});

test('an upsert starts from the equalities of its filter', async () => {
  const update = { $set: { x: 1 }, $setOnInsert: { y: 2 } };
  const first = await collection.updateOne({ _id: 7, kind: { $eq: 'k' }, n: { $gt: 3 } }, update, { upsert: true });
  expect([first.upsertedId, first.upsertedCount, first.matchedCount]).toEqual([7, 1, 0]);
  expect(await collection.findOne({ _id: 7 })).toEqual({ _id: 7, kind: 'k', x: 1, y: 2 });
  const again = await collection.updateOne({ _id: 7 }, { $set: { x: 2 }, $setOnInsert: { y: 3 } }, { upsert: true });
  expect(again.upsertedCount).toBe(0);
  expect(await collection.findOne({ _id: 7 })).toEqual({ _id: 7, kind: 'k', x: 2, y: 2 });
  await collection.updateOne({ $and: [{ _id: 8 }, { k: { $in: [5] } }] }, { $inc: { n: 1 } }, { upsert: true });
  expect(await collection.findOne({ _id: 8 })).toEqual({ _id: 8, k: 5, n: 1 });
  await collection.replaceOne({ _id: 9, dropped: 1 }, { only: true }, { upsert: true });
  expect(await collection.findOne({ _id: 9 })).toEqual({ _id: 9, only: true });
});

test('replacing keeps the _id and nothing else', async () => {
  await collection.insertOne({ _id: 1, a: 1 });
  await collection.replaceOne({ _id: 1 }, { b: 2 });
  expect(await collection.findOne({})).toEqual({ _id: 1, b: 2 });
  await expect(collection.replaceOne({ _id: 1 }, { _id: 2 })).rejects.toMatchObject({ code: 66 });
});

test('bulkWrite runs in order and reports what it did', async () => {
  const result = await collection.bulkWrite([
    { insertOne: { document: { _id: 1, n: 0 } } },
    { updateOne: { filter: { _id: 1 }, update: { $inc: { n: 2 } } } },
    { updateMany: { filter: {}, update: { $set: { all: true } } } },
    { replaceOne: { filter: { _id: 2 }, replacement: { r: 1 }, upsert: true } },
    { deleteOne: { filter: { _id: 1, n: 2 } } },
  ]);
  expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 2, upsertedCount: 1, deletedCount: 1 });
  expect(await collection.find().toArray()).toEqual([{ _id: 2, r: 1 }]);
});

test('200 increments at once are all counted', async () => {
  await collection.insertOne({ _id: 1, n: 0 });
  await Promise.all(Array.from({ length: 200 }, () => collection.updateOne({ _id: 1 }, { $inc: { n: 1 } })));
  expect((await collection.findOne({ _id: 1 }))?.n).toBe(200);
});

test('an unacknowledged write is done before what follows on the connection', async () => {
  const single = await temporaryDatabase({ maxPoolSize: 1 });
  const silent = single.db.collection<AnyDoc>('silent', { writeConcern: { w: 0 } });
  await silent.insertOne({ _id: 'w0' });
  expect(await silent.countDocuments({ _id: 'w0' })).toBe(1);
  await single.close();
});
