import { open } from 'lmdb';
import { mongo } from 'mongoose';
import { startLocalDatabase } from '../../src/localdb/server';
import { temporaryFolder } from './temporaryDatabase';

const folder = temporaryFolder();
afterAll(() => folder.remove());

async function withDatabase<T>(work: (db: mongo.Db) => Promise<T>): Promise<T> {
  const server = await startLocalDatabase({ path: folder.path, durability: 'none' });
  const client = await new mongo.MongoClient(server.uri).connect();
  try {
    return await work(client.db('d'));
  } finally {
    await client.close();
    await server.close();
  }
}

/** Removes the last key of the file: an entry of the index made last. */
async function damage(): Promise<void> {
  const root = open({ path: folder.path, noSubdir: false, maxDbs: 2, overlappingSync: false });
  const kv = root.openDB<Buffer, Buffer>('kv', { keyEncoding: 'binary', encoding: 'binary' });
  const [last] = Array.from(kv.getKeys({ reverse: true, limit: 1 }));
  await kv.remove(last as Buffer);
  await root.close();
}

test('an index entry that is missing is found, and by index told', async () => {
  await withDatabase(async (db) => {
    await db.collection('c').createIndex({ a: 1 });
    await db.collection('c').createIndex({ tags: 1 });
    await db.collection('c').insertMany(Array.from({ length: 600 }, (_, a) => ({ a, tags: ['x', `t${a}`] })));
    expect(await db.command({ validate: 'c' })).toMatchObject({
      valid: true,
      nrecords: 600,
      nIndexes: 3,
      keysPerIndex: { _id_: 600, a_1: 600, tags_1: 1200 },
      errors: [],
    });
    await expect(db.command({ validate: 'none' })).rejects.toMatchObject({ code: 26 });
  });
  await damage();
  await withDatabase(async (db) => {
    const { valid, errors, indexDetails } = await db.command({ validate: 'c' });
    expect({ valid, errors, indexDetails }).toEqual({
      valid: false,
      errors: [expect.stringMatching(/^tags_1: missing entry for /), 'tags_1: 1199 entries, 1200 expected'],
      indexDetails: { _id_: { valid: true }, a_1: { valid: true }, tags_1: { valid: false } },
    });
  });
});

test('what is written while it runs does not disturb it', async () => {
  await withDatabase(async (db) => {
    await db.collection('w').createIndex({ n: 1 });
    await db.collection('w').insertMany(Array.from({ length: 3000 }, (_, n) => ({ n })));
    const validation = db.command({ validate: 'w' });
    const writes = Array.from({ length: 200 }, (_, n) => db.collection('w').updateOne({ n }, { $inc: { n: 10_000 } }));
    await Promise.all(writes);
    expect(await validation).toMatchObject({ valid: true, errors: [], nrecords: 3000 });
  });
});
