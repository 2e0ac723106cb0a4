import { mongo } from 'mongoose';
import { type AnyDoc, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

const { Decimal128, Long, ObjectId } = mongo;

let database: TemporaryDatabase;
let collection: mongo.Collection<AnyDoc>;

const id = new ObjectId('507f1f77bcf86cd799439011');

beforeAll(async () => {
  database = await temporaryDatabase();
  collection = database.db.collection<AnyDoc>('expressions');
  await collection.insertOne({
    _id: 1,
    five: 5,
    decimal: Decimal128.fromString('1.10'),
    zero: Decimal128.fromString('0.0'),
    long: Long.fromString('9007199254740993'),
    nothing: null,
    list: [1, 2, 3],
    xy: { x: 1, y: 2 },
    yx: { y: 2, x: 1 },
    at: new Date('2024-03-10T18:30:15.123Z'), // a Sunday; in Shanghai already Monday
    id,
  });
});
afterAll(() => database.close());

/** The value of an expression as text; dates in ISO form; `missing` when there is none. */
async function computed(expression: unknown): Promise<string> {
  const [doc] = await collection.aggregate([{ $project: { _id: 0, v: expression } }]).toArray();
  const value: unknown = doc?.v;
  if (value === undefined) return 'missing';
  if (value instanceof Date) return value.toISOString().replace(':00.000Z', 'Z');
  if (value instanceof ObjectId || value instanceof Long || value instanceof Decimal128) return String(value);
  return JSON.stringify(value);
}

const shanghai = { timezone: 'Asia/Shanghai' };
const newYork = { timezone: 'America/New_York' };
const at = { date: '$at' };
const day = (text: string) => new Date(`${text}Z`);

describe('values are equal as everywhere else: documents with their field order, numbers whatever their type', () => {
  test.each<[mongo.Document, string]>([
    [{ $setUnion: [['$xy'], ['$yx']] }, '[{"x":1,"y":2},{"y":2,"x":1}]'],
    [{ $setUnion: ['$list', '$nothing'] }, 'null'],
    [{ $setEquals: [['$xy'], ['$yx']] }, 'false'],
    [{ $setEquals: [[3, 2, 1, 1], '$list'] }, 'true'],
    [
      {
        $setIntersection: [
          ['$xy', 1],
          ['$yx', 1],
        ],
      },
      '[1]',
    ],
    [{ $setDifference: [['$xy'], ['$yx']] }, '[{"x":1,"y":2}]'],
    [{ $setIsSubset: [['$xy'], ['$yx']] }, 'false'],
    [{ $in: ['$yx', ['$xy']] }, 'false'],
    [{ $in: [2, '$list'] }, 'true'],
    [{ $indexOfArray: [['$xy', '$yx'], '$yx'] }, '1'],
    [{ $eq: ['$xy', '$yx'] }, 'false'],
    [{ $eq: ['$missing', null] }, 'false'],
    [{ $lt: ['$missing', null] }, 'true'],
    [{ $gt: ['$decimal', 1.05] }, 'true'],
    [{ $gt: ['$long', 9007199254740992] }, 'true'],
  ])('%j is %s', async (expression, expected) => {
    expect(await computed(expression)).toBe(expected);
  });
});

describe('zero of every type is false, an empty text is true', () => {
  test.each<[mongo.Document, string]>([
    [{ $cond: ['$zero', 1, 2] }, '2'],
    [{ $cond: ['', 1, 2] }, '1'],
    [{ $not: ['$zero'] }, 'true'],
    [{ $and: [true, '$zero'] }, 'false'],
    [{ $or: ['$missing', '$nothing', 0] }, 'false'],
    [JSON.parse('{"$switch":{"branches":[{"case":"$zero","then":1}],"default":2}}'), '2'],
    [{ $anyElementTrue: [[0, '$zero', null]] }, 'false'],
    [{ $toBool: '$zero' }, 'false'],
  ])('%j is %s', async (expression, expected) => {
    expect(await computed(expression)).toBe(expected);
  });
});

describe('arithmetic and conversions', () => {
  test.each<[mongo.Document, string]>([
    [{ $add: ['$decimal', 1] }, '2.10'],
    [{ $subtract: ['$decimal', 1] }, '0.10'],
    [{ $multiply: ['$decimal', 3] }, '3.30'],
    [{ $add: ['$long', 2] }, '9007199254740995'],
    [{ $subtract: ['$at', 15_123] }, '2024-03-10T18:30Z'],
    [{ $subtract: ['$at', day('2024-03-10T18:30')] }, '15123'],
    [{ $add: [1, '$missing'] }, 'null'],
    [{ $type: '$decimal' }, '"decimal"'],
    [{ $type: '$id' }, '"objectId"'],
    [{ $type: '$missing' }, '"missing"'],
    [{ $isNumber: '$long' }, 'true'],
    [{ $toString: '$decimal' }, '"1.10"'],
    [{ $toString: '$long' }, '"9007199254740993"'],
    [{ $toString: '$id' }, `"${id}"`],
    [{ $toObjectId: String(id) }, String(id)],
    [{ $toInt: '$decimal' }, '1'],
    [{ $toDecimal: '$five' }, '5'],
    [{ $convert: { input: 'x', to: 'int', onError: 'none' } }, '"none"'],
    [{ $arrayToObject: [[{ k: 'a', v: 1 }]] }, '{"a":1}'],
    [{ $toUpper: 'é路a' }, '"é路A"'],
    [{ $toLower: '$nothing' }, '""'],
    [{ $indexOfBytes: ['路b', 'b'] }, '3'],
    [{ $indexOfCP: ['😀b', 'b'] }, '1'],
  ])('%j is %s', async (expression, expected) => {
    expect(await computed(expression)).toBe(expected);
  });
});

describe('dates, in time zones too', () => {
  test.each<[mongo.Document, string]>([
    [
      { $dateToString: { ...at, format: '%Y-%m-%d %H:%M:%S.%L %z %Z', ...shanghai } },
      '"2024-03-11 02:30:15.123 +0800 +480"',
    ],
    [{ $dateToString: { ...at, format: '%j %u %w %U %V %G %b %%' } }, '"070 7 1 10 10 2024 Mar %"'],
    [{ $dateToString: { ...at, timezone: '+05:30' } }, '"2024-03-11T00:00:15.123"'],
    [{ $dateToString: { date: '$missing', onNull: 'none' } }, '"none"'],
    [{ $dateTrunc: { ...at, unit: 'day', ...shanghai } }, '2024-03-10T16:00Z'],
    [{ $dateTrunc: { ...at, unit: 'month', ...shanghai } }, '2024-02-29T16:00Z'],
    [{ $dateTrunc: { ...at, unit: 'day', ...newYork } }, '2024-03-10T05:00Z'], // before the clocks go forward
    [{ $dateTrunc: { ...at, unit: 'week' } }, '2024-03-10T00:00Z'],
    [{ $dateTrunc: { ...at, unit: 'week', startOfWeek: 'monday' } }, '2024-03-04T00:00Z'],
    [{ $dateTrunc: { ...at, unit: 'quarter' } }, '2024-01-01T00:00Z'],
    [{ $dateTrunc: { ...at, unit: 'hour', binSize: 5 } }, '2024-03-10T15:00Z'],
    [{ $week: '$at' }, '10'],
    [{ $isoWeek: { ...at, ...shanghai } }, '11'],
    [{ $hour: { ...at, ...shanghai } }, '2'],
    [{ $dayOfWeek: { ...at, ...shanghai } }, '2'],
    [{ $year: '$missing' }, 'null'],
    [{ $dateAdd: { startDate: day('2024-01-31'), unit: 'month', amount: 1 } }, '2024-02-29T00:00Z'],
    [{ $dateAdd: { startDate: day('2024-03-09T12:00'), unit: 'day', amount: 1, ...newYork } }, '2024-03-10T11:00Z'],
    [{ $dateSubtract: { startDate: day('2024-03-31'), unit: 'month', amount: 1 } }, '2024-02-29T00:00Z'],
    [
      { $dateDiff: { startDate: day('2024-01-01T15:00'), endDate: day('2024-01-01T17:00'), unit: 'day', ...shanghai } },
      '1',
    ],
    [{ $dateDiff: { startDate: day('2024-01-31'), endDate: day('2024-03-01'), unit: 'month' } }, '2'],
    [{ $dateDiff: { startDate: day('2024-01-06'), endDate: day('2024-01-07'), unit: 'week' } }, '1'],
    [{ $dateFromParts: { year: 2024, month: 14, day: 1 } }, '2025-02-01T00:00Z'],
    [{ $dateFromParts: { isoWeekYear: 2024, isoWeek: 11, isoDayOfWeek: 1, ...shanghai } }, '2024-03-10T16:00Z'],
    [{ $dateFromString: { dateString: '2024-03-01 08:00:00', ...shanghai } }, '2024-03-01T00:00Z'],
    [{ $dateFromString: { dateString: '01/02/2024', format: '%d/%m/%Y' } }, '2024-02-01T00:00Z'],
  ])('%j is %s', async (expression, expected) => {
    expect(await computed(expression)).toBe(expected);
  });
});

test.each<[mongo.Document, number]>([
  [{ $add: [1, 'x'] }, 14],
  [{ $mod: [5, 0] }, 16610],
  [{ $mod: ['$decimal', 1] }, 2],
  [{ $divide: ['$decimal', 2] }, 2],
  [{ $size: '$missing' }, 17124],
  [{ $in: [1, 'text'] }, 40081],
  [{ $toInt: 'abc' }, 241],
  [{ $dateFromString: { dateString: 'soon' } }, 241],
  [{ $dateToString: { date: '$at', format: '%Q' } }, 18536],
  [{ $dateToString: { date: '$at', timezone: 'Nowhere/At_All' } }, 40485],
  [{ $year: 'text' }, 16006],
])('refused: %j with code %i', async (expression, code) => {
  await expect(computed(expression)).rejects.toMatchObject({ code });
});
