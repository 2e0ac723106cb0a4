import * as fc from 'fast-check';
import { mongo } from 'mongoose';
import { startLocalDatabase } from '../../src/localdb/server';
import { type AnyDoc, readPlan, type TemporaryDatabase, temporaryDatabase, temporaryFolder } from './temporaryDatabase';

// By MongoDB's documentation of 7.0: capped collections, from which documents may also be deleted and in which they may grow.

let database: TemporaryDatabase;
let log: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  log = database.db.collection<AnyDoc>('log');
  await log.drop();
});

async function create(options: mongo.CreateCollectionOptions): Promise<void> {
  await database.db.createCollection('log', { capped: true, ...options });
}

async function ids(options: mongo.FindOptions = {}): Promise<unknown[]> {
  return (await log.find({}, options).toArray()).map(({ _id }) => _id);
}

async function expectValid(): Promise<void> {
  expect(await database.db.command({ validate: 'log' })).toMatchObject({ valid: true, errors: [] });
}

test('documents come in the order they were inserted, or in reverse, whatever their _id is', async () => {
  await create({ size: 100_000 });
  await log.insertMany([{ _id: 5 }, { _id: 'a' }, { _id: 1, n: 2 }]);
  await log.updateOne({ _id: 9 }, { $set: { n: 1 } }, { upsert: true });
  expect(await ids()).toEqual([5, 'a', 1, 9]);
  expect(await ids({ sort: { $natural: -1 }, limit: 2 })).toEqual([9, 1]);
  expect(await ids({ hint: { $natural: -1 } })).toEqual([9, 1, 'a', 5]);
  expect(await ids({ sort: { _id: 1 } })).toEqual([1, 5, 9, 'a']);
  expect((await log.find({ n: { $gt: 0 } }).toArray()).map(({ _id }) => _id)).toEqual([1, 9]);
  expect(await log.countDocuments({ n: 1 })).toBe(1);
  expect(await log.aggregate([{ $limit: 2 }]).toArray()).toEqual([{ _id: 5 }, { _id: 'a' }]);
  const explained = await log.find().sort({ $natural: -1 }).explain('executionStats');
  expect(readPlan(explained)).toMatchObject({ stage: 'COLLSCAN', sortsInMemory: false, docs: 4 });
  await expect(ids({ sort: { $natural: 1, n: 1 } })).rejects.toMatchObject({ code: 2 });
  await expectValid();
});

test('when there are as many documents as may be, the oldest makes room, in its indexes too', async () => {
  await create({ size: 100_000, max: 3 });
  await log.createIndex({ n: 1 }, { unique: true });
  await log.insertMany([4, 3, 2, 1, 0].map((n) => ({ _id: `id${n}`, n })));
  expect(await ids()).toEqual(['id2', 'id1', 'id0']);
  expect(await log.countDocuments()).toBe(3);
  expect(await log.find({ n: { $gte: 0 } }).toArray()).toHaveLength(3);
  await log.insertOne({ _id: 'again', n: 4 });
  await expect(log.insertOne({ _id: 'twice', n: 4 })).rejects.toMatchObject({ code: 11000 });
  expect(await ids()).toEqual(['id1', 'id0', 'again']); // what is refused makes nobody leave
  await expectValid();
});

test('when the documents are as large as may be, as many of the oldest leave as are needed', async () => {
  await create({ size: 1000 });
  await log.insertMany(Array.from({ length: 10 }, (_, _id) => ({ _id, text: 'x'.repeat(100) })));
  expect(await ids()).toEqual([2, 3, 4, 5, 6, 7, 8, 9]); // of 125 bytes each
  await log.insertOne({ _id: 'large', text: 'x'.repeat(700) });
  expect(await ids()).toEqual([8, 9, 'large']);
  await expect(log.insertOne({ text: 'x'.repeat(1000) })).rejects.toMatchObject({ code: 2 });
  expect(await ids()).toEqual([8, 9, 'large']);
  await expectValid();
});

test('documents may be deleted, and keep their place when they grow', async () => {
  await create({ size: 1000 });
  await log.insertMany([{ _id: 3 }, { _id: 2 }, { _id: 1 }]);
  await log.updateOne({ _id: 3 }, { $set: { text: 'x'.repeat(500) } });
  await log.deleteOne({ _id: 2 });
  expect(await ids()).toEqual([3, 1]);
  await log.insertOne({ _id: 2, text: 'x'.repeat(500) });
  expect(await ids()).toEqual([1, 2]);
  await log.deleteMany({});
  expect(await ids()).toEqual([]);
  await log.insertMany([{ _id: 7 }, { _id: 6 }]);
  expect(await log.findOneAndDelete({}, { sort: { $natural: -1 } })).toMatchObject({ _id: 6 });
  expect(await ids()).toEqual([7]);
  await expectValid();
});

