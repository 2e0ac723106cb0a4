import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import type { LocalDatabase } from '../../src/localdb/server';
import { conformanceDatabase, conformanceTarget } from './conformanceTarget';

/** A folder of its own, and the function that removes it. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'localdb-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface TemporaryDatabase {
  server: LocalDatabase;
  client: mongo.MongoClient;
  db: mongo.Db;
  close(): Promise<void>;
}

/** A database in this process (or {@link conformanceTarget} of another), with the official driver connected. */
export async function temporaryDatabase(options: mongo.MongoClientOptions = {}): Promise<TemporaryDatabase> {
  const folder = temporaryFolder();
  const server = await conformanceTarget(folder.path);
  const client = await new mongo.MongoClient(server.uri, options).connect();
  return {
    server,
    client,
    db: client.db(conformanceDatabase),
    async close() {
      await client.db(conformanceDatabase).dropDatabase();
      await client.close();
      await server.close();
      folder.remove();
    },
  };
}

/** A document with an `_id` of the test's own. */
export interface AnyDoc extends mongo.Document {
  _id?: string | number | boolean | Date | mongo.ObjectId | mongo.UUID;
}

/** What is worth knowing of an explained query. */
export interface Plan {
  /** The innermost stage. */
  stage: string;
  index?: string;
  sortsInMemory: boolean;
  keys: number;
  docs: number;
  returned: number;
}

/** Reads the answer to `explain('executionStats')`. */
export function readPlan(explained: mongo.Document): Plan {
  const text = JSON.stringify(explained.queryPlanner.winningPlan);
  const { totalKeysExamined: keys, totalDocsExamined: docs, nReturned: returned } = explained.executionStats;
  const stage = /"stage":"(IXSCAN|COUNT_SCAN|COLLSCAN|OR|GEO_NEAR_2DSPHERE|GEO_NEAR_2D)"/.exec(text)?.[1] ?? 'none';
  const index = /"indexName":"([^"]+)"/.exec(text)?.[1];
  return { stage, index, sortsInMemory: text.includes('"SORT"'), keys, docs, returned };
}

/** The `_id`s a filter finds, in order of `_id`. */
export async function idsOf(collection: mongo.Collection<AnyDoc>, filter: mongo.Document): Promise<unknown[]> {
  const found = await collection
    .find(filter as mongo.Filter<AnyDoc>)
    .sort({ _id: 1 })
    .toArray();
  return found.map((doc) => doc._id);
}
