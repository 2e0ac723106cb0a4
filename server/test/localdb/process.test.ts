import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { bundleInto, type DatabaseProcess, spawnDatabase, startDatabase } from './databaseProcess';
import { temporaryFolder } from './temporaryDatabase';

const folder = temporaryFolder();
const data = join(folder.path, 'data');
const claim = join(data, 'localdb.claim.d');
const running: DatabaseProcess[] = [];
let bundle: string;

beforeAll(() => {
  bundle = bundleInto(folder.path);
});
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});
afterAll(() => folder.remove());

async function start(...flags: string[]): Promise<DatabaseProcess> {
  const started = await startDatabase(bundle, [`--path=${data}`, '--durability=none', ...flags]);
  running.push(started);
  return started;
}

test('it takes connections as soon as it says so, and keeps its data over a restart', async () => {
  const first = await start();
  const client = await new mongo.MongoClient(first.uri).connect();
  await client.db('d').collection('c').insertOne({ a: 1 });
  await client.close();
  first.child.kill('SIGTERM');
  expect(await first.ended).toEqual([0, null]);
  expect(readdirSync(data).toSorted()).toEqual(['data.mdb', 'localdb.password', 'lock.mdb']);
  const second = await start();
  const again = await new mongo.MongoClient(second.uri).connect();
  expect(await again.db('d').collection('c').countDocuments({ a: 1 })).toBe(1);
  await again.close();
});

test('it goes when its parent goes, even with a client connected', async () => {
  const { child, uri, ended } = await start('--with-parent');
  const client = await new mongo.MongoClient(uri).connect();
  child.stdin?.end();
  expect(await ended).toEqual([0, null]);
  await client.close();
});

test('a second process does not get the folder, whatever happens the first goes on', async () => {
  const { uri } = await start();
  await expect(start()).rejects.toThrow(/is in use by process \d+/);
  const client = await new mongo.MongoClient(uri).connect();
  expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
  await client.close();
});

test('after being killed it gets its folder back', async () => {
  const first = await start();
  first.child.kill('SIGKILL');
  await first.ended;
  expect(readdirSync(data)).toContain('localdb.claim.d');
  await expect(start()).resolves.toMatchObject({ uri: expect.stringContaining('127.0.0.1') });
});

test('a claim whose process id now belongs to another process does not count', async () => {
  const { child, ended } = await start();
  child.kill('SIGKILL');
  await ended;
  const [entry = ''] = readdirSync(claim);
  renameSync(join(claim, entry), join(claim, entry.replace(/^\d+/, String(process.pid)))); // alive, but not the holder
  await expect(start()).resolves.toBeDefined();
});

test.each([
  [['--port=0'], /--path=DIR is missing/],
  [['--path=x', '--port=high'], /is not a port/],
  [['--path=x', '--durability=maybe'], /neither sync nor none/],
  [['--path=x', '--nope'], /nope/],
])('wrong flags %j end it with a reason', async (flags, reason) => {
  const { ended, errors } = spawnDatabase(bundle, flags);
  expect(await ended).toEqual([1, null]);
  expect(errors.join('')).toMatch(reason);
});
