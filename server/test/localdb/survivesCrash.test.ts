import { cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { bundleInto, type DatabaseProcess, startDatabase } from './databaseProcess';
import { temporaryFolder } from './temporaryDatabase';

// A longer run: LOCALDB_CRASH_ROUNDS=200
const ROUNDS = Number(process.env.LOCALDB_CRASH_ROUNDS ?? 4);
const WRITERS = 12;
const WRITES_PER_ROUND = 250;

interface Row {
  _id: number;
  n: number;
  u: string;
  g: number;
  tags: string[];
}

/** What must be there: the last acknowledged `n`, null when deleted; and what was on its way when the process died. */
const acknowledged = new Map<number, number | null>();
const inFlight = new Map<number, number | null>();

const folder = temporaryFolder();
let nextId = 0;
let killed = false;
let server: DatabaseProcess;
let client: mongo.MongoClient;

afterAll(() => folder.remove());

function row(_id: number, n: number): Row {
  return { _id, n, u: `u${_id}`, g: n % 10, tags: [`t${_id % 7}`, `n${n % 5}`] };
}

async function acknowledge(id: number, n: number | null, write: () => Promise<unknown>): Promise<void> {
  inFlight.set(id, n);
  await write();
  acknowledged.set(id, n);
  inFlight.delete(id);
}

/** Inserts, updates and deletes its own rows until the process is killed. */
async function writeUntilKilled(rows: mongo.Collection<Row>, onWrite: () => void): Promise<void> {
  const mine: number[] = [];
  for (let step = 0; !killed; step++) {
    const id = mine[step % (mine.length || 1)];
    try {
      if (id === undefined || step % 3 === 0) {
        const made = nextId++;
        await acknowledge(made, 0, () => rows.insertOne(row(made, 0)));
        mine.push(made);
      } else if (step % 7 === 1) {
        mine.splice(mine.indexOf(id), 1);
        await acknowledge(id, null, () => rows.deleteOne({ _id: id }));
      } else {
        const { _id, ...rest } = row(id, (acknowledged.get(id) ?? 0) + 1);
        await acknowledge(id, rest.n, () => rows.updateOne({ _id }, { $set: rest }));
      }
    } catch (error) {
      if (!killed) throw error;
      return;
    }
    onWrite();
  }
}

/** The rows that are neither as acknowledged nor as what was on its way would have made them. */
function lostOf(found: Map<number, number>): { id: number; expected: number | null; now: number | null }[] {
  return [...acknowledged]
    .map(([id, expected]) => ({ id, expected, now: found.get(id) ?? null }))
    .filter(({ id, expected, now }) => now !== expected && now !== inFlight.get(id));
}

async function contents(rows: mongo.Collection<Row>): Promise<Map<number, number>> {
  return new Map((await rows.find().toArray()).map(({ _id, n }) => [_id, n]));
}

async function expectNothingLost(rows: mongo.Collection<Row>): Promise<void> {
  const found = await contents(rows);
  expect(lostOf(found)).toEqual([]);
  expect(await client.db('crash').command({ validate: 'rows' })).toMatchObject({ valid: true, errors: [] });
  for (const id of [...acknowledged.keys(), ...inFlight.keys()]) acknowledged.set(id, found.get(id) ?? null);
  inFlight.clear();
}

async function open(bundle: string): Promise<mongo.Collection<Row>> {
  server = await startDatabase(bundle, [`--path=${join(folder.path, 'data')}`]);
  client = await new mongo.MongoClient(server.uri).connect();
  return client.db('crash').collection<Row>('rows');
}

async function stop(): Promise<void> {
  await client.close();
  server.child.kill('SIGTERM');
  expect(await server.ended).toEqual([0, null]);
}

test('no acknowledged write is lost when the process is killed, and the indexes stay true', async () => {
  const bundle = bundleInto(folder.path);
  for (let round = 0; round < ROUNDS; round++) {
    const rows = await open(bundle);
    if (round === 0) {
      await rows.createIndexes([{ key: { u: 1 }, unique: true }, { key: { g: 1, n: -1 } }, { key: { tags: 1 } }]);
    }
    await expectNothingLost(rows);
    let written = 0;
    killed = false;
    const onWrite = (): void => {
      if (++written !== WRITES_PER_ROUND) return;
      killed = true;
      server.child.kill('SIGKILL');
    };
    await Promise.all(Array.from({ length: WRITERS }, () => writeUntilKilled(rows, onWrite)));
    await client.close();
    expect(await server.ended).toEqual([null, 'SIGKILL']);
  }
  await expectNothingLost(await open(bundle));
  expect(acknowledged.size).toBeGreaterThan(ROUNDS * 50);
  await stop();
});

test('an old file put back is noticed: the check can fail', async () => {
  const bundle = bundleInto(folder.path);
  const data = join(folder.path, 'data');
  const old = join(folder.path, 'old');
  await expectNothingLost(await open(bundle));
  await stop();
  cpSync(data, old, { recursive: true });

  const rows = await open(bundle);
  const id = nextId++;
  await acknowledge(id, 0, () => rows.insertOne(row(id, 0)));
  await stop();
  rmSync(data, { recursive: true });
  renameSync(old, data);

  expect(lostOf(await contents(await open(bundle)))).toEqual([{ id, expected: 0, now: null }]);
  await stop();
});
