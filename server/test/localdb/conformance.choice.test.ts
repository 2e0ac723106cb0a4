import type { mongo } from 'mongoose';
import { type AnyDoc, readPlan, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

let database: TemporaryDatabase;
let collection: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
  collection = database.db.collection<AnyDoc>('choice');
  await collection.createIndexes([{ key: { common: 1 } }, { key: { rare: 1 } }, { key: { when: 1 } }]);
  const documents = Array.from({ length: 1500 }, (_, i): AnyDoc => {
    return { _id: i, common: i % 2, rare: i % 300, when: new Date(i * 1000), note: `n${i}` };
  });
  await collection.insertMany(documents);
});
afterAll(() => database.close());

async function explained(filter: mongo.Document, options: mongo.FindOptions = {}): Promise<mongo.Document> {
  return collection.find(filter, options).explain('executionStats');
}

describe('of several indexes the one with clearly fewer keys is taken', () => {
  test('whatever the order they were created in', async () => {
    const plan = readPlan(await explained({ common: 1, rare: 7 }));
    expect(plan).toMatchObject({ index: 'rare_1', docs: 5, returned: 5 });
  });

  test('a range with few keys beats an equality with many', async () => {
    const plan = readPlan(await explained({ common: 1, when: { $lt: new Date(4000) } }));
    expect(plan).toMatchObject({ index: 'when_1', docs: 4, returned: 2 });
  });

  test('few documents are sorted in memory rather than reading everything in order', async () => {
    const plan = readPlan(await explained({ rare: { $gte: 298 } }, { sort: { when: -1 }, limit: 3 }));
    expect(plan).toMatchObject({ index: 'rare_1', sortsInMemory: true, docs: 10, returned: 3 });
  });

  test('an order that ends at the limit beats counting everything', async () => {
    const plan = readPlan(await explained({ when: { $gte: new Date(0) } }, { sort: { when: 1 }, limit: 2 }));
    expect(plan).toMatchObject({ index: 'when_1', sortsInMemory: false, docs: 2 });
  });

  test('explain shows what was counted', async () => {
    const { queryPlanner } = await explained({ common: 1, rare: 7 });
    expect(JSON.stringify(queryPlanner.winningPlan)).toContain('"estimatedKeys":5');
    expect(queryPlanner.rejectedPlans).toMatchObject([{ indexName: 'common_1', estimatedKeys: 750 }]);
  });

  test('where there is no choice nothing is counted', async () => {
    expect(JSON.stringify((await explained({ common: 1 })).queryPlanner)).not.toContain('estimatedKeys');
    expect(JSON.stringify((await explained({ _id: 5, common: 1 })).queryPlanner)).not.toContain('estimatedKeys');
  });
});

test('a hint that names no index is refused by every command', async () => {
  const hint = 'nope_1';
  const refused = [
    collection.find({ rare: 1 }, { hint }).toArray(),
    collection.countDocuments({ rare: 1 }, { hint }),
    collection.distinct('common', { rare: 1 }, { hint }),
    collection.aggregate([{ $match: { rare: 1 } }], { hint }).toArray(),
    collection.updateMany({ rare: 1 }, { $set: { x: 1 } }, { hint }),
    collection.replaceOne({ rare: 1 }, { x: 1 }, { hint: { nope: 1 } }),
    collection.deleteMany({ rare: 1 }, { hint }),
    collection.findOneAndUpdate({ rare: 1 }, { $set: { x: 1 } }, { hint: { nope: -1 } }),
    collection.findOneAndDelete({ rare: 1 }, { hint: { nope: 1 } }),
  ];
  for (const answer of refused) {
    await expect(answer).rejects.toMatchObject({ code: 2, message: expect.stringContaining('hint provided') });
  }
  expect(await collection.countDocuments({ rare: 1 })).toBe(5);
});

test('a hint decides against the better index, and the order of $natural', async () => {
  expect(readPlan(await explained({ common: 1, rare: 7 }, { hint: 'common_1' }))).toMatchObject({ index: 'common_1' });
  const last = await collection.findOne({}, { hint: { $natural: -1 } });
  expect(last?._id).toBe(1499);
});

describe('$lookup', () => {
  const lookup = ($expr: mongo.Document): mongo.Document[] => [
    { $match: { _id: { $in: [1, 2] } } },
    { $lookup: { from: 'choice', let: { r: '$rare' }, pipeline: [{ $match: { $expr } }], as: 'same' } },
    { $project: { n: { $size: '$same' } } },
  ];

  test('by an expression looks the values up instead of testing every document', async () => {
    const stray = { _id: 'stray', rare: 'other' }; // has no `note`: testing it fails
    await collection.insertOne(stray);
    const hasNote = { $gt: [{ $strLenCP: '$note' }, 0] };
    const found = await collection.aggregate(lookup({ $and: [hasNote, { $eq: ['$rare', '$$r'] }] })).toArray();
    expect(found).toEqual([
      { _id: 1, n: 5 },
      { _id: 2, n: 5 },
    ]);
    await expect(collection.aggregate(lookup({ $and: [hasNote] })).toArray()).rejects.toMatchObject({ code: 2 });
    await collection.deleteOne({ _id: 'stray' });
  });

  test('by an expression does not look into arrays, nor take missing for null', async () => {
    const arrays = database.db.collection<AnyDoc>('arrays');
    await arrays.insertMany([{ _id: 1, v: [5] }, { _id: 2, v: 5 }, { _id: 3, v: null }, { _id: 4 }]);
    const same = [{ $match: { $expr: { $eq: ['$v', '$$v'] } } }, { $project: { _id: 1 } }];
    const found = await arrays.aggregate([
      { $lookup: { from: 'arrays', let: { v: '$v' }, pipeline: same, as: 'same' } },
    ]);
    expect((await found.toArray()).map((doc) => doc.same)).toEqual([
      [{ _id: 1 }],
      [{ _id: 2 }],
      [{ _id: 3 }],
      [{ _id: 4 }],
    ]);
  });
});
