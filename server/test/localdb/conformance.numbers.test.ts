import { mongo } from 'mongoose';
import { type AnyDoc, idsOf, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

const { Decimal128, Double, Int32, Long } = mongo;

let database: TemporaryDatabase;
/** Shows every number as the class it is stored as. */
let exact: mongo.Collection<AnyDoc>;
let plain: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
  exact = database.db.collection<AnyDoc>('numbers', { promoteValues: false });
  plain = database.db.collection<AnyDoc>('numbers');
});
afterAll(() => database.close());
beforeEach(async () => {
  await exact.drop();
});

type Numeric = mongo.Int32 | mongo.Long | mongo.Double | mongo.Decimal128;

const int = (value: number) => new Int32(value);
const long = (text: string) => Long.fromString(text);
const double = (value: number) => new Double(value);
const decimal = (text: string) => Decimal128.fromString(text);

/** `Long 5`: type and value. */
function shown(value: Numeric | undefined): string {
  return `${value?._bsontype} ${value}`;
}

async function after(before: AnyDoc, update: mongo.Document): Promise<mongo.Document> {
  await exact.insertOne({ _id: 1, ...before });
  await exact.updateOne({ _id: 1 }, update);
  return (await exact.findOne({ _id: 1 })) ?? {};
}

describe('$inc and $mul give the wider of both types', () => {
  test.each<[string, Numeric, mongo.Document, string]>([
    ['int32', int(1), { $inc: { n: int(2) } }, 'Int32 3'],
    ['an int32 that overflows', int(2_147_483_647), { $inc: { n: int(1) } }, 'Long 2147483648'],
    ['int64 stays int64', long('5'), { $inc: { n: int(1) } }, 'Long 6'],
    ['int32 and int64', int(5), { $inc: { n: long('1') } }, 'Long 6'],
    ['int64 beyond 2^53', long('9007199254740993'), { $inc: { n: int(2) } }, 'Long 9007199254740995'],
    ['a double that is whole', double(1.5), { $inc: { n: double(0.5) } }, 'Double 2'],
    ['int32 and double', int(1), { $inc: { n: double(1) } }, 'Double 2'],
    ['decimals', decimal('0.10'), { $inc: { n: decimal('0.20') } }, 'Decimal128 0.30'],
    ['decimal and int32', decimal('1.5'), { $inc: { n: int(-2) } }, 'Decimal128 -0.5'],
    [
      'decimals of 34 digits',
      decimal('9999999999999999999999999999999999'),
      { $inc: { n: decimal('1') } },
      'Decimal128 1.000000000000000000000000000000000E+34',
    ],
    ['a product of int64', long('3000000000'), { $mul: { n: int(3) } }, 'Long 9000000000'],
    ['an int32 product that overflows', int(65_536), { $mul: { n: int(65_536) } }, 'Long 4294967296'],
    ['a product of decimals', decimal('1.10'), { $mul: { n: decimal('3') } }, 'Decimal128 3.30'],
    ['bits of int64', long('4294967297'), { $bit: { n: { or: int(2) } } }, 'Long 4294967299'],
  ])('%s', async (_, before, update, expected) => {
    expect(shown((await after({ n: before }, update)).n)).toBe(expected);
  });

  test('a missing field counts as a zero of the operand', async () => {
    const doc = await after({}, { $inc: { a: long('7') }, $mul: { b: long('7'), c: decimal('2.5') } });
    expect([doc.a, doc.b, doc.c].map(shown)).toEqual(['Long 7', 'Long 0', 'Decimal128 0.0']);
  });

  test.each([[{ $inc: { n: 1 } }], [{ $mul: { n: 2 } }]])('a result beyond 64 bits is refused: %j', async (update) => {
    await exact.insertOne({ _id: 1, n: Long.MAX_VALUE });
    await expect(plain.updateOne({ _id: 1 }, update)).rejects.toMatchObject({ code: 2 });
    expect(shown((await exact.findOne({ _id: 1 }))?.n)).toBe(`Long ${Long.MAX_VALUE}`);
  });
});

