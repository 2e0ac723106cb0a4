import * as fc from 'fast-check';
import { mongo } from 'mongoose';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

// Random documents, indexes, filters, sorts and updates: a collection with indexes and one without must agree.

// A longer run: LOCALDB_FUZZ_RUNS=1000 LOCALDB_FUZZ_SEED=7
const RUNS = Number(process.env.LOCALDB_FUZZ_RUNS ?? 20);
const SEED = Number(process.env.LOCALDB_FUZZ_SEED ?? 20_240_917);
const SECONDS_PER_RUN = 6;

const { ObjectId, Long, Decimal128 } = mongo;

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 5 }),
  fc.integer({ min: -3, max: 3 }).map((n) => n + 0.5),
  fc.constantFrom('s0', 's1', 's2', 's1z', 's2z', ''),
  fc.integer({ min: 0, max: 3 }).map((s) => new Date(s * 1000)),
  fc.boolean(),
  fc.constant(null),
  fc.integer({ min: 0, max: 4 }).map((n) => new ObjectId(`00000000000000000000000${n}`)),
  fc.constantFrom(Long.fromString('9007199254740993'), 9007199254740992, Decimal128.fromString('1.5')),
);
const embedded = fc.record({ k: scalar, m: scalar }, { requiredKeys: [] });
const value = fc.oneof(
  { weight: 7, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: embedded },
  { weight: 1, arbitrary: fc.array(embedded, { maxLength: 2 }) },
);
const document = fc.record({ a: value, b: value, c: scalar }, { requiredKeys: [] });

const paths = ['a', 'b', 'c', 'a.k', 'a.m', 'b.k'];
const path = fc.constantFrom(...paths);
const direction = fc.constantFrom<1 | -1>(1, -1);
const list = fc.array(scalar, { minLength: 1, maxLength: 3 });

const condition = fc.oneof(
  scalar,
  embedded.filter((doc) => Object.keys(doc).length > 0),
  scalar.map(($eq) => ({ $eq })),
  list.map(($in) => ({ $in })),
  scalar.map(($gt) => ({ $gt })),
  scalar.map(($lte) => ({ $lte })),
  fc.record({ $gte: scalar, $lt: scalar }),
  list.map(($all) => ({ $all })),
  fc.boolean().map(($exists) => ({ $exists })),
  scalar.map(($ne) => ({ $ne })),
  fc.record({ $gte: scalar, $lte: scalar }).map(($elemMatch) => ({ $elemMatch })),
  fc.constantFrom<mongo.Document | RegExp>({ $regex: '^s1' }, /1/, { $type: 'string' }, { $type: 'number' }),
  scalar.map(($gt) => ({ $not: { $gt } })),
);
const fields = fc.dictionary(path, condition, { minKeys: 1, maxKeys: 3 });
const filter: fc.Arbitrary<mongo.Document> = fc.oneof(
  { weight: 6, arbitrary: fields },
  {
    weight: 2,
    arbitrary: fc.tuple(fields, fc.array(fields, { minLength: 1, maxLength: 3 })).map(([f, $or]) => ({ ...f, $or })),
  },
  { weight: 1, arbitrary: fc.array(fields, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })) },
  { weight: 1, arbitrary: fc.tuple(fields, fields).map(($and) => ({ $and })) },
  {
    weight: 1,
    arbitrary: fc.tuple(fields, fc.integer({ min: 0, max: 40 })).map(([f, $gt]) => ({ ...f, _id: { $gt } })),
  },
);
const sort = fc.oneof(fc.constant({}), fc.dictionary(path, direction, { minKeys: 1, maxKeys: 2 }));
const query = fc.record({
  filter,
  sort: sort.map((by) => ({ ...by, _id: 1 as const })),
  skip: fc.constantFrom(0, 0, 3),
  limit: fc.constantFrom(0, 0, 5, 20),
});
const index = fc.record({
  key: fc.dictionary(path, direction, { minKeys: 1, maxKeys: 3 }),
  only: fc.constantFrom<mongo.Document>(
    {},
    {},
    {},
    { sparse: true },
    { partialFilterExpression: { c: { $exists: true } } },
    { partialFilterExpression: { a: { $gt: 0 } } },
    { partialFilterExpression: { b: { $type: 'string' } } },
  ),
});
const update: fc.Arbitrary<mongo.Document> = fc.oneof(
  scalar.map((c) => ({ $set: { c } })),
  value.map((a) => ({ $set: { a } })),
  fc.constant({ $unset: { b: '' } }),
  scalar.map((b) => ({ $push: { b } })),
  fc.constant({ $inc: { n: 1 } }),
);
const world = fc.record({
  documents: fc.array(document, { minLength: 20, maxLength: 40 }),
  indexes: fc.uniqueArray(index, { maxLength: 5, selector: ({ key }) => JSON.stringify(key) }),
  queries: fc.array(query, { minLength: 15, maxLength: 15 }),
  updates: fc.array(fc.record({ filter, update }), { maxLength: 3 }),
});

let database: TemporaryDatabase;
let plain: mongo.Collection<AnyDoc>;
let indexed: mongo.Collection<AnyDoc>;
let indexesUsed = 0;

beforeAll(async () => {
  database = await temporaryDatabase();
  plain = database.db.collection<AnyDoc>('plain');
  indexed = database.db.collection<AnyDoc>('indexed');
});
afterAll(() => database.close());

/** What a write came to: its counts, or the code of its failure. */
async function outcome(write: Promise<unknown>): Promise<unknown> {
  return write.catch((error: mongo.MongoServerError) => ({ code: error.code }));
}

async function expectSameAnswers(asked: typeof query extends fc.Arbitrary<infer Q> ? Q : never): Promise<void> {
  const find = (collection: mongo.Collection<AnyDoc>) => {
    const { skip, limit } = asked;
    return collection.find(asked.filter, { skip, limit }).sort(asked.sort as mongo.Sort);
  };
  const [expected, found] = await Promise.all([find(plain).toArray(), find(indexed).toArray()]);
  expect(found.map(({ _id }) => _id)).toEqual(expected.map(({ _id }) => _id));
  const [expectedCount, count] = await Promise.all([plain, indexed].map((each) => each.countDocuments(asked.filter)));
  expect(count).toBe(expectedCount);
  const explained = await find(indexed).explain('queryPlanner');
  if (JSON.stringify(explained).includes('IXSCAN')) indexesUsed++;
}

test(
  'with indexes or without, every query finds the same',
  async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ documents, indexes, queries, updates }) => {
        await Promise.all([plain.drop(), indexed.drop()]);
        for (const { key, only } of indexes) await indexed.createIndex(key, only);
        for (const [_id, doc] of documents.entries()) {
          const refused = await indexed.insertOne({ _id, ...doc }).then(
            () => false,
            () => true,
          ); // parallel arrays
          if (!refused) await plain.insertOne({ _id, ...doc });
        }
        for (const asked of queries) await expectSameAnswers(asked);
        for (const change of updates) {
          const done = await outcome(indexed.updateMany(change.filter, change.update));
          if (typeof done === 'object' && done && 'code' in done) break; // indexes refuse what a plain collection takes
          expect(await outcome(plain.updateMany(change.filter, change.update))).toEqual(done);
        }
        expect(await database.db.command({ validate: 'indexed' })).toMatchObject({ ok: 1, valid: true, errors: [] });
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
    expect(indexesUsed).toBeGreaterThan(RUNS);
  },
  RUNS * SECONDS_PER_RUN * 1000,
);
