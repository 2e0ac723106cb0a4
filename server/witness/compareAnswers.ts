import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { mongo } from 'mongoose';
import { startLocalDatabase } from '../src/localdb/server';
import { OtherServerLacking, startOtherServer } from './otherServer';
import { type Query, randomWorld, type World } from './randomQueries';

type Rows = mongo.Collection<{ _id: number }>;

/**
 * Asks the local database, with and without indexes, and a MongoDB-protocol server by others the same random queries:
 * `compareAnswers [--queries=20000] [--seed=7] [--uri=mongodb://…]`. Prints each difference; ends with code 1 if there was
 * one, and with 2 where the machine lacks the other server.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      queries: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '7' },
      uri: { type: 'string' },
    },
  });
  const other = values.uri
    ? { name: 'the server named', uri: values.uri, stop: async () => {} }
    : await startOtherServer(console.log);
  const folder = mkdtempSync(join(tmpdir(), 'localdb-compare-'));
  const ours = await startLocalDatabase({ path: folder, durability: 'none' });
  const clients = await Promise.all([other.uri, ours.uri].map((uri) => new mongo.MongoClient(uri).connect()));
  const database = `localdb-compare-${process.pid}`;
  const [theirs, plain, indexed] = [
    [0, 'rows'],
    [1, 'rows'],
    [1, 'indexed'],
  ].map(([client, name]) => clients[Number(client)]?.db(database).collection(`${name}`)) as [never, never, never];
  try {
    const differences = await compare({ theirs, plain, indexed }, Number(values.queries), Number(values.seed));
    console.log(`${values.queries} random queries: ${differences} answered otherwise by ${other.name}`);
    return differences > 0 ? 1 : 0;
  } finally {
    await clients[0]?.db(database).dropDatabase();
    await Promise.all(clients.map((client) => client.close()));
    await Promise.all([ours.close(), other.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(asked: Record<'theirs' | 'plain' | 'indexed', Rows>, queries: number, seed: number) {
  const all = Object.values(asked);
  let done = 0;
  let differences = 0;
  for (const world of fc.sample(randomWorld, { numRuns: Math.ceil(queries / 100), seed })) {
    await fill(all, asked.indexed, world);
    const answers = await Promise.all(world.queries.map((query) => Promise.all(all.map((rows) => idsOf(rows, query)))));
    for (const [at, [expected, ...found]] of answers.entries()) {
      if (found.every((ids) => ids === expected)) continue;
      differences++;
      const query = world.queries[at];
      console.log(mongo.BSON.EJSON.stringify({ query, theirs: expected, plain: found[0], indexed: found[1] }));
      console.log(`  of ${mongo.BSON.EJSON.stringify(world.documents)}`);
    }
    done += world.queries.length;
    if (done % 2000 === 0) console.log(`${done} of ${queries} queries, ${differences} differences`);
  }
  return differences;
}

async function fill(all: Rows[], indexed: Rows, { documents, indexes }: World): Promise<void> {
  await Promise.all(
    all.map(async (rows) => {
      await rows.drop();
      await rows.insertMany(documents.map((document, _id) => ({ _id, ...document })));
    }),
  );
  for (const key of indexes) await indexed.createIndex(key).catch(refusesParallelArrays);
}

function refusesParallelArrays(error: unknown): void {
  if (!(error instanceof mongo.MongoServerError && error.code === 171)) throw error;
}

async function idsOf(rows: Rows, { filter, sort, skip, limit }: Query): Promise<string> {
  const found = await rows
    .find(filter, { skip, limit, projection: { _id: 1 } })
    .sort(sort)
    .toArray();
  return found.map(({ _id }) => _id).join();
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof OtherServerLacking ? error.message : error);
    process.exitCode = error instanceof OtherServerLacking ? 2 : 1;
  },
);
