import type { mongo } from 'mongoose';
import { encode } from '../../src/localdb/bson/codec';
import { buildIndexes } from '../../src/localdb/execution/indexBuild';
import { removeDiscarded } from '../../src/localdb/execution/removals';
import { keyspace } from '../../src/localdb/keys/components';
import { type IndexMeta, readyIndexes } from '../../src/localdb/storage/catalogue';
import { insertDocument } from '../../src/localdb/storage/documents';
import { Store } from '../../src/localdb/storage/store';
import { meanwhile } from './meanwhile';
import { type AnyDoc, readPlan, type TemporaryDatabase, temporaryDatabase, temporaryFolder } from './temporaryDatabase';

// Work on many documents gives way to other connections. What they do meanwhile must leave the result right.

const DOCUMENTS = 3000;

let database: TemporaryDatabase;
let rows: mongo.Collection<AnyDoc>;
let made = 0;

beforeAll(async () => {
  database = await temporaryDatabase();
});
beforeEach(async () => {
  rows = database.db.collection<AnyDoc>(`rows${made++}`);
  await rows.insertMany(Array.from({ length: DOCUMENTS }, (_, _id) => ({ _id, n: _id, state: 'open', u: `u${_id}` })));
});
afterAll(() => database.close());

async function expectSound(): Promise<void> {
  const answer = await database.db.command({ validate: rows.collectionName });
  expect(answer).toMatchObject({ valid: true, errors: [] });
}

test('an update of many documents meets each once, though it moves them along the index it came by', async () => {
  await rows.createIndex({ n: 1 });
  const moved = rows.updateMany({ n: { $gte: 0 } }, { $inc: { n: 10_000_000 } }, { hint: { n: 1 } });
  await meanwhile(moved, (i) => rows.updateOne({ _id: i % DOCUMENTS }, { $set: { seen: true } }));
  expect(await moved).toMatchObject({ matchedCount: DOCUMENTS, modifiedCount: DOCUMENTS });
  const wrong = await rows.countDocuments({ $expr: { $ne: ['$n', { $add: ['$_id', 10_000_000] }] } });
  expect(wrong).toBe(0);
  await expectSound();
});

test('a document that another connection takes away from an update meanwhile is left alone', async () => {
  const closing = rows.updateMany({ state: 'open' }, { $set: { state: 'closed' } });
  let taken = 0;
  await meanwhile(closing, async (i) => {
    const answer = await rows.updateOne({ _id: DOCUMENTS - 1 - i, state: 'open' }, { $set: { state: 'taken' } });
    taken += answer.modifiedCount;
  });
  const { modifiedCount } = await closing;
  expect(taken).toBeGreaterThan(0);
  expect(await rows.countDocuments({ state: 'taken' })).toBe(taken);
  expect(await rows.countDocuments({ state: 'closed' })).toBe(modifiedCount);
  expect(modifiedCount + taken).toBe(DOCUMENTS);
});

test('of many who look for one document without an index each gets another one', async () => {
  await rows.updateMany({ _id: { $lt: DOCUMENTS - 12 } }, { $set: { state: 'done' } });
  const claims = await Promise.all(
    Array.from({ length: 16 }, () => rows.findOneAndUpdate({ state: 'open' }, { $set: { state: 'claimed' } })),
  );
  const ids = claims.flatMap((claim) => (claim ? [claim._id] : []));
  expect(new Set(ids).size).toBe(12);
  expect(ids).toHaveLength(12);
});

test('an index built while documents change ends exact', async () => {
  const built = rows.createIndexes([{ key: { u: 1 }, unique: true }, { key: { state: 1, n: -1 } }]);
  const changes = await meanwhile(built, async (i) => {
    const last = DOCUMENTS - 1 - i * 3;
    await rows.updateOne({ _id: i }, { $set: { n: -i, state: ['a', 'b'], u: `changed${i}` } });
    await rows.updateOne({ _id: last }, { $set: { n: -i, u: `changed${last}` } });
    await rows.deleteOne({ _id: last - 1 });
    await rows.deleteOne({ _id: 20 + i }); // its entries are there already
    await rows.insertMany([
      { _id: -1 - i, u: `new${i}` },
      { _id: DOCUMENTS + i, u: `late${i}` },
    ] as AnyDoc[]);
  });
  expect(changes).toBeGreaterThan(1);
  await expectSound();
  const found = rows.find({ u: 'new0' });
  expect(await found.clone().toArray()).toEqual([{ _id: -1, u: 'new0' }]);
  expect(readPlan(await found.explain('executionStats'))).toMatchObject({ index: 'u_1', docs: 1 });
});

test('no query uses an index before it is whole', async () => {
  const built = rows.createIndex({ state: 1 });
  const answers = new Set<number>();
  await meanwhile(built, async () => answers.add(await rows.countDocuments({ state: 'open' })));
  expect([...answers]).toEqual([DOCUMENTS]);
});

