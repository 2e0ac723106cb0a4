import mongoose, { Schema } from 'mongoose';
import type { LocalDatabase } from '../../src/localdb/server';
import { conformanceDatabase, conformanceTarget } from './conformanceTarget';
import { readPlan, temporaryFolder } from './temporaryDatabase';

const folder = temporaryFolder();
const connection = mongoose.createConnection();
let server: LocalDatabase;

const Person = connection.model(
  'Person',
  new Schema(
    {
      name: { type: String, required: true },
      email: { type: String, unique: true },
      address: { city: String, zip: String },
    },
    { timestamps: true },
  ),
);
const Report = connection.model(
  'Report',
  new Schema(
    {
      title: String,
      author: { type: Schema.Types.ObjectId, ref: 'Person', index: true },
      comments: [{ text: String, at: Date }],
      n: { type: Number, default: 0 },
      tags: [String],
    },
    { timestamps: true, optimisticConcurrency: true },
  ),
);

beforeAll(async () => {
  server = await conformanceTarget(folder.path);
  await connection.openUri(server.uri, { dbName: `${conformanceDatabase}-goose` });
  await Promise.all([Person.init(), Report.init()]);
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
  await server.close();
  folder.remove();
});
beforeEach(async () => {
  await Promise.all([Person.deleteMany({}), Report.deleteMany({})]);
});

test('schemas make their indexes, and syncing finds nothing more to do', async () => {
  expect(Object.keys(await Person.collection.indexInformation())).toEqual(['_id_', 'email_1']);
  expect(await Report.syncIndexes()).toEqual([]);
  const plan = readPlan(await Report.find({ author: new mongoose.Types.ObjectId() }).explain('executionStats'));
  expect(plan.index).toBe('author_1');
});

test('documents are created with timestamps, and unique fields kept unique', async () => {
  const person = await Person.create({ name: 'One', email: 'one@example.org', address: { city: 'C' } });
  expect(person.createdAt).toBeInstanceOf(Date);
  const again = Person.create({ name: 'Two', email: 'one@example.org' });
  await expect(again).rejects.toMatchObject({ code: 11000, keyValue: { email: 'one@example.org' } });
  expect(await Person.exists({ email: 'one@example.org' })).not.toBeNull();
});

test('an upsert sets defaults and both timestamps once', async () => {
  const upsert = { upsert: true, returnDocument: 'after', setDefaultsOnInsert: true } as const;
  const first = await Report.findOneAndUpdate({ title: 'T' }, { $addToSet: { tags: 'x' } }, upsert);
  expect(first).toMatchObject({ title: 'T', n: 0 });
  const second = await Report.findOneAndUpdate({ title: 'T' }, { $inc: { n: 1 } }, upsert);
  expect(second).toMatchObject({ id: first.id, n: 1, createdAt: first.createdAt });
  expect(await Report.countDocuments({ title: 'T' })).toBe(1);
});

test('subdocuments are edited and saved, and a stale copy is refused', async () => {
  const author = await Person.create({ name: 'One', email: 'one@example.org', address: { city: 'C' } });
  const { _id } = await Report.create({ title: 'T', author: author._id, comments: [{ text: 'hi' }], tags: ['x'] });
  const report = await Report.findById(_id).populate<{ author: typeof author }>('author').orFail();
  expect(report.author.address?.city).toBe('C');
  const stale = await Report.findById(_id).orFail();
  report.comments.push({ text: 'two' });
  report.comments[0]!.text = 'edited';
  report.tags.push('y');
  await report.save();
  const saved = await Report.findById(_id).lean().orFail();
  expect(saved.comments.map(({ text }) => text)).toEqual(['edited', 'two']);
  expect([saved.tags, saved.__v]).toEqual([['x', 'y'], 1]);
  stale.title = 'late';
  await expect(stale.save()).rejects.toMatchObject({ name: 'VersionError' });
});

test('comments are pushed to the front, changed by filter and pulled', async () => {
  const { _id } = await Report.create({ title: 'T', comments: [{ text: 'one' }] });
  await Report.updateOne({ _id }, { $push: { comments: { $each: [{ text: 'zero' }], $position: 0 } } });
  await Report.updateOne({ _id }, { $set: { 'comments.$[c].text': 'ONE' } }, { arrayFilters: [{ 'c.text': 'one' }] });
  await Report.updateOne({ _id, 'comments.text': 'zero' }, { $set: { 'comments.$.at': new Date(5) } });
  const changed = await Report.findById(_id).lean().orFail();
  expect(changed.comments.map(({ text, at }) => [text, at?.getTime()])).toEqual([
    ['zero', 5],
    ['ONE', undefined],
  ]);
  const pulled = await Report.findByIdAndUpdate(
    _id,
    { $pull: { comments: { text: 'zero' } } },
    { returnDocument: 'after' },
  );
  expect(pulled?.comments.map(({ text }) => text)).toEqual(['ONE']);
});

test('bulkWrite, aggregate, cursors and distinct', async () => {
  await Report.bulkWrite([
    { insertOne: { document: { title: 'a', n: 1 } } },
    { insertOne: { document: { title: 'b', n: 2 } } },
    { updateOne: { filter: { title: 'a' }, update: { $inc: { n: 2 } } } },
    { updateMany: { filter: {}, update: { $set: { tags: ['k'] } } } },
    { deleteOne: { filter: { title: 'b' } } },
    { replaceOne: { filter: { title: 'z' }, replacement: { title: 'zz', n: 0 }, upsert: true } },
  ]);
  const sums = await Report.aggregate([{ $group: { _id: null, n: { $sum: '$n' } } }]);
  expect(sums).toEqual([{ _id: null, n: 3 }]);
  const titles: (string | null | undefined)[] = [];
  for await (const { title } of Report.find().sort({ title: 1 }).cursor({ batchSize: 1 })) titles.push(title);
  expect(titles).toEqual(['a', 'zz']);
  expect(await Report.distinct('title', { tags: 'k' })).toEqual(['a']);
  expect(await Report.countDocuments({ title: /^z/ })).toBe(1);
});
