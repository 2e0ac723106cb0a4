import { mongo } from 'mongoose';
import { type LocalDatabase, startLocalDatabase } from '../../src/localdb/server';
import { type AnyDoc, temporaryFolder } from './temporaryDatabase';

const ROUNDS = 12;
const ASKING = 6;

const folder = temporaryFolder();
let server: LocalDatabase;
let client: mongo.MongoClient;

beforeAll(async () => {
  server = await startLocalDatabase({ path: folder.path, durability: 'sync' });
  client = await new mongo.MongoClient(server.uri).connect();
});
afterAll(async () => {
  await client.close();
  await server.close();
  folder.remove();
});

test('whoever asks while an index is being made finds all the same what was there before', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const rows = client.db('test').collection<AnyDoc>(`rows${round}`);
    await rows.insertOne({ _id: 1, n: 1 });
    let made = false;
    const making = rows.createIndex({ n: 1 }).finally(() => {
      made = true;
    });
    const asking = Array.from({ length: ASKING }, async () => {
      let missed = 0;
      while (!made) missed += (await rows.find({ n: 1 }).toArray()).length === 1 ? 0 : 1;
      return missed;
    });
    const [, ...missed] = await Promise.all([making, ...asking]);
    expect(missed).toEqual(missed.map(() => 0));
    const plan = await rows.find({ n: 1 }).explain('queryPlanner');
    expect(JSON.stringify(plan.queryPlanner.winningPlan)).toContain('"indexName":"n_1"');
  }
});