test('a unique index that documents do not allow is not there afterwards', async () => {
  await rows.updateOne({ _id: DOCUMENTS - 1 }, { $set: { u: 'u0' } });
  await expect(rows.createIndex({ u: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
  expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  await rows.insertOne({ _id: -1, u: 'u0' });
  await expectSound();
  await rows.deleteMany({ u: 'u0' });
  await rows.createIndex({ u: 1 }, { unique: true });
  expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_', 'u_1']);
});

test('two who ask for the same index both get it; who drops it meanwhile ends its building', async () => {
  const made = async () => {
    await rows.createIndex({ n: 1 });
    return rows.indexes();
  };
  for (const seen of await Promise.all([made(), made()])) expect(seen).toHaveLength(2);
  const aborted = rows.createIndex({ state: 1, n: 1 });
  let refused: unknown;
  await meanwhile(aborted, () => rows.dropIndex('state_1_n_1').catch(() => undefined)).catch((error) => {
    refused = error;
  });
  expect(refused).toMatchObject({ code: 276 });
  await expectSound();
});

test.each<[string, () => Promise<unknown>]>([
  ['dropped', () => rows.drop()],
  [
    'replaced',
    () =>
      database.db
        .collection('seed')
        .aggregate([{ $out: rows.collectionName }])
        .toArray(),
  ],
])('a change of what is %s meanwhile says so, and leaves alone what is there instead', async (_, act) => {
  await database.db
    .collection<AnyDoc>('seed')
    .updateOne({ _id: DOCUMENTS - 1 }, { $set: { state: 'open' } }, { upsert: true });
  const closing = rows.updateMany({ state: 'open' }, { $set: { state: 'closed' } });
  let done = false;
  const refused = meanwhile(closing, async () => {
    if (done || (await rows.findOne({ _id: 0 }))?.state !== 'closed') return;
    done = true;
    await act();
  });
  await expect(refused).rejects.toMatchObject({ code: 175 });
  expect(await rows.countDocuments({ state: 'closed' })).toBe(0);
});

test('a cursor over what is dropped meanwhile says so', async () => {
  const cursor = rows.find().batchSize(10);
  await cursor.next();
  await rows.drop();
  await rows.insertOne({ _id: 1 });
  await expect(cursor.toArray()).rejects.toMatchObject({ code: 175 });
});

test('an index is used when all its entries can be read, in no turn of the event loop before', async () => {
  const folder = temporaryFolder();
  const store = new Store(folder.path, 'none');
  const index: IndexMeta = { id: 1000, name: 'n_1', key: { n: 1 }, multikey: [false], building: true };
  await store.write(() => {
    const collection = store.ensure('test.rows');
    for (let n = 0; n < DOCUMENTS; n++) insertDocument(store, collection, encode({ _id: n, n }), { _id: n, n });
    collection.indexes.push(index);
  });
  const seen = new Set<number>();
  await meanwhile(buildIndexes(store, 'test.rows', [index.id]), async () => {
    await new Promise((resolve) => setImmediate(resolve));
    const isReady = readyIndexes(store.collections.get('test.rows')!).length > 0;
    if (isReady) seen.add(store.kv.getKeysCount({ start: keyspace(index.id), end: keyspace(index.id + 1) }));
  });
  expect([...seen]).toEqual([DOCUMENTS]);
  await store.close();
  folder.remove();
});

describe('in the storage', () => {
  const KEYS = 2000;
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  function putKeys(store: Store, id: number): void {
    for (let i = 0; i < KEYS; i++) store.put(Buffer.concat([keyspace(id), Buffer.of(i >> 8, i)]), keyspace(i));
  }

  test('the keys of what was dropped or not finished are removed, also after the process ended before', async () => {
    const before = new Store(folder.path, 'none');
    const [id, unfinished] = await before.write(() => {
      const collection = before.ensure('test.rows');
      putKeys(before, collection.id);
      const kept = before.ensure('test.kept');
      const index = { id: before.newId(), name: 'n_1', key: { n: 1 }, multikey: [false], building: true };
      kept.indexes.push(index);
      before.saveMeta(kept);
      putKeys(before, index.id);
      return [collection.id, index.id] as const;
    });
    await before.write(() => before.drop(before.collections.get('test.rows')!));
    expect([...before.collections.keys()]).toEqual(['test.kept']);
    await before.close();

    const after = new Store(folder.path, 'none');
    expect(after.collections.get('test.kept')?.indexes).toEqual([]);
    expect(after.removals.list()).toEqual([id, unfinished]);
    await removeDiscarded(after);
    expect(after.removals.list()).toEqual([]);
    for (const each of [id, unfinished]) {
      expect(after.kv.getKeysCount({ start: keyspace(each), end: keyspace(each + 1) })).toBe(0);
    }
    expect(await after.write(() => after.ensure('test.rows').id)).toBeGreaterThan(unfinished);
    await after.close();
  });
});
