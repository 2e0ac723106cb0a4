import { mongo } from 'mongoose';
import { type AnyDoc, idsOf, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

const { Long, ObjectId, UUID } = mongo;

let database: TemporaryDatabase;
let collection: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  collection = database.db.collection<AnyDoc>('documents');
  await collection.drop();
});

test('documents come back as they were stored, _id first', async () => {
  const { insertedCount } = await collection.insertMany([
    { a: 1, s: 'x' },
    { a: 2, s: 'y' },
    { a: 3, s: 'z', n: null },
  ]);
  expect(insertedCount).toBe(3);
  expect(Object.keys((await collection.findOne({ a: 1 })) ?? {})).toEqual(['_id', 'a', 's']);
  expect(
    (
      await collection
        .find({ a: { $gte: 2 } })
        .sort({ a: -1 })
        .toArray()
    ).map(({ a }) => a),
  ).toEqual([3, 2]);
  expect(await collection.distinct('s')).toEqual(['x', 'y', 'z']);
  expect(await collection.findOne({ a: 99 })).toBeNull();
  expect([await collection.countDocuments(), await collection.estimatedDocumentCount()]).toEqual([3, 3]);
  expect((await collection.find().sort({ a: 1 }).skip(1).limit(1).toArray()).map(({ a }) => a)).toEqual([2]);
});

test('all types survive storing and updating', async () => {
  const doc = {
    _id: new ObjectId(),
    date: new Date(-5),
    long: Long.fromString('9007199254740993'),
    bytes: Buffer.from('hi'),
    pattern: /a.b/i,
    nothing: null,
    nested: { x: [1, { y: 2 }] },
    half: 1.5,
    yes: true,
    empty: '',
    id: new UUID(),
  };
  await collection.insertOne(doc);
  await collection.updateOne({ _id: doc._id }, { $set: { z: 1 } });
  const found = await collection.findOne({ _id: doc._id }, { promoteLongs: false });
  expect(found).toMatchObject({ date: doc.date, nothing: null, half: 1.5, yes: true, empty: '', pattern: doc.pattern });
  expect(String(found?.long)).toBe('9007199254740993');
  expect(String(found?.bytes)).toBe('hi');
  expect(String(found?.id)).toBe(String(doc.id));
  expect(await collection.countDocuments({ nested: { x: [1, { y: 2 }] } })).toBe(1);
});

test('values of all types sort in one order, with and without an index', async () => {
  const values = [
    null,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    -5,
    -0.5,
    0,
    0.5,
    5,
    2 ** 53,
    Number.POSITIVE_INFINITY,
    '',
    'a',
    'a\0b',
    'aa',
    'é',
    '路',
    '😀',
    { a: 1 },
    { a: 2 },
    Buffer.from('z'),
    new ObjectId('000000000000000000000001'),
    new ObjectId('ff0000000000000000000001'),
    false,
    true,
    new Date(-5),
    new Date(0),
    new Date(5),
  ];
  const order = values.map((_, i) => i);
  await collection.insertMany(values.map((v, _id) => ({ _id, v })).reverse());
  const sorted = async (sort: mongo.Sort): Promise<unknown[]> => {
    return (await collection.find().sort(sort).toArray()).map(({ _id }) => _id);
  };
  for (const key of [undefined, { v: 1 }, { v: -1 }] as const) {
    const name = key && (await collection.createIndex(key));
    expect(await sorted({ v: 1 })).toEqual(order);
    expect(await sorted({ v: -1 })).toEqual(order.toReversed());
    expect(await sorted({ v: 1, x: 1 })).toEqual(order);
    if (name) await collection.dropIndex(name);
  }
});

test.each<[mongo.Document, mongo.Document]>([
  [{ a: 1, _id: 0 }, { a: 1 }],
  [
    { a: 0 },
    {
      _id: 1,
      items: [
        { k: 1, v: 1 },
        { k: 2, v: 2 },
      ],
      o: { p: 1, q: 2 },
    },
  ],
  [{ 'items.v': 1 }, { _id: 1, items: [{ v: 1 }, { v: 2 }] }],
  [
    { 'o.q': 0, items: 0 },
    { _id: 1, a: 1, o: { p: 1 } },
  ],
  [{ o: { p: 1 }, _id: 0 }, { o: { p: 1 } }],
  [{ items: { $slice: -1 } }, { _id: 1, a: 1, items: [{ k: 2, v: 2 }], o: { p: 1, q: 2 } }],
  [
    { items: { $slice: [1, 5] }, a: 1 },
    { _id: 1, a: 1, items: [{ k: 2, v: 2 }] },
  ],
  [{ items: { $elemMatch: { k: 2 } } }, { _id: 1, items: [{ k: 2, v: 2 }] }],
  [{ 'items.$': 1 }, { _id: 1, items: [{ k: 2, v: 2 }] }],
  [{ double: { $multiply: ['$a', 2] }, _id: 0 }, { double: 2 }],
  [{ _id: 1 }, { _id: 1 }],
])('projection %j', async (projection, expected) => {
  await collection.insertOne({
    _id: 1,
    a: 1,
    items: [
      { k: 1, v: 1 },
      { k: 2, v: 2 },
    ],
    o: { p: 1, q: 2 },
  });
  expect(await collection.findOne({ 'items.k': 2 }, { projection })).toEqual(expected);
});

