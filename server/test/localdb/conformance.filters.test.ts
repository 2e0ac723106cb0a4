import { mongo } from 'mongoose';
import { type AnyDoc, idsOf, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

const { Decimal128, Long, MinKey, ObjectId, Timestamp } = mongo;

let database: TemporaryDatabase;
let collection: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  collection = database.db.collection<AnyDoc>('filters');
  await collection.drop();
});

/** Expects the same answer from a scan of the collection and from an index on `path`. */
async function expectFound(filter: mongo.Document, expected: unknown[], path = 'a'): Promise<void> {
  expect(await idsOf(collection, filter)).toEqual(expected);
  const name = await collection.createIndex({ [path]: 1 });
  expect(await idsOf(collection, filter)).toEqual(expected);
  expect(await collection.countDocuments(filter as mongo.Filter<AnyDoc>)).toBe(expected.length);
  await collection.dropIndex(name);
}

describe('null, missing and arrays', () => {
  beforeEach(async () => {
    await collection.insertMany([
      { _id: 1, a: [1, 2, 3] },
      { _id: 2, a: 2 },
      { _id: 3 },
      { _id: 4, a: null },
      { _id: 5, a: [] },
      { _id: 6, a: Number.NaN },
    ]);
  });

  test.each<[mongo.Document, number[]]>([
    [{ a: null }, [3, 4]],
    [{ a: { $in: [null] } }, [3, 4]],
    [{ a: { $gte: null } }, [3, 4]],
    [{ a: { $lte: null } }, [3, 4]],
    [{ a: { $gt: null } }, []],
    [{ a: { $ne: null } }, [1, 2, 5, 6]],
    [{ a: { $exists: false } }, [3]],
    [{ a: { $exists: true } }, [1, 2, 4, 5, 6]],
    [{ a: { $size: 0 } }, [5]],
    [{ a: [1, 2, 3] }, [1]],
    [{ a: [3, 2, 1] }, []],
    [{ 'a.0': 1 }, [1]],
    [{ a: { $not: { $gt: 2 } } }, [2, 3, 4, 5, 6]],
    [{ a: { $nin: [2] } }, [3, 4, 5, 6]],
    [{ a: { $all: [1, 2] } }, [1]],
    [{ a: { $all: [2] } }, [1, 2]],
    [{ a: { $mod: [2, 0] } }, [1, 2]],
    [{ a: { $type: 'array' } }, [1, 5]],
    [{ a: { $type: ['null', 'number'] } }, [1, 2, 4, 6]],
    [{ a: { $lte: 5 } }, [1, 2]],
    [{ a: { $gte: Number.NaN } }, [6]],
    [{ a: { $elemMatch: { $gt: 1, $lt: 3 } } }, [1]],
    [{ a: { $gt: 2, $lt: 2 } }, [1]],
    [{ $expr: { $eq: ['$a', 2] } }, [2]],
    [{ $or: [{ a: 2 }, { a: null }] }, [1, 2, 3, 4]],
    [{ $nor: [{ a: 2 }, { a: null }] }, [5, 6]],
  ])('%j', async (filter, expected) => {
    await expectFound(filter, expected);
  });
});

test('numbers compare by value, whatever their type, and exactly', async () => {
  await collection.insertMany([
    { _id: 1, a: Long.fromString('9007199254740993') },
    { _id: 2, a: 9007199254740992 },
    { _id: 3, a: Decimal128.fromString('1.10') },
    { _id: 4, a: 1.1 },
    { _id: 5, a: Decimal128.fromString('2') },
    { _id: 6, a: Decimal128.fromString('-0.00') },
  ]);
  await expectFound({ a: { $gt: 9007199254740992 } }, [1]);
  await expectFound({ a: Long.fromString('9007199254740993') }, [1]);
  await expectFound({ a: 2 }, [5]);
  await expectFound({ a: 0 }, [6]);
  await expectFound({ a: Decimal128.fromString('1.1') }, [3]);
  await expectFound({ a: { $lt: 1.1 } }, [3, 6]); // the double 1.1 is a little more than the decimal
  const sorted = await collection.find().sort({ a: 1 }).toArray();
  expect(sorted.map(({ _id }) => _id)).toEqual([6, 3, 4, 5, 2, 1]);
  await expect(idsOf(collection, { a: Decimal128.fromString('1E+400') })).rejects.toMatchObject({ code: 2 });
});

test('embedded documents are equal only with the same field order', async () => {
  await collection.insertMany([
    { _id: 1, a: { x: 1, y: 2 } },
    { _id: 2, a: { y: 2, x: 1 } },
    { _id: 3, a: { x: 1, y: 2, z: 3 } },
    { _id: 4, a: [{ x: 1, y: 2 }] },
  ]);
  await expectFound({ a: { x: 1, y: 2 } }, [1, 4]);
  await expectFound({ a: { $in: [{ y: 2, x: 1 }] } }, [2]);
  await expectFound({ 'a.x': 1 }, [1, 2, 3, 4], 'a.x');
});

