import type { mongo } from 'mongoose';
import { encode } from '../../src/localdb/bson/codec';
import type { Doc } from '../../src/localdb/bson/values';
import { replaceCollection } from '../../src/localdb/commands/replacingOutput';
import { removeDiscarded } from '../../src/localdb/execution/removals';
import { keyspace } from '../../src/localdb/keys/components';
import type { CollectionMeta } from '../../src/localdb/storage/catalogue';
import { insertDocument } from '../../src/localdb/storage/documents';
import { Store } from '../../src/localdb/storage/store';
import { meanwhile } from './meanwhile';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase, temporaryFolder } from './temporaryDatabase';

// `$out` writes in slices what takes the old collection's place in one commit.

const DOCUMENTS = 3000;

let database: TemporaryDatabase;
let source: mongo.Collection<AnyDoc>;
let target: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
  source = database.db.collection<AnyDoc>('source');
  await source.insertMany(Array.from({ length: DOCUMENTS }, (_, _id) => ({ _id, u: _id, list: [_id, -_id] })));
});
beforeEach(async () => {
  target = database.db.collection<AnyDoc>('target');
  await target.drop();
  await target.insertOne({ _id: 'old', u: -1 });
  await target.createIndex({ u: 1 }, { unique: true });
  await target.createIndex({ list: 1 });
});
afterAll(() => database.close());

const written = (...stages: mongo.Document[]) => source.aggregate([...stages, { $out: 'target' }]).toArray();

test('who reads meanwhile sees all that was there before, or all that is there afterwards', async () => {
  const seen = new Set<string>();
  const work = written().then(() => target.countDocuments().then((n) => seen.add(`${n}`)));
  await meanwhile(work, async () => seen.add(`${await target.countDocuments()}`));
  expect([...seen]).toEqual(['1', `${DOCUMENTS}`]);
  const names = (await database.db.listCollections().toArray()).map(({ name }) => name);
  expect(names.sort()).toEqual(['source', 'target']);
  expect(await database.db.command({ validate: 'target' })).toMatchObject({ valid: true, nrecords: DOCUMENTS });
  expect((await target.indexes()).map(({ name }) => name)).toEqual(['_id_', 'u_1', 'list_1']);
  expect(await target.find({ list: -7 }).toArray()).toMatchObject([{ _id: 7 }]);
});

test('a document that cannot be written leaves the old collection as it was', async () => {
  const twice = { $set: { u: { $cond: [{ $eq: ['$_id', DOCUMENTS - 1] }, 0, '$u'] } } };
  await expect(written(twice)).rejects.toMatchObject({ code: 11000 });
  expect(await target.find().toArray()).toEqual([{ _id: 'old', u: -1 }]);
  expect(await database.db.command({ validate: 'target' })).toMatchObject({ valid: true, nrecords: 1 });
});

test('indexes made or dropped meanwhile are not lost: the command fails', async () => {
  let changed: Promise<unknown> = Promise.resolve();
  const work = written({ $sort: { u: -1 } });
  const refused = meanwhile(work, async (i) => {
    if (i === 1) changed = target.dropIndex('list_1');
    await target.findOne();
  });
  await expect(refused).rejects.toMatchObject({ code: 125 });
  await changed;
  expect((await target.indexes()).map(({ name }) => name)).toEqual(['_id_', 'u_1']);
  expect(await target.countDocuments()).toBe(1);
});

describe('in the storage', () => {
  const documents = Array.from({ length: DOCUMENTS }, (_, _id): Buffer => encode({ _id, u: _id }));
  let folder: ReturnType<typeof temporaryFolder>;
  let store: Store;

  const add = (collection: CollectionMeta, bytes: Buffer): void => {
    const doc: Doc = { _id: bytes.readInt32LE(9), u: bytes.readInt32LE(9) };
    insertDocument(store, collection, bytes, doc);
  };
  async function* batch(until?: Promise<unknown>): AsyncGenerator<Buffer[]> {
    yield documents;
    await until;
  }

  beforeEach(() => {
    folder = temporaryFolder();
    store = new Store(folder.path, 'none');
  });
  afterEach(() => folder.remove());

  test('others write between the slices of one batch', async () => {
    let added = 0;
    const seen = new Set<number>();
    const work = replaceCollection(store, 'test.rows', batch(), (collection, bytes) => {
      add(collection, bytes);
      added++;
    });
    await meanwhile(work, () => store.write(() => seen.add(added)));
    expect([...seen].filter((n) => n > 0 && n < DOCUMENTS)).not.toEqual([]);
    expect(store.collections.get('test.rows')).toMatchObject({ count: DOCUMENTS });
    await store.close();
    store = new Store(folder.path, 'none');
    expect(store.collections.get('test.rows')).toMatchObject({ count: DOCUMENTS });
    expect(store.removals.list()).toEqual([]);
    await store.close();
  });

  test('what was not finished when the process ended is not there afterwards, nor are its keys', async () => {
    const old = await store.write(() => store.ensure('test.rows'));
    let wait = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      wait = resolve;
    });
    let isWritten = (): void => undefined;
    const filled = new Promise<void>((resolve) => {
      isWritten = resolve;
    });
    const work = replaceCollection(store, 'test.rows', batch(ended), (collection, bytes) => {
      add(collection, bytes);
      if (bytes === documents.at(-1)) isWritten();
    });
    await filled;
    await removeDiscarded(store); // while it is being filled it is not removed
    const hidden = store.removals.all();
    expect(hidden).toHaveLength(1);
    await store.close();
    wait();
    await expect(work).rejects.toMatchObject({ code: 11600 });

    store = new Store(folder.path, 'none');
    expect(store.collections.get('test.rows')).toMatchObject({ id: old.id, count: 0 });
    expect(store.removals.list()).toEqual(hidden);
    const keys = () => store.kv.getKeysCount({ start: keyspace(hidden[0]!), end: keyspace(hidden[0]! + 1) });
    expect(keys()).toBe(DOCUMENTS);
    await removeDiscarded(store);
    expect(keys()).toBe(0);
    expect(store.removals.list()).toEqual([]);
    await store.close();
  });
});