test('projections keep the order of the document', async () => {
  await collection.insertOne({ _id: 1, c: 1, b: { y: 1, x: 2 }, a: 3 });
  const found = await collection.findOne({}, { projection: { a: 1, 'b.x': 1, 'b.y': 1 } });
  expect(JSON.stringify(found)).toBe('{"_id":1,"b":{"y":1,"x":2},"a":3}');
  const mixed = collection.findOne({}, { projection: { a: 1, 'b.x': 0 } });
  await expect(mixed).rejects.toMatchObject({ code: 31254 });
});

test('ordered inserts stop at the first error, unordered ones go on', async () => {
  await collection.createIndex({ email: 1 }, { unique: true });
  await collection.insertOne({ email: 'a' });
  const ordered = collection.insertMany([{ email: 'b' }, { email: 'a' }, { email: 'c' }]);
  await expect(ordered).rejects.toMatchObject({ code: 11000, insertedCount: 1 });
  const unordered = collection.insertMany([{ email: 'd' }, { email: 'a' }, { email: 'e' }], { ordered: false });
  await expect(unordered).rejects.toMatchObject({ insertedCount: 2, writeErrors: [{ index: 1 }] });
  expect(await collection.distinct('email')).toEqual(['a', 'b', 'd', 'e']);
});

test('an _id may be of almost any type, and only once', async () => {
  const uuid = new UUID();
  const ids = [1, 'one', new ObjectId(), uuid, new Date(0), false];
  await collection.insertMany(ids.map((_id) => ({ _id })));
  for (const _id of ids) expect(await collection.countDocuments({ _id })).toBe(1);
  await expect(collection.insertOne({ _id: uuid })).rejects.toMatchObject({ code: 11000, keyPattern: { _id: 1 } });
  const list = [1] as unknown as number;
  await expect(collection.insertOne({ _id: list })).rejects.toMatchObject({ code: 53 });
});

test('deleting takes what the filter finds and no more', async () => {
  await collection.insertMany([1, 2, 3, 4].map((_id) => ({ _id, odd: _id % 2 })));
  expect(await collection.deleteOne({ odd: 1 })).toMatchObject({ deletedCount: 1 });
  expect(await collection.deleteMany({ odd: 0 })).toMatchObject({ deletedCount: 2 });
  expect(await idsOf(collection, {})).toEqual([3]);
  expect(await collection.estimatedDocumentCount()).toBe(1);
});

test('findAndModify changes one document and shows it before or after', async () => {
  await collection.insertMany([
    { _id: 1, n: 1, p: 5 },
    { _id: 2, n: 1, p: 9 },
  ]);
  const greatest = { sort: { p: -1 }, returnDocument: 'after' } as const;
  expect(await collection.findOneAndUpdate({ n: 1 }, { $inc: { p: 1 } }, greatest)).toMatchObject({ _id: 2, p: 10 });
  const before = { projection: { p: 1, _id: 0 } };
  expect(await collection.findOneAndUpdate({ _id: 1 }, { $inc: { p: 1 } }, before)).toEqual({ p: 5 });
  expect(await collection.findOneAndUpdate({ _id: 3 }, { $set: { p: 1 } })).toBeNull();
  expect(await collection.findOneAndUpdate({ _id: 3 }, { $set: { p: 1 } }, { upsert: true })).toBeNull();
  const upsert = { upsert: true, returnDocument: 'after' } as const;
  const setter = { $set: { p: 1 }, $setOnInsert: { q: 1 } };
  expect(await collection.findOneAndUpdate({ _id: 4 }, setter, upsert)).toEqual({ _id: 4, p: 1, q: 1 });
  const meta = await collection.findOneAndUpdate({ _id: 5 }, setter, { upsert: true, includeResultMetadata: true });
  expect(meta).toMatchObject({ value: null, lastErrorObject: { upserted: 5, updatedExisting: false } });
  expect(await collection.findOneAndDelete({ n: 1 }, { sort: { p: 1 } })).toMatchObject({ _id: 1, p: 6 });
  expect(await collection.findOneAndReplace({ _id: 2 }, { k: 1 }, { returnDocument: 'after' })).toEqual({
    _id: 2,
    k: 1,
  });
  expect(await collection.findOneAndDelete({ _id: 99 })).toBeNull();
});