test('that it is capped is told, and stays told when the server starts again', async () => {
  const folder = temporaryFolder();
  for (const round of [1, 2]) {
    const server = await startLocalDatabase({ path: folder.path, durability: 'sync' });
    const client = await new mongo.MongoClient(server.uri).connect();
    const db = client.db('test');
    if (round === 1) await db.createCollection('log', { capped: true, size: 5000, max: 2 });
    await db.collection<AnyDoc>('log').insertMany([{ _id: 10 - round }, { _id: `round ${round}` }]);
    expect(await db.collection('log').isCapped()).toBe(true);
    expect(await db.listCollections({ name: 'log' }).toArray()).toMatchObject([
      { options: { capped: true, size: 5000, max: 2 } },
    ]);
    expect(await db.command({ collStats: 'log' })).toMatchObject({ capped: true, max: 2, maxSize: 5000, count: 2 });
    expect(await db.collection('log').find().toArray()).toEqual([{ _id: 10 - round }, { _id: `round ${round}` }]);
    await client.close();
    await server.close();
  }
  folder.remove();
});

test('what a capped collection cannot be is refused', async () => {
  const wrong: mongo.CreateCollectionOptions[] = [
    { capped: true },
    { capped: true, size: 0 },
    { capped: true, size: 2 ** 51 },
    { capped: true, size: 4096, max: 2 ** 31 },
    { size: 4096 },
    { max: 5 },
    { capped: true, size: 4096, clusteredIndex: { key: { _id: 1 }, unique: true } },
  ];
  for (const options of wrong) {
    await expect(database.db.createCollection('log', options)).rejects.toMatchObject({ code: 72 });
  }
  await create({ size: 4096 });
  await log.insertOne({ _id: 1 });
  await expect(log.createIndex({ at: 1 }, { expireAfterSeconds: 5 })).rejects.toMatchObject({ code: 67 });
  await expect(log.aggregate([{ $out: 'log' }]).toArray()).rejects.toMatchObject({ code: 17152 });
  await expect(log.find({}, { tailable: true }).toArray()).rejects.toMatchObject({ code: 2 });
  await expect(database.db.command({ convertToCapped: 'log', size: 5000 })).rejects.toMatchObject({ code: 59 });
  expect(await ids()).toEqual([1]);
  await log.drop();
  await log.insertMany([{ _id: 2 }, { _id: 1 }]);
  expect(await log.isCapped()).toBe(false);
  expect(await ids()).toEqual([1, 2]);
});

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ insert: fc.nat(30), length: fc.nat(120) }) },
  fc.record({ remove: fc.nat(30) }),
  fc.record({ grow: fc.nat(30), length: fc.nat(200) }),
);

test('after any inserts, deletes and updates it holds what a list cut at its limits holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 8 }), async (steps, max) => {
      await log.drop();
      await create({ size: 600, max });
      await log.createIndex({ length: 1 });
      let list: { _id: number; length: number; text: string }[] = [];
      const bytes = () => list.reduce((sum, each) => sum + mongo.BSON.calculateObjectSize(each), 0);
      for (const asked of steps) {
        if ('insert' in asked) {
          const doc = { _id: asked.insert, length: asked.length, text: 'x'.repeat(asked.length) };
          const known = list.some(({ _id }) => _id === doc._id);
          const inserted = log.insertOne({ ...doc }).then(
            () => true,
            () => false,
          );
          expect(await inserted).toBe(!known);
          if (!known) list.push(doc);
          while (!known && list.length > 1 && (list.length > max || bytes() > 600)) list.shift();
        } else if ('remove' in asked) {
          await log.deleteOne({ _id: asked.remove });
          list = list.filter(({ _id }) => _id !== asked.remove);
        } else {
          const change = { length: asked.length, text: 'x'.repeat(asked.length) };
          await log.updateOne({ _id: asked.grow }, { $set: change });
          list = list.map((doc) => (doc._id === asked.grow ? { ...doc, ...change } : doc));
        }
      }
      expect(await log.find().toArray()).toEqual(list);
      expect(await log.find({ length: { $gte: 0 } }).toArray()).toHaveLength(list.length);
      await expectValid();
    }),
    { seed: 20_240_917, numRuns: 15, endOnFailure: true },
  );
});
