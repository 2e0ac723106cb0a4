import type { mongo } from 'mongoose';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

// While one connection works on all documents, another one asks again and again. If the work did not give way, the second
// would get no more than the answer under way when it began and the one waiting for its end.

const DOCUMENTS = 4000;
const ANSWERS_IF_BLOCKED = 2;

let database: TemporaryDatabase;
let second: mongo.MongoClient;
let rows: mongo.Collection<AnyDoc>;

function row(_id: number): AnyDoc {
  return { _id, n: _id, g: _id % 50, parent: _id - 1, text: `text ${_id} `.repeat(10), tags: [_id % 7, _id % 11] };
}

beforeAll(async () => {
  database = await temporaryDatabase();
  second = await new (database.client.constructor as typeof mongo.MongoClient)(database.server.uri).connect();
  rows = database.db.collection<AnyDoc>('rows');
  await rows.insertMany(Array.from({ length: DOCUMENTS }, (_, i) => row(i)));
});
afterAll(async () => {
  await second.close();
  await database.close();
});

/** How many questions of another connection are answered before the work has ended. */
async function answersDuring(work: () => Promise<unknown>): Promise<number> {
  let ended = false;
  const working = work().finally(() => {
    ended = true;
  });
  let answers = 0;
  while (!ended) {
    await second.db('test').collection<AnyDoc>('rows').findOne({ _id: 7 });
    answers++;
  }
  await working;
  return answers;
}

const aggregated = (...pipeline: mongo.Document[]) => rows.aggregate(pipeline).toArray();

test.each<[string, () => Promise<unknown>]>([
  ['a count of all documents', () => rows.countDocuments({ text: 'nowhere' })],
  ['an explained scan', () => rows.find({ text: 'nowhere' }).explain('executionStats')],
  ['the distinct values of a field', () => rows.distinct('g')],
  ['a sort without a limit', () => rows.find().sort({ text: 1 }).toArray()],
  ['a group', () => aggregated({ $group: { _id: '$g', n: { $sum: '$n' } } })],
  ['a sort after another stage', () => aggregated({ $set: { m: { $mod: ['$n', 9] } } }, { $sort: { m: 1 } })],
  ['facets', () => aggregated({ $facet: { a: [{ $sortByCount: '$g' }], b: [{ $unwind: '$tags' }, { $count: 'n' }] } })],
  ['buckets', () => aggregated({ $bucketAuto: { groupBy: '$n', buckets: 4 } })],
  ['a union', () => aggregated({ $limit: 1 }, { $unionWith: { coll: 'rows', pipeline: [{ $count: 'n' }] } })],
  [
    'a lookup without an index',
    () => aggregated({ $limit: 2 }, { $lookup: { from: 'rows', localField: 'g', foreignField: 'parent', as: 'x' } }),
  ],
  ['an update of all documents', () => rows.updateMany({}, { $inc: { n: 1 } })],
  ['a search for the one document to change', () => rows.updateOne({ text: 'nowhere' }, { $set: { n: 0 } })],
  ['many updates in one command', () => rows.bulkWrite(manyUpdates())],
  ['the building of an index', () => rows.createIndex({ tags: 1, text: 1 })],
  ['a removal of all documents', () => rows.deleteMany({})],
  ['an insert of many documents', () => rows.insertMany(Array.from({ length: DOCUMENTS }, (_, i) => row(i)))],
])('%s lets others be served', async (_, work) => {
  expect(await answersDuring(work)).toBeGreaterThan(ANSWERS_IF_BLOCKED);
});

function manyUpdates(): mongo.AnyBulkWriteOperation<AnyDoc>[] {
  return Array.from({ length: DOCUMENTS }, (_, _id) => ({
    updateOne: { filter: { _id }, update: { $inc: { n: 1 } } },
  }));
}