test('what an update writes keeps its type, at any depth', async () => {
  const doc = await after(
    { deep: { kept: double(3), list: [long('4'), double(5)] } },
    { $set: { 'deep.x': long('1'), y: double(2) }, $push: { 'deep.list': { $each: [long('6')], $slice: int(-2) } } },
  );
  expect([doc.deep.kept, doc.deep.x, doc.y, ...doc.deep.list].map(shown)).toEqual([
    'Double 3',
    'Long 1',
    'Double 2',
    'Double 5',
    'Long 6',
  ]);
  await exact.findOneAndUpdate({ _id: 2, from: double(8) }, { $set: { n: long('9') } }, { upsert: true });
  const upserted = await exact.findOne({ _id: 2 });
  expect([upserted?.from, upserted?.n].map(shown)).toEqual(['Double 8', 'Long 9']);
});

test('$min and $max compare across the types, exactly', async () => {
  const doc = await after(
    { a: long('9007199254740993'), b: decimal('1.1'), c: int(1) },
    { $min: { a: double(9007199254740992), b: double(1.1) }, $max: { c: decimal('1.0') } },
  );
  expect([doc.a, doc.b, doc.c].map(shown)).toEqual(['Double 9007199254740992', 'Decimal128 1.1', 'Int32 1']);
});

test('$type tells int, long, double and decimal apart, with an index and without', async () => {
  await exact.insertMany([
    { _id: 1, n: int(1) },
    { _id: 2, n: long('1') },
    { _id: 3, n: double(1) },
    { _id: 4, n: decimal('1') },
    { _id: 5, n: [long('2'), 'x'] },
  ]);
  for (const index of [false, true]) {
    if (index) await exact.createIndex({ n: 1 });
    const found = await Promise.all(
      ['int', 'long', 'double', 'decimal', 1, 18, 'number'].map(async ($type) => {
        return (await idsOf(exact, { n: { $type } })).map(String).join();
      }),
    );
    expect(found).toEqual(['1', '2,5', '3', '4', '3', '2,5', '1,2,3,4,5']);
  }
  const partial = plain.createIndex({ n: -1 }, { partialFilterExpression: { n: { $type: 'long' } } });
  await expect(partial).rejects.toMatchObject({ code: 67 });
});

test('$mod takes the whole part of every kind of number', async () => {
  await exact.insertMany([
    { _id: 1, n: decimal('9.9') },
    { _id: 2, n: long('9007199254740993') },
    { _id: 3, n: double(-3.5) },
    { _id: 4, n: decimal('NaN') },
  ]);
  expect(await idsOf(exact, { n: { $mod: [3, 0] } })).toEqual([int(1), int(2), int(3)]);
});

test('NaN is NaN in every kind of number', async () => {
  await exact.insertMany([
    { _id: 1, n: decimal('NaN') },
    { _id: 2, n: double(Number.NaN) },
    { _id: 3, n: int(1) },
  ]);
  for (const index of [false, true]) {
    if (index) await exact.createIndex({ n: 1 });
    expect(await idsOf(exact, { n: { $lt: 5 } })).toEqual([int(3)]);
    expect(await idsOf(exact, { n: { $lte: decimal('NaN') } })).toEqual([int(1), int(2)]);
  }
});

test('sums and means are exact', async () => {
  await exact.insertMany([
    { g: 'decimal', n: decimal('1.10') },
    { g: 'decimal', n: int(1) },
    { g: 'long', n: long('9007199254740993') },
    { g: 'long', n: int(1) },
    { g: 'beyond', n: Long.MAX_VALUE },
    { g: 'beyond', n: Long.MAX_VALUE },
  ]);
  const $group = { _id: '$g', sum: { $sum: '$n' }, mean: { $avg: '$n' } };
  const sums = await exact.aggregate([{ $group }, { $sort: { _id: 1 } }]).toArray();
  expect(sums.map(({ sum }) => shown(sum))).toEqual([
    'Double 18446744073709552000',
    'Decimal128 2.10',
    'Long 9007199254740994',
  ]);
  expect(shown(sums[1]?.mean)).toBe('Decimal128 1.05');
});
