import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { mongo } from 'mongoose';
import { ReportModel } from '../../src/modules/reports/model';
import { serverRoot } from '../../src/serverRoot';
import { type BenchReport, reportsIn } from './reports';

/** Small enough for one command, which is stored whole or not at all. */
const BATCH = 5_000;
const SAID_EVERY = 100_000;
const cache = join(serverRoot, '..', 'node_modules', '.cache', 'bench-localdb');
/** What decides how the prepared data look: what makes them, and how the local database lays them out. */
const madeFrom = [
  'bench/localdb/reports.ts',
  'src/localdb/keys',
  'src/localdb/storage/catalogue.ts',
  'src/localdb/storage/documents.ts',
  'src/localdb/storage/indexEntries.ts',
];

const indexes = ReportModel.schema.indexes() as [mongo.IndexSpecification, mongo.CreateIndexesOptions][];

function version(): string {
  const hash = createHash('sha256').update(JSON.stringify(indexes));
  for (const part of madeFrom) {
    const path = join(serverRoot, part);
    const files = part.endsWith('.ts') ? [path] : readdirSync(path).map((name) => join(path, name));
    for (const file of files) hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** The folder that keeps so many reports for the next run; folders made from other sources are removed. */
export function keptFolder(size: number): string {
  const now = version();
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache))
    if (!name.startsWith(now)) rmSync(join(cache, name), { recursive: true, force: true });
  return join(cache, `${now}-${size}`);
}

/** Whether a folder was filled to the end. */
export const isFilled = (folder: string): boolean => existsSync(join(folder, 'filled'));
export const markFilled = (folder: string): void => writeFileSync(join(folder, 'filled'), '');

/** What a server took of the project's indexes, and how fast it took the reports. */
export interface Filled {
  refusedIndexes: string[];
  seconds: number;
}

/** Creates the project's indexes on reports. Answers those that the server refuses, with its reason. */
async function createIndexes(reports: mongo.Collection<BenchReport>): Promise<string[]> {
  const refused: string[] = [];
  for (const [key, options] of indexes) {
    try {
      await reports.createIndex(key, options);
    } catch (error) {
      refused.push(`${Object.keys(key).join(', ')}: ${(error as Error).message}`);
    }
  }
  return refused;
}

/** Fills a collection with so many reports, under the project's indexes; goes on where it was broken off. */
export async function fill(
  reports: mongo.Collection<BenchReport>,
  size: number,
  say: (words: string) => void,
): Promise<Filled> {
  const begun = performance.now();
  const seconds = (): number => Math.round((performance.now() - begun) / 100) / 10;
  const refusedIndexes = await createIndexes(reports);
  const stored = await reports.estimatedDocumentCount();
  let done = 0;
  for (const batch of reportsIn(size, BATCH)) {
    if (done >= stored) await reports.insertMany(batch, { ordered: false });
    done += batch.length;
    if (done % SAID_EVERY === 0) say(`  ${done} of ${size} reports stored, ${seconds()} s`);
  }
  return { refusedIndexes, seconds: seconds() };
}
