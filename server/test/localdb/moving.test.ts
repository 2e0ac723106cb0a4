import { join } from 'node:path';
import { mongo } from 'mongoose';
import { runDatabaseScript } from './databaseScript';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase, temporaryFolder } from './temporaryDatabase';

const { Binary, Decimal128, Double, Int32, Long, ObjectId, Timestamp, MaxKey, MinKey, BSONRegExp, Code } = mongo;

const folder = temporaryFolder();
const exported = join(folder.path, 'exported');
let here: TemporaryDatabase;
let there: TemporaryDatabase;

beforeAll(async () => {
  [here, there] = await Promise.all([temporaryDatabase(), temporaryDatabase()]);
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  folder.remove();
});

/** The address with another database in it. */
function named(uri: string, database: string): string {
  const address = new URL(uri);
  address.pathname = `/${database}`;
  return address.href;
}

/** Every kind of value, where the driver alone would forget kinds. */
const KINDS = {
  int: new Int32(1),
  double: new Double(1),
  long: Long.fromString('1'),
  longest: Long.MAX_VALUE,
  minusZero: new Double(-0),
  notANumber: new Double(Number.NaN),
  decimal: Decimal128.fromString('1.10'),
  time: new Timestamp({ t: 5, i: 6 }),
  at: new Date(1),
  id: new ObjectId('0123456789abcdef01234567'),
  bytes: new Binary(Buffer.from([1, 2]), 0x80),
  pattern: new BSONRegExp('^a', 'i'),
  code: new Code('1'),
  ends: [new MinKey(), new MaxKey(), null],
  deep: { b: 1, a: { b: [{}] } },
};

async function rawOf({ db }: TemporaryDatabase, name: string): Promise<string[]> {
  const found = await db.collection(name).find({}, { raw: true }).sort({ _id: 1 }).toArray();
  return found.map((bytes) => (bytes as unknown as Buffer).toString('hex'));
}

function indexesOf({ db }: TemporaryDatabase, name: string): Promise<mongo.Document[]> {
  return db.collection(name).listIndexes().toArray();
}

const NAMES = ['kinds', 'many', 'empty', 'with space/and.dot'];

test('what is exported and imported is the same byte for byte, with its indexes', async () => {
  await here.db
    .collection<AnyDoc>('kinds')
    .insertMany([{ _id: 1, ...KINDS }, { _id: 'two' }], { ignoreUndefined: true });
  const many = Array.from({ length: 2500 }, (_, n) => ({ n, tag: `t${n % 9}`, at: new Date('2100-01-01') }));
  const collection = here.db.collection('many');
  await collection.insertMany(many);
  await collection.createIndex({ n: -1 }, { unique: true });
  await collection.createIndex({ tag: 1, n: 1 }, { partialFilterExpression: { tag: { $gt: 't3' } }, name: 'some' });
  await collection.createIndex({ at: 1 }, { expireAfterSeconds: 3600 });
  await here.db.createCollection('empty');
  await here.db.collection('with space/and.dot').insertOne({ a: 1 });

  const out = await runDatabaseScript('export', `--uri=${named(here.server.uri, 'test')}`, `--to=${exported}`);
  expect(out).toEqual({ code: 0, said: expect.stringContaining('4 collections, 2503 documents') });
  const back = await runDatabaseScript('import', `--uri=${named(there.server.uri, 'test')}`, `--from=${exported}`);
  expect(back).toEqual({ code: 0, said: expect.stringContaining('4 collections, 2503 documents, compared') });

  for (const name of NAMES) {
    expect(await rawOf(there, name)).toEqual(await rawOf(here, name));
    expect(await indexesOf(there, name)).toEqual(await indexesOf(here, name));
    expect(await there.db.command({ validate: name })).toMatchObject({ valid: true });
  }
});

test('an import into a database that holds something writes nothing', async () => {
  await there.client.db('taken').collection('mine').insertOne({ a: 1 });
  const { code, said } = await runDatabaseScript(
    'import',
    `--uri=${named(there.server.uri, 'taken')}`,
    `--from=${exported}`,
  );
  expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('is not empty') });
  expect(await there.client.db('taken').listCollections({}, { nameOnly: true }).toArray()).toHaveLength(1);
});
