import type { mongo } from 'mongoose';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

let database: TemporaryDatabase;
let rows: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
  rows = database.db.collection<AnyDoc>('measured');
  await rows.createIndex({ t: 1 });
  await rows.insertMany([{ _id: 1 }, { _id: 2, t: 'xx' }]); // 14 and 24 bytes
});
afterAll(() => database.close());

test('a collection is measured in bytes of its documents', async () => {
  const stats = await database.db.command({ collStats: 'measured' });
  expect(stats).toMatchObject({
    ns: `${database.db.databaseName}.measured`,
    count: 2,
    size: 38,
    avgObjSize: 19,
    nindexes: 2,
  });
  expect(Object.keys(stats.indexSizes).sort()).toEqual(['_id_', 't_1']);
  expect(stats.totalIndexSize).toBe(stats.indexSizes._id_ + stats.indexSizes.t_1);
  await rows.updateOne({ _id: 1 }, { $set: { t: 'x'.repeat(1990) } });
  await rows.deleteOne({ _id: 2 });
  const [stage] = await rows.aggregate([{ $collStats: { storageStats: { scale: 1000 }, count: {} } }]).toArray();
  expect(stage).toMatchObject({ count: 1, storageStats: { count: 1, size: 2, avgObjSize: 2012, scaleFactor: 1000 } });
});

test('a collection there is not has no size', async () => {
  expect(await database.db.command({ collStats: 'none' })).toMatchObject({ count: 0, size: 0, nindexes: 0, ok: 1 });
});
