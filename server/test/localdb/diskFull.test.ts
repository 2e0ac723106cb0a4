import { execFileSync } from 'node:child_process';
import { mongo } from 'mongoose';
import { bundleInto, type DatabaseProcess, startDatabase } from './databaseProcess';
import { temporaryFolder } from './temporaryDatabase';

/** The size no file of the process may pass; in `ulimit`'s blocks of 512 bytes (or of 1024, as some shells count). */
const LARGEST_FILE_BLOCKS = 8 * 1024;
const WRITERS = 6;
const OUT_OF_DISK_SPACE = 14031;

const folder = temporaryFolder();
const running: DatabaseProcess[] = [];
let bundle: string;
let client: mongo.MongoClient;

beforeAll(() => {
  bundle = bundleInto(folder.path);
});
afterEach(async () => {
  await client.close();
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});
afterAll(() => folder.remove());

async function start(shell?: string): Promise<mongo.Db> {
  const started = await startDatabase(bundle, [`--path=${folder.path}/data`], shell);
  running.push(started);
  client = await new mongo.MongoClient(started.uri, { serverSelectionTimeoutMS: 5000 }).connect();
  return client.db('d');
}

function batch(writer: number, round: number): mongo.OptionalId<mongo.Document>[] {
  return Array.from({ length: 40 }, (_, i) => ({ writer, round, i, text: 'x'.repeat(800) }));
}

/** Each command is one transaction, so a failed one wrote nothing. */
async function insertAll(db: mongo.Db, name: string, documents: mongo.OptionalId<mongo.Document>[]) {
  const answer = await db.command({ insert: name, documents }).catch((error: mongo.MongoServerError) => error);
  return answer instanceof Error
    ? { code: answer.code ?? answer.message, n: 0 }
    : { code: undefined, n: answer.n as number };
}

/** Writers beside each other until each is refused; returns how many documents were acknowledged. */
async function fill(db: mongo.Db): Promise<number> {
  let acknowledged = 0;
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let round = 0; ; round++) {
      const { code, n } = await insertAll(db, `c${writer % 2}`, batch(writer, round));
      acknowledged += n;
      if (code !== undefined) return expect(code).toBe(OUT_OF_DISK_SPACE);
    }
  });
  await Promise.all(writers);
  return acknowledged;
}

async function stored(db: mongo.Db): Promise<{ kept: number; found: number }> {
  const sums = { kept: 0, found: 0 };
  for (const name of ['c0', 'c1']) {
    expect(await db.command({ validate: name })).toMatchObject({ valid: true, errors: [] });
    sums.kept += await db.collection(name).estimatedDocumentCount();
    sums.found += await db.collection(name).countDocuments({ text: /^x/ });
  }
  return sums;
}

test('a full disk refuses writes and nothing else; with room again writes go on, and nothing acknowledged was lost', async () => {
  const limited = await start(`ulimit -S -f ${LARGEST_FILE_BLOCKS}`);
  for (const name of ['c0', 'c1']) await limited.collection(name).createIndex({ writer: 1, round: -1 });
  const acknowledged = await fill(limited);
  expect(acknowledged).toBeGreaterThan(1000);

  const many = Array.from({ length: 60 }, (_, round) => batch(0, round)).flat();
  expect(await insertAll(limited, 'late', many)).toEqual({ n: 0, code: OUT_OF_DISK_SPACE });
  const { kept, found } = await stored(limited);
  expect(kept).toBe(found);
  expect(found).toBeGreaterThanOrEqual(acknowledged); // a refused command may have stored its first slice

  let removed = 0;
  // one by one: a removal writes pages too, and few of them, or none, are free
  for (let writer = 0; writer < WRITERS; writer++) {
    for (let i = 0; i < 120; i++) {
      try {
        removed += (await limited.collection(`c${writer % 2}`).deleteOne({ writer })).deletedCount;
      } catch (error) {
        expect((error as mongo.MongoServerError).code).toBe(OUT_OF_DISK_SPACE);
      }
    }
  }
  execFileSync('prlimit', [`--pid=${running[0]?.child.pid}`, '--fsize=unlimited']); // room again, for the same process
  const { n, code } = await insertAll(limited, 'c0', batch(99, 0));
  expect({ n, code }).toEqual({ n: 40, code: undefined });
  const left = found - removed + n;
  expect(await stored(limited)).toEqual({ kept: left, found: left });

  await client.close();
  running[0]?.child.kill('SIGKILL');
  await running[0]?.ended;
  const unlimited = await start();
  expect(await stored(unlimited)).toEqual({ kept: left, found: left });
  expect(await insertAll(unlimited, 'later', batch(0, 0))).toMatchObject({ n: 40 });
});
