import type { mongo } from 'mongoose';
import { type AnyDoc, readPlan, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

const SIZE = 2000;
const CELLS = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9'];

interface Report extends AnyDoc {
  _id: number;
  status: string;
  cell: string;
  createdAt: Date;
}

const reports: Report[] = Array.from({ length: SIZE }, (_, i) => ({
  _id: i,
  status: ['open', 'done', 'new'][i % 3]!,
  cell: `c${i % 50}`,
  // many share a time, so that pages have to be told apart by _id
  createdAt: new Date(1e12 + ((i * 7919) % 200) * 1000),
}));

let database: TemporaryDatabase;
let collection: mongo.Collection<Report>;

beforeAll(async () => {
  database = await temporaryDatabase();
  collection = database.db.collection<Report>('reports');
  await collection.createIndexes([
    { key: { status: 1, createdAt: -1, _id: -1 } },
    { key: { cell: 1, status: 1, createdAt: -1, _id: -1 } },
  ]);
  await collection.insertMany(reports);
});
afterAll(() => database.close());

function newestFirst(a: Report, b: Report): number {
  return b.createdAt.getTime() - a.createdAt.getTime() || b._id - a._id;
}

const NEWEST = { createdAt: -1, _id: -1 } as const;

/** Reads all pages of a list, each from where the last one ended, and checks that none was sorted in memory. */
async function allPages(filter: mongo.Filter<Report>, sort: mongo.Sort, older: '$lt' | '$gt'): Promise<number[]> {
  const seen: number[] = [];
  let rest: mongo.Filter<Report> = {};
  for (;;) {
    const find = () =>
      collection
        .find({ ...filter, ...rest })
        .sort(sort)
        .limit(20);
    const plan = readPlan(await find().explain('executionStats'));
    expect(plan).toMatchObject({ stage: 'IXSCAN', sortsInMemory: false });
    expect(plan.docs).toBeLessThan(60);
    const page = await find().toArray();
    const last = page.at(-1);
    if (!last) return seen;
    seen.push(...page.map(({ _id }) => _id));
    const { createdAt, _id } = last;
    rest = { $or: [{ createdAt: { [older]: createdAt } }, { createdAt, _id: { [older]: _id } }] };
  }
}

test('pages of one status, newest first, are read in index order', async () => {
  const expected = reports.filter(({ status }) => status === 'open').sort(newestFirst);
  expect(await allPages({ status: 'open' }, NEWEST, '$lt')).toEqual(expected.map(({ _id }) => _id));
});

test('pages oldest first read the same index backward', async () => {
  const expected = reports.filter(({ status }) => status === 'done').sort((a, b) => newestFirst(b, a));
  const found = await allPages({ status: 'done' }, { createdAt: 1, _id: 1 }, '$gt');
  expect(found).toEqual(expected.map(({ _id }) => _id));
});

test('pages over nine cells are merged in order', async () => {
  const expected = reports.filter(({ cell, status }) => CELLS.includes(cell) && status === 'open').sort(newestFirst);
  const found = await allPages({ cell: { $in: CELLS }, status: 'open' }, NEWEST, '$lt');
  expect(found).toEqual(expected.map(({ _id }) => _id));
});

test('the first page of several statuses reads no more than it shows', async () => {
  const find = () =>
    collection
      .find({ status: { $in: ['open', 'new'] } })
      .sort(NEWEST)
      .limit(20);
  const expected = reports
    .filter(({ status }) => status !== 'done')
    .sort(newestFirst)
    .slice(0, 20);
  expect((await find().toArray()).map(({ _id }) => _id)).toEqual(expected.map(({ _id }) => _id));
  const plan = readPlan(await find().explain('executionStats'));
  expect(plan).toMatchObject({ index: 'status_1_createdAt_-1__id_-1', sortsInMemory: false, docs: 20 });
});

test('ranges on a compound index', async () => {
  const [from, to] = [new Date(1e12 + 50_000), new Date(1e12 + 60_000)];
  const filter = { status: 'done', createdAt: { $gt: from, $lte: to } };
  const expected = reports.filter(({ status, createdAt }) => status === 'done' && createdAt > from && createdAt <= to);
  expect(await collection.countDocuments(filter)).toBe(expected.length);
  const plan = readPlan(await collection.find(filter).explain('executionStats'));
  expect(plan).toMatchObject({ returned: expected.length, keys: expected.length, docs: expected.length });
});

test('a sort without an index is done in memory, with the same result', async () => {
  const find = () => collection.find({}).sort({ cell: -1, createdAt: 1, _id: 1 }).skip(3).limit(10);
  const expected = reports
    .toSorted((a, b) => (a.cell < b.cell ? 1 : a.cell > b.cell ? -1 : newestFirst(b, a)))
    .slice(3, 13);
  expect((await find().toArray()).map(({ _id }) => _id)).toEqual(expected.map(({ _id }) => _id));
  expect(readPlan(await find().explain('executionStats')).sortsInMemory).toBe(true);
});
