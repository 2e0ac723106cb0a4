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

/** Of few documents the first slice reads all: what gives way after it is the stage that computes with them. */
const FEW = 40;
let few: mongo.Collection<AnyDoc>;
/** An expression that takes long for one document. */
const slow = { $reduce: { input: { $range: [0, 1000] }, initialValue: '$n', in: { $add: ['$$value', 1] } } };

beforeAll(async () => {
  database = await temporaryDatabase();
  second = await new (database.client.constructor as typeof mongo.MongoClient)(database.server.uri).connect();
  rows = database.db.collection<AnyDoc>('rows');
  await rows.insertMany(manyRows());
  few = database.db.collection<AnyDoc>('few');
  await few.insertMany(Array.from({ length: FEW }, (_, i) => ({ _id: i, n: i * 1000 })));
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

const aggregated = (...pipeline: mongo.Document[]) => firstOf(rows.aggregate(pipeline));
const aggregatedFew = (...pipeline: mongo.Document[]) => few.aggregate(pipeline).toArray();
const window = { documents: ['unbounded', 'current'] };

/** What comes before the first answer; the batches after it would give way in any case. */
async function firstOf(cursor: mongo.FindCursor | mongo.AggregationCursor): Promise<void> {
  await cursor.next();
  await cursor.close();
}

test.each<[string, () => Promise<unknown>]>([
  ['a count of all documents', () => rows.countDocuments({ text: 'nowhere' })],
  ['an explained scan', () => rows.find({ text: 'nowhere' }).explain('executionStats')],
  ['the distinct values of a field', () => rows.distinct('g')],
  ['a sort without a limit', () => firstOf(rows.find().sort({ text: 1 }))],
  ['a group', () => aggregated({ $group: { _id: '$g', n: { $sum: '$n' } } })],
  ['a sort after another stage', () => aggregated({ $set: { m: { $mod: ['$n', 9] } } }, { $sort: { m: 1 } })],
  ['facets', () => aggregated({ $facet: { a: [{ $sortByCount: '$g' }], b: [{ $unwind: '$tags' }, { $count: 'n' }] } })],
  ['buckets', () => aggregated({ $bucketAuto: { groupBy: '$n', buckets: 4 } })],
  ['a union', () => aggregated({ $limit: 1 }, { $unionWith: { coll: 'rows', pipeline: [{ $count: 'n' }] } })],
  [
    'a lookup without an index',
    () => aggregated({ $limit: 2 }, { $lookup: { from: 'rows', localField: 'g', foreignField: 'parent', as: 'x' } }),
  ],
  [
    'window fields',
    () => aggregatedFew({ $setWindowFields: { sortBy: { n: 1 }, output: { x: { $sum: slow, window } } } }),
  ],
  [
    'window fields by place',
    () => aggregatedFew({ $setWindowFields: { sortBy: { n: 1 }, output: { x: { $shift: { output: slow, by: 1 } } } } }),
  ],
  [
    'the filling of a line',
    () => aggregatedFew({ $setWindowFields: { sortBy: { n: 1 }, output: { x: { $linearFill: slow } } } }),
  ],
  ['the filling of values', () => aggregatedFew({ $fill: { output: { x: { value: slow } } } })],
  [
    'buckets with rounded boundaries',
    () =>
      aggregatedFew({ $bucketAuto: { groupBy: '$n', buckets: 4, granularity: 'R5', output: { x: { $sum: slow } } } }),
  ],
  ['a search for the one document to change', () => rows.updateOne({ text: 'nowhere' }, { $set: { n: 0 } })],
  ['the building of an index', () => rows.createIndex({ tags: 1, text: 1 })],
])('%s lets others be served', async (_, work) => {
  expect(await answersDuring(work)).toBeGreaterThan(ANSWERS_IF_BLOCKED);
});

/** What another connection sees of work that changes all documents, or their number. */
async function seenDuring(work: () => Promise<unknown>, look: () => Promise<number>): Promise<Set<number>> {
  let ended = false;
  const working = work().finally(() => {
    ended = true;
  });
  const seen = new Set<number>();
  while (!ended) seen.add(await look());
  await working;
  return seen;
}

const others = () => second.db('test').collection<AnyDoc>('rows');
/** How many of the first and the last document are marked. */
const ends = { _id: { $in: [0, DOCUMENTS - 1] } };
const marked = () => others().countDocuments({ ...ends, mark: true });

test.each<[string, () => Promise<unknown>, () => Promise<number>]>([
  ['an update of all documents', () => rows.updateMany({}, { $set: { mark: true } }), marked],
  ['many updates in one command', () => rows.bulkWrite(manyUpdates({ $unset: { mark: '' } })), marked],
  [
    'a merge of many documents',
    () => aggregated({ $project: { mark: { $literal: true } } }, { $merge: 'rows' }),
    marked,
  ],
  ['a removal of all documents', () => rows.deleteMany({}), () => others().estimatedDocumentCount()],
  ['an insert of many documents', () => rows.insertMany(manyRows()), () => others().estimatedDocumentCount()],
])('%s is written in slices: others see it half done', async (_, work, look) => {
  const [before, seen] = [await look(), await seenDuring(work, look)];
  const after = await look();
  const between = [...seen].filter((value) => value > Math.min(before, after) && value < Math.max(before, after));
  expect(between).not.toEqual([]);
});

function manyRows(): AnyDoc[] {
  return Array.from({ length: DOCUMENTS }, (_, i) => row(i));
}

function manyUpdates(update: mongo.UpdateFilter<AnyDoc> = { $inc: { n: 1 } }): mongo.AnyBulkWriteOperation<AnyDoc>[] {
  return Array.from({ length: DOCUMENTS }, (_, _id) => ({
    updateOne: { filter: { _id }, update },
  }));
}
