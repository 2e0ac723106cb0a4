import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { startLocalDatabase } from '../../src/localdb/server';
import { runDatabaseScript } from './databaseScript';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase, temporaryFolder } from './temporaryDatabase';

const folder = temporaryFolder();
let running: TemporaryDatabase;

beforeAll(async () => {
  running = await temporaryDatabase();
});
afterAll(async () => {
  await running.close();
  folder.remove();
});

/** Writes until told to stop; returns the function that stops it and tells how many there are. */
function keepWriting(collection: mongo.Collection<AnyDoc>): () => Promise<number> {
  let stopped = false;
  let written = 0;
  async function write(): Promise<void> {
    while (!stopped) {
      await collection.insertOne({ during: written, tags: ['a', `t${written % 7}`] });
      written++;
    }
  }
  const writing = write();
  return async () => {
    stopped = true;
    await writing;
    return written;
  };
}

test('a backup made while writes go on holds all that was acknowledged before, is whole, and starts as a database', async () => {
  const collection = running.db.collection<AnyDoc>('c');
  await collection.createIndex({ tags: 1, during: -1 });
  const before = Array.from({ length: 5000 }, (_, _id) => ({ _id, tags: ['b', `t${_id % 5}`], text: 'x'.repeat(500) }));
  await collection.insertMany(before);
  const stop = keepWriting(collection);
  const to = join(folder.path, 'copy');
  const { code, said } = await runDatabaseScript('backup', `--uri=${running.server.uri}`, `--to=${to}`);
  const written = await stop();
  expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/copy\/data\.mdb: [\d.]+ MB in [\d.]+ s/) });
  expect(written).toBeGreaterThan(0);
  expect(readdirSync(folder.path)).toEqual(['copy']);

  const restored = await startLocalDatabase({ path: to, durability: 'none' });
  const client = await new mongo.MongoClient(restored.uri).connect();
  try {
    const copy = client.db('test').collection<AnyDoc>('c');
    expect(await copy.countDocuments({ text: { $exists: true } })).toBe(before.length);
    const during = await copy.countDocuments({ during: { $gte: 0 } });
    expect(during).toBeLessThanOrEqual(written);
    const validation = await client.db('test').command({ validate: 'c' });
    expect(validation).toMatchObject({ valid: true, errors: [], nrecords: before.length + during });
    await copy.insertOne({ after: true });
  } finally {
    await client.close();
    await restored.close();
  }
});

test.each([
  ['relative/path', /absolute path/],
  [folder.path, /is there already/],
  [join(folder.path, 'no', 'such'), /there is no folder/],
])('a backup to %s is refused', async (to, reason) => {
  await expect(running.client.db('admin').command({ localdbBackup: 1, to })).rejects.toThrow(reason);
});

test('a backup belongs to admin and does not go among the data', async () => {
  const to = join(folder.path, 'elsewhere');
  await expect(running.db.command({ localdbBackup: 1, to })).rejects.toMatchObject({ code: 13 });
  const data = mkDataFolder();
  const server = await startLocalDatabase({ path: data, durability: 'none' });
  const client = await new mongo.MongoClient(server.uri).connect();
  const inside = client.db('admin').command({ localdbBackup: 1, to: join(data, 'copy') });
  await expect(inside).rejects.toThrow(/lies in the data folder/);
  await client.close();
  await server.close();
  expect(existsSync(to)).toBe(false);
});

function mkDataFolder(): string {
  return join(folder.path, 'data');
}

test('the size of the file and its free pages are told, and removed documents become free pages', async () => {
  const before = await running.db.stats();
  expect(before.storageSize).toBeGreaterThan(5000 * 500);
  await running.db.collection('c').deleteMany({ text: { $exists: true } });
  const after = await running.db.stats();
  expect(after.storageSize).toBeGreaterThanOrEqual(before.storageSize);
  expect(after.freeStorageSize - before.freeStorageSize).toBeGreaterThan(5000 * 400);
  const { lmdb } = await running.client.db('admin').command({ serverStatus: 1 });
  expect(lmdb.fileBytes).toBeLessThanOrEqual(lmdb.mapBytes);
  expect((lmdb.lastPage + 1) * lmdb.pageSize).toBeLessThanOrEqual(lmdb.mapBytes);
});
