import { connect } from 'node:net';
import type { mongo } from 'mongoose';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

let database: TemporaryDatabase;
let db: mongo.Db;

beforeAll(async () => {
  database = await temporaryDatabase();
  db = database.db;
});
afterAll(() => database.close());

test('it greets as a standalone of MongoDB 8', async () => {
  expect(await db.command({ ping: 1 })).toMatchObject({ ok: 1 });
  expect((await db.admin().buildInfo()).version).toBe('8.0.0');
  const hello = await db.command({ hello: 1 });
  expect(hello).toMatchObject({ isWritablePrimary: true, maxWireVersion: 25 });
  expect(hello.setName).toBeUndefined();
  await expect(db.command({ nonsense: 1 })).rejects.toMatchObject({ code: 59, codeName: 'CommandNotFound' });
  await expect(db.command({ constructor: 1 })).rejects.toMatchObject({ code: 59 });
});

test('databases and collections come with their first document and go when dropped', async () => {
  const collection = db.collection<AnyDoc>('made');
  expect(await collection.drop()).toBe(true);
  await collection.insertOne({ a: 1 });
  expect(await db.listCollections({ name: 'made' }).toArray()).toMatchObject([{ name: 'made', type: 'collection' }]);
  await collection.drop();
  expect(await db.listCollections({ name: 'made' }).toArray()).toEqual([]);
  const other = database.client.db('other');
  await other.collection('x').insertOne({});
  const names = async (): Promise<string[]> => (await db.admin().listDatabases()).databases.map(({ name }) => name);
  expect(await names()).toContain('other');
  await other.dropDatabase();
  expect(await names()).not.toContain('other');
  await expect(db.createCollection('bad$name')).rejects.toMatchObject({ code: 73 });
});

test('a kind of collection it does not have is refused', async () => {
  await expect(db.createCollection('readings', { timeseries: { timeField: 't' } })).rejects.toMatchObject({
    code: 115,
  });
});

test('sessions are accepted, transactions and change streams are not', async () => {
  const collection = db.collection<AnyDoc>('sessions');
  const session = database.client.startSession();
  await collection.insertOne({ a: 1 }, { session });
  expect(await collection.countDocuments({}, { session })).toBe(1);
  const insert = async (): Promise<void> => void (await collection.insertOne({ a: 2 }, { session }));
  await expect(session.withTransaction(insert)).rejects.toMatchObject({ code: 263 });
  await session.endSession();
  expect(await collection.countDocuments()).toBe(1);
  const changes = collection.watch();
  await expect(changes.next()).rejects.toThrow(/replica set/);
  await changes.close();
});

test('collation other than simple is refused', async () => {
  const found = db
    .collection('c')
    .find({}, { collation: { locale: 'zh' } })
    .toArray();
  await expect(found).rejects.toMatchObject({ code: 9 });
});

test('a cursor goes on while documents are written and deleted', async () => {
  const collection = db.collection<AnyDoc>('cursor');
  await collection.insertMany(Array.from({ length: 3000 }, (_, i) => ({ _id: i })));
  const seen: unknown[] = [];
  for await (const { _id } of collection.find().sort({ _id: 1 }).batchSize(100)) {
    seen.push(_id);
    if (seen.length === 500) await collection.deleteOne({ _id: 2999 });
  }
  expect(seen).toEqual(Array.from({ length: 2999 }, (_, i) => i));
  expect(await collection.find().skip(2990).toArray()).toHaveLength(9);
  const closed = collection.find().batchSize(10);
  await closed.next();
  await closed.close();
  await expect(db.command({ getMore: closed.id, collection: 'cursor' })).rejects.toThrow();
});

test('batches larger than a message are split', async () => {
  const collection = db.collection<AnyDoc>('large');
  const text = 'x'.repeat(5 * 1024 * 1024);
  await collection.insertMany([1, 2, 3, 4, 5].map((_id) => ({ _id, text })));
  expect((await collection.find().toArray()).map(({ _id }) => _id)).toEqual([1, 2, 3, 4, 5]);
  const tooLarge = { _id: 6, text: 'x'.repeat(17 * 1024 * 1024) };
  await expect(collection.insertOne(tooLarge)).rejects.toThrow();
});

test('bytes that are not the protocol end their connection and nothing else', async () => {
  const { port } = database.server;
  for (const garbage of ['GET / HTTP/1.1\r\n\r\n', '\x10\0\0\0aaaabbbbcccc', '\xff\xff\xff\xff']) {
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(garbage, 'latin1')));
      socket.on('close', () => resolve()).resume();
    });
  }
  expect(await db.command({ ping: 1 })).toMatchObject({ ok: 1 });
});

test('a command with arguments of the wrong kind is refused and the server goes on', async () => {
  await expect(db.command({ find: 'c', filter: 5 })).rejects.toMatchObject({ code: 14 });
  await expect(db.command({ insert: 'c' })).rejects.toMatchObject({ code: 14 });
  expect(await db.command({ update: 'c', updates: [5] })).toMatchObject({ n: 0, writeErrors: [{ code: 9 }] });
  await expect(db.command({ createIndexes: 'c', indexes: [null] })).rejects.toMatchObject({ code: 67 });
  await expect(db.command({ find: 'c', limit: 'x' })).rejects.toMatchObject({ code: 2 });
  await expect(db.command({ find: 'c', tailable: true })).rejects.toMatchObject({ code: 2 });
  expect(await db.command({ ping: 1 })).toMatchObject({ ok: 1 });
});
