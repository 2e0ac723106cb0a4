import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { databaseFolder, startLocalDatabase } from '../../src/db/localDatabase';
import { startLocalDatabase as openDatabase } from '../../src/localdb/server';
import { makeLogger } from '../../src/log';
import { makeChance } from '../../src/seed/content/chance';
import { median } from './measure';
import { fill, isFilled, keptFolder, markFilled } from './prepare';
import { type BenchReport, sentAt } from './reports';
import type { Scene } from './row';

const MIB = 2 ** 20;
const STARTS = 5;
/** Fewer reports than this are stored so fast that they are not kept. */
const KEPT_FROM = 100_000;
const SEED = 47_678;
const PATIENCE_MS = 120_000;

/** A server under measurement, filled with reports. */
export interface Database {
  scene: Scene;
  stop(): Promise<void>;
}

/** The local database as `npm start` runs it, and what the process itself takes. */
export interface OwnDatabase extends Database {
  /** Until it takes connections: the middle of five starts on these data. Milliseconds. */
  startMs: number;
  fileMiB: number;
  /** Memory that is the process's own and not a view of the file, in MiB; undefined where the system does not tell. */
  ownMiB(): number | undefined;
}

/** Connects to a server and names the collection that is measured. */
export async function connect(
  uri: string,
  size: number,
  database = 'jierong',
): Promise<Scene & { client: mongo.MongoClient }> {
  // the driver gives a server up that is silent for so long, and a busy machine is no failure
  const client = await new mongo.MongoClient(uri, { connectTimeoutMS: PATIENCE_MS }).connect();
  const reports = client.db(database).collection<BenchReport>('reports');
  return { client, reports, size, chance: makeChance(SEED), next: size };
}

async function startProcess(folder: string) {
  const begun = performance.now();
  const { uri, stop } = await startLocalDatabase(folder, makeLogger('warn'));
  return { uri, stop, ms: performance.now() - begun };
}

/** Not flushed report by report: if the machine goes down meanwhile, the folder is removed and filled again. */
async function fillFolder(folder: string, size: number, say: (words: string) => void): Promise<void> {
  const database = await openDatabase({ path: databaseFolder(folder), durability: 'none' });
  const { client, reports } = await connect(database.uri, size);
  try {
    const { refusedIndexes, seconds } = await fill(reports, size, say);
    if (refusedIndexes.length) throw new Error(`the local database refuses ${refusedIndexes.join('; ')}`);
    say(`stored ${size} reports in ${seconds} s`);
  } finally {
    await client.close();
    await database.close();
  }
  markFilled(folder);
}

/** How many reports are there, after what a run that was broken off left behind is removed. */
async function countKept({ reports, size }: Scene): Promise<number> {
  const found = await reports.estimatedDocumentCount();
  if (found <= size) return found;
  await reports.deleteMany({ createdAt: { $gte: sentAt(size) } });
  return reports.estimatedDocumentCount();
}

function anonymousMiB(pid: number): number | undefined {
  const file = `/proc/${pid}/smaps_rollup`;
  const kib = existsSync(file) ? /^Anonymous:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return kib ? Math.round(Number(kib) / 1024) : undefined;
}

/** Starts the local database over so many reports; a large number of them is kept for the next run. */
export async function startOwn(size: number, say: (words: string) => void): Promise<OwnDatabase> {
  const kept = size >= KEPT_FROM;
  const folder = kept ? keptFolder(size) : mkdtempSync(join(tmpdir(), 'jierong-bench-'));
  if (!isFilled(folder)) {
    say(`storing ${size} reports in the local database${kept ? '; they are kept for the next run' : ''}`);
    await fillFolder(folder, size, say);
  }
  const starts: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const { ms, stop } = await startProcess(folder);
    starts.push(ms);
    await stop();
  }
  const { uri, stop } = await startProcess(folder);
  const { client, ...scene } = await connect(uri, size);
  const found = await countKept(scene);
  if (found !== size) {
    await client.close();
    await stop();
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`${found} of ${size} reports were kept; they are removed, please run again`);
  }
  const { pid } = await client.db('admin').command({ serverStatus: 1 });
  return {
    scene,
    startMs: Math.round(median(starts)),
    fileMiB: Math.round(statSync(join(folder, 'database', 'data.mdb')).size / MIB),
    ownMiB: () => anonymousMiB(pid),
    stop: async () => {
      await client.close();
      await stop();
      if (!kept) rmSync(folder, { recursive: true, force: true });
    },
  };
}
