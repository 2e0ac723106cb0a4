import type { mongo } from 'mongoose';
import { type AnyDoc, idsOf, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

let database: TemporaryDatabase;
let collection: mongo.Collection<AnyDoc>;

beforeAll(async () => {
  database = await temporaryDatabase();
  collection = database.db.collection<AnyDoc>('patterns');
});
afterAll(() => database.close());

describe('patterns mean what PCRE says', () => {
  test.each<[pattern: string, options: string, matched: string, unmatched: string]>([
    ['c$', '', 'abc\n', 'abc\n\n'],
    ['^b$', 'm', 'a\nb\nc', 'a\rb\rc'],
    ['a.b', '', 'a\rb', 'a\nb'],
    ['a.b', 's', 'a\nb', 'ab'],
    ['a\\sb', '', 'a\tb', 'a\u3000b'],
    ['^[^\\S\\n]$', '', ' ', '\u3000'],
    ['(?i)street', '', 'STREET', 'road'],
    ['(?im)^b', '', 'a\nB', 'ab'],
    ['a b # spaces do not count', 'x', 'ab', 'a b'],
    ['\\Aab\\z', '', 'ab', 'ab\n'],
    ['ab\\Z', '', 'ab\n', 'ab\nc'],
    ['\\Qa.b*\\E+', '', 'a.b**', 'axb'],
    ['^[[:alpha:]]+$', '', 'abc', 'ab1'],
    ['^[[:digit:]-]+$', '', '1-2', '1_2'],
    ['^\\p{Han}+$', '', '路灯', 'lamp'],
    ['^\\pL+$', '', 'lamp路', '1'],
    ['(?P<x>a)(?P=x)', '', 'aa', 'ab'],
    ['(?<x>a)\\k{x}', '', 'aa', 'ab'],
    ['\\x{8def}', '', '路', '灯'],
    ['^a{,2}$', '', 'a{,2}', 'aa'],
    ['^[]a]$', '', ']', 'b'],
    ['^[\\w-]+$', '', 'a-b', 'a b'],
    ['^[a\\-z]$', '', '-', 'b'],
    ['a(?#a comment)b', '', 'ab', 'a'],
    ['\\/\\_\\"\\-', '', '/_"-', '/_'],
    ['^.$', '', '😀', 'ab'],
    ['a/b', '', 'a/b', 'ab'],
    ['^\\h+\\R$', '', ' \t\r\n', 'a\n'],
  ])('/%s/%s', async (pattern, $options, matched, unmatched) => {
    await collection.drop();
    await collection.insertMany([
      { _id: 'matched', t: matched },
      { _id: 'unmatched', t: unmatched },
    ]);
    expect(await idsOf(collection, { t: { $regex: pattern, $options } })).toEqual(['matched']);
    const v = { $regexMatch: { input: '$t', regex: pattern, options: $options } };
    const computed = await collection.aggregate([{ $project: { v } }, { $sort: { _id: 1 } }]).toArray();
    expect(computed.map((doc) => doc.v)).toEqual([true, false]);
  });
});

test.each([
  'a++',
  '(?>a)',
  '(?(1)a|b)',
  '(?R)',
  'a(?i)b',
  '(*UCP)a',
  '\\Ka',
  '\\Ga',
  '[[:^alpha:]]',
  '\\p{Nowhere}',
  '\\y',
  '(',
  '[a',
])('a pattern that cannot be said in JavaScript is refused: /%s/', async ($regex) => {
  await expect(idsOf(collection, { t: { $regex } })).rejects.toMatchObject({ code: 51091 });
});

test('an unknown option is refused', async () => {
  await expect(idsOf(collection, { t: { $regex: 'a', $options: 'q' } })).rejects.toMatchObject({ code: 51108 });
});

test('a pattern finds itself as a value, with the same options only', async () => {
  await collection.drop();
  await collection.insertMany([
    { _id: 1, t: /a.b/i },
    { _id: 2, t: /a.b/ },
  ]);
  expect(await idsOf(collection, { t: /a.b/i })).toEqual([1]);
});

test('$regexFind and $regexFindAll count code points', async () => {
  await collection.drop();
  await collection.insertOne({ _id: 1, t: '😀ab路b' });
  const one = { $regexFind: { input: '$t', regex: /(x)?b/ } };
  const all = { $regexFindAll: { input: '$t', regex: 'b' } };
  const [doc] = await collection.aggregate([{ $project: { _id: 0, one, all } }]).toArray();
  expect(doc).toEqual({
    one: { match: 'b', idx: 2, captures: [null] },
    all: [
      { match: 'b', idx: 2, captures: [] },
      { match: 'b', idx: 4, captures: [] },
    ],
  });
});
