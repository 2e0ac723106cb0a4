import { mongo } from 'mongoose';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

let database: TemporaryDatabase;
let db: mongo.Db;

beforeAll(async () => {
  database = await temporaryDatabase();
  db = database.db;
});
afterAll(() => database.close());
beforeEach(() => db.dropDatabase());

test('one bulkWrite of the client reaches several collections and counts what it did', async () => {
  await db.collection<AnyDoc>('a').insertMany([
    { _id: 1, n: 1 },
    { _id: 2, n: 1 },
  ]);
  const a = 'test.a';
  const result = await database.client.bulkWrite(
    [
      { namespace: 'test.b', name: 'insertOne', document: { _id: 'new' as never, n: new mongo.Double(2) } },
      { namespace: a, name: 'updateMany', filter: {}, update: { $inc: { n: 1 } } },
      { namespace: a, name: 'updateOne', filter: { _id: 9 as never }, update: { $set: { n: 9 } }, upsert: true },
      { namespace: a, name: 'replaceOne', filter: { _id: 2 as never }, replacement: { whole: true } },
      { namespace: a, name: 'deleteOne', filter: { n: 2 } },
    ],
    { verboseResults: true },
  );
  expect(result).toMatchObject({
    insertedCount: 1,
    matchedCount: 3,
    modifiedCount: 3,
    upsertedCount: 1,
    deletedCount: 1,
  });
  expect(result.updateResults?.get(2)).toMatchObject({ upsertedId: 9 });
  expect(await db.collection('a').find().toArray()).toEqual([
    { _id: 2, whole: true },
    { _id: 9, n: 9 },
  ]);
  const inserted = await db.collection('b').findOne({}, { promoteValues: false });
  expect(inserted?.n).toBeInstanceOf(mongo.Double);
});

test('an ordered bulkWrite stops at its first error, an unordered one goes on and names them all', async () => {
  const insert = (id: number): mongo.AnyClientBulkWriteModel<mongo.Document> => {
    return { namespace: 'test.a', name: 'insertOne', document: { _id: id as never } };
  };
  const ops = [insert(1), insert(1), insert(2), insert(2)];
  const ordered = await database.client.bulkWrite(ops).catch((error) => error);
  expect([...ordered.writeErrors.keys()]).toEqual([1]);
  expect(ordered.writeErrors.get(1)).toMatchObject({ code: 11000 });
  expect(await db.collection('a').countDocuments()).toBe(1);
  const unordered = await database.client.bulkWrite(ops, { ordered: false }).catch((error) => error);
  expect([...unordered.writeErrors.keys()]).toEqual([0, 1, 3]);
  expect(await db.collection('a').countDocuments()).toBe(2);
});

test('a collation in a single statement is refused, not passed over', async () => {
  const collection = db.collection<AnyDoc>('a');
  const collation = { locale: 'en', strength: 1 };
  await collection.insertOne({ _id: 1, name: 'A' });
  const refused = { code: 9 };
  await expect(collection.updateOne({ name: 'a' }, { $set: { n: 1 } }, { collation })).rejects.toMatchObject(refused);
  await expect(collection.deleteMany({ name: 'a' }, { collation })).rejects.toMatchObject(refused);
});
