import { mongo } from 'mongoose';
import { bundleInto, type DatabaseProcess, startDatabase } from './databaseProcess';
import { command, message, provenClient, type RawClient, rawClient } from './rawClient';
import { type AnyDoc, temporaryFolder } from './temporaryDatabase';

const { BSON } = mongo;
// A longer run: LOCALDB_BAD_MESSAGES=100000 LOCALDB_FUZZ_SEED=7
const BAD_MESSAGES = Number(process.env.LOCALDB_BAD_MESSAGES ?? 400);
const SEED = Number(process.env.LOCALDB_FUZZ_SEED ?? 1);
const MB = 1024 * 1024;
const OP_QUERY = 2004;
const OP_MSG = 2013;

const folder = temporaryFolder();
let database: DatabaseProcess;
let client: mongo.MongoClient;
let docs: mongo.Collection<AnyDoc>;
let port: number;

beforeAll(async () => {
  const bundle = bundleInto(folder.path);
  database = await startDatabase(bundle, [`--path=${folder.path}/data`, '--durability=none']);
  port = Number(new URL(database.uri).port);
  client = await new mongo.MongoClient(database.uri).connect();
  docs = client.db('d').collection<AnyDoc>('c');
  await docs.insertOne({ _id: 'witness' });
});
afterEach(async () => {
  expect(database.child.exitCode).toBeNull();
  expect(await docs.countDocuments({ _id: 'witness' })).toBe(1);
});
afterAll(async () => {
  await client.close();
  database.child.kill('SIGKILL');
  await database.ended;
  folder.remove();
});

/** Asks on a connection that has proven the password. */
async function answerTo(bytes: Buffer): Promise<mongo.Document | null> {
  const raw = await provenClient(database.uri);
  const answer = await raw.ask(bytes);
  await raw.end();
  return answer;
}

const int32 = (...values: number[]): Buffer => Buffer.from(Int32Array.from(values).buffer);
const ping = BSON.serialize({ ping: 1, $db: 'd' });
/** An OP_MSG of the given sections, each with its kind before it. */
const sections = (...parts: (Uint8Array | number[])[]): Buffer =>
  message(OP_MSG, Buffer.concat([int32(0), ...parts.map((part) => Buffer.from(part))]));
/** `{ find: 'c', $db: 'd', filter: { x: <bytes of a value of the type> } }` */
function filterOf(type: number, value: Buffer): Buffer {
  const element = Buffer.concat([Buffer.of(type), Buffer.from('x\0'), value, Buffer.of(0)]);
  const filter = Buffer.concat([int32(4 + element.length), element]);
  const start = BSON.serialize({ find: 'c', $db: 'd' }).subarray(4, -1);
  const inner = Buffer.concat([start, Buffer.of(3), Buffer.from('filter\0'), filter, Buffer.of(0)]);
  return command(Buffer.concat([int32(4 + inner.length), inner]));
}
/** `depth` documents within each other. */
function nested(depth: number): mongo.Document {
  let doc: mongo.Document = {};
  for (let level = 1; level < depth; level++) doc = { a: doc };
  return doc;
}

