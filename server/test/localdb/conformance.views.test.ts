import { mongo } from 'mongoose';
import { type AnyDoc, idsOf, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

let database: TemporaryDatabase;
let db: mongo.Db;
let sales: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
  db = database.db;
});
afterAll(() => database.close());
beforeEach(async () => {
  await db.dropDatabase();
  sales = db.collection<AnyDoc>('sales');
  await sales.insertMany(
    Array.from({ length: 300 }, (_, i) => ({ _id: i, n: new mongo.Double(i), even: i % 2 === 0 })),
  );
});

const even = [{ $match: { even: true } }, { $project: { n: 1, half: { $divide: ['$n', 2] } } }];

test('a view is read like a collection and follows what it is made from', async () => {
  await db.createCollection('evens', { viewOn: 'sales', pipeline: even });
  const view = db.collection<AnyDoc>('evens');
  expect(
    await view
      .find({ half: { $gte: 2 } })
      .sort({ _id: -1 })
      .skip(1)
      .limit(2)
      .project({ half: 1 })
      .toArray(),
  ).toEqual([
    { _id: 296, half: 148 },
    { _id: 294, half: 147 },
  ]);
  expect(await view.find().toArray()).toHaveLength(150);
  expect([await view.countDocuments({ half: { $lt: 5 } }), await view.estimatedDocumentCount()]).toEqual([5, 150]);
  await sales.deleteOne({ _id: 0 });
  expect(await view.findOne()).toEqual({ _id: 2, n: 2, half: 1 });
  await db.createCollection('tens', { viewOn: 'evens', pipeline: [{ $match: { half: { $lt: 10 } } }] });
  expect(await idsOf(db.collection('tens'), { _id: { $gt: 14 } })).toEqual([16, 18]);
  expect(await db.listCollections({ type: 'view', name: 'evens' }).toArray()).toEqual([
    { name: 'evens', type: 'view', options: { viewOn: 'sales', pipeline: even }, info: { readOnly: true } },
  ]);
});

test('a view takes no writes and no indexes, and joins do not read it in silence', async () => {
  await db.createCollection('evens', { viewOn: 'sales', pipeline: even });
  const view = db.collection<AnyDoc>('evens');
  const refused = { code: 166 };
  await expect(view.insertOne({ _id: 1 })).rejects.toMatchObject(refused);
  await expect(view.updateOne({}, { $set: { n: 1 } })).rejects.toMatchObject(refused);
  await expect(view.deleteOne({})).rejects.toMatchObject(refused);
  await expect(view.findOneAndDelete({})).rejects.toMatchObject(refused);
  await expect(view.createIndex({ n: 1 })).rejects.toMatchObject(refused);
  await expect(view.find().explain()).rejects.toMatchObject(refused);
  const join = [{ $limit: 1 }, { $lookup: { from: 'evens', localField: '_id', foreignField: '_id', as: 'found' } }];
  await expect(sales.aggregate(join).toArray()).rejects.toMatchObject(refused);
  await expect(sales.aggregate([{ $out: 'evens' }]).toArray()).rejects.toMatchObject(refused);
  await expect(db.createCollection('evens', { viewOn: 'x' })).rejects.toMatchObject({ code: 48 });
  await expect(db.createCollection('x', { viewOn: 'sales', pipeline: [{ $no: 1 }] })).rejects.toMatchObject({
    code: 40324,
  });
  await view.drop();
  expect([await sales.countDocuments(), await view.countDocuments()]).toEqual([300, 0]);
});

test('$out replaces a collection, keeps its indexes and the types of numbers', async () => {
  const target = db.collection<AnyDoc>('target');
  await target.createIndex({ n: 1 }, { unique: true });
  await target.insertOne({ _id: 'old', n: -1 });
  expect(await sales.aggregate([{ $match: { n: { $lt: 200 } } }, { $out: 'target' }]).toArray()).toEqual([]);
  expect([await target.countDocuments(), await target.countDocuments({ _id: 'old' })]).toEqual([200, 0]);
  const [first] = await target.find({ _id: 3 }, { promoteValues: false }).toArray();
  expect(first?.n).toBeInstanceOf(mongo.Double);
  expect((await target.indexes()).map(({ name }) => name)).toEqual(['_id_', 'n_1']);
  const clash = sales.aggregate([{ $set: { n: 1 } }, { $out: 'target' }]).toArray();
  await expect(clash).rejects.toMatchObject({ code: 11000 });
  expect(await target.countDocuments()).toBe(200);
  expect(await db.command({ validate: 'target' })).toMatchObject({ valid: true });
});

test('$merge joins documents to those that are there, by _id or by a unique index', async () => {
  const target = db.collection<AnyDoc>('target');
  await target.insertMany([
    { _id: 1, kept: true, n: 'old' },
    { _id: 'own', n: 2 },
  ]);
  const three = { $match: { _id: { $lt: 3 } } };
  await sales.aggregate([three, { $project: { n: 1 } }, { $merge: { into: 'target' } }]).toArray();
  expect(await target.findOne({ _id: 1 })).toEqual({ _id: 1, kept: true, n: 1 });
  expect(await target.countDocuments()).toBe(4);
  const byN = { into: 'target', on: 'n', whenMatched: 'replace', whenNotMatched: 'discard' };
  const seven = [{ $match: { _id: 7 } }, { $project: { _id: 0, n: '$n', seen: '$even' } }];
  await expect(sales.aggregate([...seven, { $merge: byN }]).toArray()).rejects.toMatchObject({ code: 51183 });
  await target.deleteOne({ _id: 'own' });
  await target.createIndex({ n: 1 }, { unique: true });
  await target.insertOne({ _id: 'seven', n: 7, old: 1 });
  await sales.aggregate([...seven, { $merge: byN }]).toArray();
  expect(await target.findOne({ _id: 'seven' })).toEqual({ _id: 'seven', n: 7, seen: false });
  const keep = { into: 'target', whenMatched: 'keepExisting', whenNotMatched: 'fail' };
  await expect(sales.aggregate([{ $merge: keep }]).toArray()).rejects.toMatchObject({ code: 13113 });
  const fail = { into: 'target', whenMatched: 'fail' };
  await expect(sales.aggregate([three, { $merge: fail }]).toArray()).rejects.toMatchObject({ code: 11000 });
  expect(await target.countDocuments()).toBe(4);
});