test('conditions on arrays of documents', async () => {
  await collection.insertMany([
    {
      _id: 1,
      a: [
        { x: 1, y: 5 },
        { x: 2, y: 1 },
      ],
    },
    { _id: 2, a: { x: 1, y: 1 } },
    { _id: 3, a: [] },
    { _id: 4, a: [{ x: 3 }, { y: 4 }] },
    { _id: 5, a: [[7], 3] },
  ]);
  await expectFound({ 'a.x': 1, 'a.y': 1 }, [1, 2], 'a.x');
  await expectFound({ a: { $elemMatch: { x: 1, y: 1 } } }, [], 'a.x');
  await expectFound({ a: { $elemMatch: { x: { $in: [1, 3] }, y: { $ne: 1 } } } }, [1, 4], 'a.x');
  await expectFound({ 'a.y': null }, [4], 'a.y');
  await expectFound({ 'a.y': { $exists: false } }, [3, 5], 'a.y');
  await expectFound({ a: [7] }, [5]);
  await expectFound({ 'a.0.x': 1 }, [1], 'a.0.x');
});

test('comparisons stay within a type', async () => {
  const id = new ObjectId();
  await collection.insertMany([
    { _id: 1, a: 'text' },
    { _id: 2, a: 5 },
    { _id: 3, a: true },
    { _id: 4, a: new Date(5) },
    { _id: 5, a: id },
    { _id: 6, a: new Timestamp({ t: 1, i: 2 }) },
    { _id: 7, a: { k: 1 } },
  ]);
  await expectFound({ a: { $gt: 0 } }, [2]);
  await expectFound({ a: { $gte: '' } }, [1]);
  await expectFound({ a: { $gte: new Date(-5) } }, [4]);
  await expectFound({ a: { $lt: true } }, []);
  await expectFound({ a: { $lte: id } }, [5]);
  await expectFound({ a: { $gt: {} } }, [7]);
  await expectFound({ a: { $gt: new MinKey() } }, [1, 2, 3, 4, 5, 6, 7]);
  await expectFound({ a: { $type: 'objectId' } }, [5]);
});

test('patterns', async () => {
  await collection.insertMany([
    { _id: 1, a: 'street lamp' },
    { _id: 2, a: ['Street', 'x'] },
    { _id: 3, a: '路灯不亮' },
    { _id: 4, a: 'a.b' },
  ]);
  await expectFound({ a: /^street/ }, [1]);
  await expectFound({ a: /^street/i }, [1, 2]);
  await expectFound({ a: { $regex: 'LAMP', $options: 'i' } }, [1]);
  await expectFound({ a: /^路灯/ }, [3]);
  await expectFound({ a: /^a\.b/ }, [4]);
  await expectFound({ a: /^stx?reet/ }, [1]);
  await expectFound({ a: { $in: [/^路/, 'x'] } }, [2, 3]);
  await expectFound({ a: { $not: /e/ } }, [3, 4]);
  await expect(idsOf(collection, { a: { $regex: '(' } })).rejects.toMatchObject({ code: 51091 });
});

test('long texts are found and ordered although their keys are cut', async () => {
  const long = 'x'.repeat(3000);
  await collection.insertMany([
    { _id: 'a', a: `${long}1` },
    { _id: 'b', a: `${long}2` },
    { _id: 'c', a: 'x'.repeat(470) },
  ]);
  await expectFound({ a: `${long}2` }, ['b']);
  await expectFound({ a: { $gt: long } }, ['a', 'b']);
  await expectFound({ a: { $gt: `${long}1`, $lt: 'y' } }, ['b']);
  await expectFound({ a: { $gt: 'x'.repeat(469) } }, ['a', 'b', 'c']);
  await collection.insertOne({ _id: long });
  expect(await idsOf(collection, { _id: { $in: [long, 'a'] } })).toEqual(['a', long]);
});

test.each<[mongo.Document, number]>([
  [{ a: { $nope: 1 } }, 2],
  [{ $nope: [] }, 2],
  [{ $and: [] }, 2],
  [{ a: { $in: 5 } }, 2],
  [{ a: { $gt: 1, b: 2 } }, 2],
  [{ $where: 'true' }, 2],
  [{ a: { $near: 'here' } }, 2],
  [{ $text: { $search: 'x' } }, 27],
])('a filter that cannot be answered is refused, even without a collection: %j', async (filter, code) => {
  await expect(idsOf(collection, filter)).rejects.toMatchObject({ code });
});

test('names of inherited properties are ordinary field names', async () => {
  const odd: AnyDoc = Object.fromEntries([
    ['_id', 1],
    ['constructor', 'x'],
    ['toString', 'y'],
  ]);
  await collection.insertMany([odd, { _id: 2 }]);
  expect(await idsOf(collection, { constructor: 'x' })).toEqual([1]);
  expect(await idsOf(collection, { constructor: { $exists: true } })).toEqual([1]);
});