describe('what is not the protocol ends its connection', () => {
  test.each<[string, Buffer]>([
    ['another protocol', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['no length', Buffer.alloc(64)],
    ['a length below that of a head', int32(15, 0, 0, OP_MSG)],
    ['a negative length', int32(-1, 0, 0, OP_MSG)],
    ['a byte more than 48 MB', int32(48_000_001, 0, 0, OP_MSG)],
    ['the old insert', message(2002, Buffer.from('\0\0\0\0d.c\0'))],
    ['the old get-more', message(2005, Buffer.alloc(32))],
    ['a compressed message', message(2012, Buffer.concat([int32(OP_MSG, 5 + ping.length), Buffer.of(0), ping]))],
    ['an opcode there is not', message(9999, Buffer.alloc(8))],
    ['flags there are not', command({ ping: 1, $db: 'd' }, 1 << 7)],
    ['a message that ends with its head', message(OP_MSG, Buffer.alloc(0))],
    ['no body', sections()],
    ['two bodies', sections([0], ping, [0], ping)],
    ['a kind of section there is not', sections([9], ping)],
    ['a section longer than its message', sections([0], int32(5000), ping)],
    ['a sequence whose name does not end', sections([0], ping, [1], int32(8), Buffer.from('docs'))],
    ['a sequence whose document runs over', sections([0], ping, [1], int32(14), Buffer.from('d\0'), int32(50, 0))],
    ['an old query without a namespace', message(OP_QUERY, Buffer.alloc(8, 1))],
  ])('%s', async (_, bytes) => {
    expect(await answerTo(bytes)).toBeNull();
  });

  it('of strangers it takes 64 KB at once, however slowly they come; of others 48 MB', async () => {
    const stranger = await rawClient(port);
    expect(await stranger.ask(int32(65_537, 0, 0, OP_MSG))).toBeNull();
    const known = await provenClient(database.uri);
    const large = command({ insert: 'large', documents: [{ text: 'x'.repeat(15 * MB) }], $db: 'd' });
    expect(await known.ask(large)).toMatchObject({ n: 1 });
    await known.end();
    const slow = await rawClient(port);
    const greeting = command({ hello: 1, $db: 'admin', comment: 'x'.repeat(2000) });
    for (const byte of greeting.subarray(0, -1)) slow.socket.write(Buffer.of(byte));
    expect(await slow.ask(greeting.subarray(-1))).toMatchObject({ ok: 1 });
    await slow.end();
  });
});

describe('what is the protocol and cannot be done is answered with a code', () => {
  const text = (size: number, words: string): Buffer => Buffer.concat([int32(size), Buffer.from(words, 'latin1')]);
  test.each<[string, number, () => Buffer]>([
    ['a command there is not', 59, () => command({ nonsense: 1, $db: 'd' })],
    ['an empty command', 59, () => command({})],
    ['nesting of 201 levels', 15, () => command({ find: 'c', $db: 'd', filter: nested(200) })],
    ['a body of 17 MB', 10334, () => command({ find: 'c', $db: 'd', filter: { text: 'x'.repeat(17 * MB) } })],
    ['an old query', 352, () => message(OP_QUERY, Buffer.concat([int32(0), Buffer.from('d.c\0'), int32(0, 1), ping]))],
    ['a type there is not', 22, () => filterOf(0x20, Buffer.alloc(4))],
    ['a string longer than its document', 22, () => filterOf(2, text(500, 'x\0'))],
    ['a string of negative length', 22, () => filterOf(2, text(-1, 'x\0'))],
    ['a string that does not end', 22, () => filterOf(2, text(2, 'xx'))],
    ['a string that is not UTF-8', 22, () => filterOf(2, text(3, '\xff\xfe\0'))],
    ['a document of a wrong length', 22, () => filterOf(3, int32(900, 0))],
    ['a number cut off', 22, () => filterOf(1, Buffer.alloc(2))],
    ['bytes of a wrong length', 22, () => filterOf(5, int32(-5, 0))],
    ['a pattern that does not end', 22, () => filterOf(11, Buffer.from('abc'))],
    ['code of a wrong length', 22, () => filterOf(15, int32(99, 2, 0, 5, 0))],
  ])('%s: code %i', async (_, code, bytes) => {
    expect(await answerTo(bytes())).toMatchObject({ ok: 0, code });
  });

  it('a message of 48,000,000 bytes is taken, to the last byte', async () => {
    const body = BSON.serialize({ insert: 'longest', $db: 'd' });
    const name = Buffer.from('documents\0');
    const around = sections([0], body, [1], int32(0), name).length;
    const empty = BSON.calculateObjectSize({ _id: 0, text: '' });
    const room = 48_000_000 - around;
    const sizes = [Math.floor(room / 3), Math.floor(room / 3), room - 2 * Math.floor(room / 3)];
    const documents = sizes.map((size, _id) => BSON.serialize({ _id, text: 'x'.repeat(size - empty) }));
    const longest = sections([0], body, [1], int32(4 + name.length + room), name, ...documents);
    expect(longest.length).toBe(48_000_000);
    expect(await answerTo(longest)).toMatchObject({ ok: 1, n: 3 });
    await client.db('d').collection('longest').drop();
  });

  it('a document of 16 MB is stored; one of a byte more, and bytes that are none, are not', async () => {
    const room = 16 * MB - BSON.calculateObjectSize({ _id: 1, text: '' });
    const [fits, tooLarge] = [room, room + 1].map((size) => ({ _id: 1, text: 'x'.repeat(size) }));
    const insert = (doc?: mongo.Document): Buffer => command({ insert: 'sizes', documents: [doc], $db: 'd' });
    expect(await answerTo(insert(tooLarge))).toMatchObject({ n: 0, writeErrors: [{ code: 10334 }] });
    expect(await answerTo(insert(fits))).toMatchObject({ ok: 1, n: 1 });
    const broken = Buffer.from(BSON.serialize({ _id: 2, text: 'words' }));
    broken[broken.length - 2] = 1;
    const list = Buffer.concat([Buffer.from('documents\0'), broken]);
    const body = BSON.serialize({ insert: 'sizes', $db: 'd' });
    expect(await answerTo(sections([0], body, [1], int32(4 + list.length), list))).toMatchObject({ code: 22 });
    expect(await client.db('d').collection('sizes').countDocuments()).toBe(1);
  });
});

describe('many, and the impolite', () => {
  const memory = async (): Promise<number> => (await client.db().command({ serverStatus: 1 })).mem.rss;

  it('a thousand connections that say nothing disturb nobody', async () => {
    const before = await memory();
    const idle = await Promise.all(Array.from({ length: 1000 }, () => rawClient(port)));
    await Promise.all(idle.map(({ socket }) => socket.write(int32(60_000))));
    expect(await docs.findOne({ _id: 'witness' })).not.toBeNull();
    expect((await memory()) - before).toBeLessThan(100 * MB);
    await Promise.all(idle.map((each) => each.end()));
  });

  it('a client that asks and never reads is not read from any more, and costs one answer', async () => {
    await client
      .db('d')
      .collection<AnyDoc>('wide')
      .insertOne({ _id: 1, text: 'x'.repeat(4 * MB) });
    const before = await memory();
    const silent = await provenClient(database.uri);
    silent.socket.pause();
    const asked = command({ find: 'wide', $db: 'd' });
    for (let times = 0; times < 300; times++) silent.socket.write(asked); // 1.2 GB of answers
    for (let times = 0; times < 300; times++) await client.db().command({ ping: 1 });
    expect((await memory()) - before).toBeLessThan(200 * MB);
    await silent.end();
  });

  it('two hundred wrong passwords at once are refused one by one', async () => {
    const wrong = new URL(database.uri);
    wrong.password = 'x'.repeat(43);
    const tried = await Promise.allSettled(Array.from({ length: 200 }, () => provenClient(wrong.href)));
    expect(tried.filter(({ status }) => status === 'fulfilled')).toEqual([]);
  });
});

/** A source of numbers below `n`, the same for the same seed. */
function randomSource(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
}

test(`random and spoiled messages are answered or end their connection; what is stored stays readable (seed ${SEED})`, async () => {
  const random = randomSource(SEED);
  const doc = { _id: new mongo.ObjectId(), a: [1, { b: 'x' }], d: new Date(0), n: mongo.Long.fromNumber(5), r: /x/i };
  const valid = [
    { hello: 1, $db: 'admin' },
    { saslStart: 1, mechanism: 'SCRAM-SHA-256', payload: Buffer.from('n,,n=jierong,r=abc'), $db: 'admin' },
    { insert: 'fuzz', documents: [doc], $db: 'f' },
    { find: 'fuzz', filter: { a: { $elemMatch: { b: /^x/ } }, n: { $gte: 1 } }, sort: { d: -1 }, $db: 'f' },
    { update: 'fuzz', updates: [{ q: {}, u: { $set: { 'a.$[x].b': 2 } }, arrayFilters: [{ 'x.b': 1 }] }], $db: 'f' },
    { aggregate: 'fuzz', pipeline: [{ $match: { n: 5 } }, { $group: { _id: '$d' } }], cursor: {}, $db: 'f' },
    { createIndexes: 'fuzz', indexes: [{ key: { a: 1, n: -1 }, name: 'a_n' }], $db: 'f' },
    { delete: 'fuzz', deletes: [{ q: { n: 6 }, limit: 0 }], $db: 'f' },
    { getMore: mongo.Long.fromNumber(7), collection: 'fuzz', $db: 'f' },
  ].map((body) => command(body));
  const spoiled = (): Buffer => {
    const bytes = Buffer.from(valid[random(valid.length)]!);
    for (let times = random(4); times >= 0; times--)
      bytes[random(3) ? 16 + random(bytes.length - 16) : random(16)] = random(256);
    return bytes.subarray(0, random(5) ? bytes.length : random(bytes.length));
  };
  const noise = (): Buffer => Buffer.from(Array.from({ length: random(200) }, () => random(256)));
  let raw: RawClient | undefined;
  for (let sent = 0; sent < BAD_MESSAGES; sent++) {
    raw ??= random(3) ? await provenClient(database.uri) : await rawClient(port);
    raw.socket.write(random(6) ? spoiled() : noise());
    if (random(3) && !raw.socket.destroyed) continue;
    raw.socket.end(); // whatever it still waits for does not come
    await raw.closed;
    raw = undefined;
  }
  await raw?.end();
  const found = client.db('f').collection('fuzz');
  expect(await found.find().toArray()).toHaveLength(await found.countDocuments());
  expect(await client.db('f').command({ validate: 'fuzz' })).toMatchObject({ valid: true });
});
