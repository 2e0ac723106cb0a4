import { mongo } from 'mongoose';
import { type AnyDoc, idsOf, readPlan, type TemporaryDatabase, temporaryDatabase } from './temporaryDatabase';

let database: TemporaryDatabase;
let db: mongo.Db;

beforeAll(async () => {
  database = await temporaryDatabase();
  db = database.db;
});
afterAll(() => database.close());
beforeEach(() => db.dropDatabase());

const person = {
  bsonType: 'object',
  required: ['name', 'age'],
  additionalProperties: false,
  properties: {
    _id: {},
    name: { bsonType: 'string', minLength: 2, pattern: '^[A-Z]' },
    age: { bsonType: ['int', 'null'], minimum: 0, maximum: 150, exclusiveMaximum: true },
    tags: { bsonType: 'array', items: { enum: ['a', 'b'] }, uniqueItems: true, maxItems: 2 },
  },
};

function people(options: mongo.CreateCollectionOptions = {}): Promise<mongo.Collection<AnyDoc>> {
  return db.createCollection<AnyDoc>('people', { validator: { $jsonSchema: person }, ...options });
}

test('a document that breaks its schema is refused with code 121 and all it breaks', async () => {
  const collection = await people();
  await collection.insertOne({ _id: 1, name: 'Li', age: 149, tags: ['b', 'a'] });
  const error = await collection.insertOne({ _id: 2, name: 'x', extra: 1 }).catch((caught) => caught);
  expect(error).toMatchObject({ code: 121, message: 'Document failed validation' });
  expect(error.errInfo).toMatchObject({
    failingDocumentId: 2,
    details: {
      operatorName: '$jsonSchema',
      schemaRulesNotSatisfied: [
        { operatorName: 'required', specifiedAs: { required: ['name', 'age'] }, missingProperties: ['age'] },
        { operatorName: 'additionalProperties', additionalProperties: ['extra'] },
        {
          operatorName: 'properties',
          propertiesNotSatisfied: [
            {
              propertyName: 'name',
              details: [
                { operatorName: 'minLength', specifiedAs: { minLength: 2 }, consideredValue: 'x' },
                { operatorName: 'pattern', consideredValue: 'x' },
              ],
            },
          ],
        },
      ],
    },
  });
  expect(await idsOf(collection, {})).toEqual([1]);
});

test('updates, upserts and findAndModify are held to it too; whoever asks may pass it by', async () => {
  const collection = await people();
  await collection.insertOne({ _id: 1, name: 'Li', age: 1 });
  const refused = { code: 121 };
  await expect(collection.updateOne({ _id: 1 }, { $set: { age: 150 } })).rejects.toMatchObject(refused);
  await expect(collection.updateOne({ _id: 2 }, { $set: { age: 1 } }, { upsert: true })).rejects.toMatchObject(refused);
  await expect(collection.findOneAndUpdate({ _id: 1 }, { $unset: { name: 1 } })).rejects.toMatchObject(refused);
  await expect(collection.replaceOne({ _id: 1 }, { name: 'Li' })).rejects.toMatchObject(refused);
  expect(await collection.find().toArray()).toEqual([{ _id: 1, name: 'Li', age: 1 }]);
  await collection.updateOne({ _id: 1 }, { $set: { age: 200 } }, { bypassDocumentValidation: true });
  await collection.insertOne({ _id: 2, odd: true }, { bypassDocumentValidation: true });
  expect(await collection.countDocuments()).toBe(2);
});

test('collMod changes what may be stored: the rule, how strict it is, what follows from it', async () => {
  const collection = await people();
  await collection.insertOne({ _id: 1, odd: true }, { bypassDocumentValidation: true });
  await expect(collection.updateOne({ _id: 1 }, { $set: { odd: 2 } })).rejects.toMatchObject({ code: 121 });
  await db.command({ collMod: 'people', validationLevel: 'moderate' });
  await collection.updateOne({ _id: 1 }, { $set: { odd: 2 } });
  await expect(collection.insertOne({ _id: 2 })).rejects.toMatchObject({ code: 121 });
  await db.command({ collMod: 'people', validator: { n: { $gt: 3 } }, validationLevel: 'strict' });
  await expect(collection.insertOne({ _id: 3, n: 3 })).rejects.toMatchObject({ code: 121 });
  await collection.insertOne({ _id: 3, n: 4 });
  await db.command({ collMod: 'people', validator: {} });
  await collection.insertOne({ _id: 4 });
  expect(await db.listCollections({ name: 'people' }).toArray()).toMatchObject([
    { name: 'people', type: 'collection', options: { validationLevel: 'strict' }, info: { readOnly: false } },
  ]);
  await expect(db.command({ collMod: 'nobody', validator: {} })).rejects.toMatchObject({ code: 26 });
  await expect(db.command({ collMod: 'people', cappedSize: 4096 })).rejects.toMatchObject({ code: 72 });
  await expect(db.command({ collMod: 'people', validationLevel: 'lenient' })).rejects.toMatchObject({ code: 2 });
});

test('collMod hides an index from the planner and changes when documents expire', async () => {
  const collection = db.collection<AnyDoc>('events');
  await collection.insertMany([
    { _id: 1, at: new Date(0) },
    { _id: 2, at: new Date() },
  ]);
  await collection.createIndex({ at: 1 }, { unique: true });
  const stage = async (): Promise<string> => readPlan(await collection.find({ at: new Date(0) }).explain()).stage;
  expect(await stage()).toBe('IXSCAN');
  const hiding = await db.command({ collMod: 'events', index: { name: 'at_1', hidden: true } });
  expect(hiding).toMatchObject({ hidden_old: false, hidden_new: true });
  expect(await stage()).toBe('COLLSCAN');
  expect((await collection.indexes())[1]).toMatchObject({ name: 'at_1', hidden: true });
  await expect(collection.insertOne({ _id: 3, at: new Date(0) })).rejects.toMatchObject({ code: 11000 });
  await expect(collection.find().hint('at_1').toArray()).rejects.toMatchObject({ code: 2 });
  const expiring = { collMod: 'events', index: { keyPattern: { at: 1 }, expireAfterSeconds: 60, hidden: false } };
  expect(await db.command(expiring)).toMatchObject({ expireAfterSeconds_new: 60, hidden_new: false });
  await database.server.sweepExpired();
  expect(await idsOf(collection, {})).toEqual([2]);
  const missing = { collMod: 'events', index: { name: 'nope', hidden: true } };
  await expect(db.command(missing)).rejects.toMatchObject({ code: 27 });
});

const id = new mongo.ObjectId();

test.each<[string, mongo.Document, unknown[], unknown[]]>([
  ['bsonType', { bsonType: ['objectId', 'date'] }, [id, new Date()], ['text', null, 1]],
  ['type', { type: ['number', 'boolean'] }, [1, 1.5, mongo.Long.MAX_VALUE, true], ['1', null]],
  ['minimum', { minimum: 5, exclusiveMinimum: true }, [6, mongo.Long.MAX_VALUE, 'text'], [5, -1]],
  ['multipleOf', { multipleOf: 3 }, [9, new mongo.Int32(6), 'text'], [10, mongo.Decimal128.fromString('1.5')]],
  ['length in characters', { minLength: 2, maxLength: 2 }, ['街道', '😀😀', 7], ['x', 'xyz']],
  ['items in order', { items: [{ type: 'string' }], additionalItems: false }, [[], ['a']], [[1], ['a', 'b']]],
  ['allOf', { allOf: [{ minimum: 1 }, { maximum: 3 }] }, [2], [0, 4]],
  ['oneOf', { oneOf: [{ minimum: 1 }, { maximum: 3 }] }, [0, 4], [2]],
  ['anyOf and not', { anyOf: [{ type: 'null' }], not: { enum: [{ a: 1, b: 2 }] } }, [null], [{ b: 2, a: 1 }, 1]],
  ['dependencies', { dependencies: { a: ['b'] } }, [{ a: 1, b: 1 }, { b: 1 }], [{ a: 1 }]],
  ['patternProperties', { patternProperties: { '^n': { type: 'number' } } }, [{ n1: 1, x: '' }], [{ n1: '' }]],
])('$jsonSchema as a query: %s', async (_, schema, good, bad) => {
  const collection = db.collection<AnyDoc>('values');
  await collection.insertMany([...good, ...bad].map((v, i) => ({ _id: i, v })));
  const filter = { $jsonSchema: { properties: { v: schema } } };
  expect(await idsOf(collection, filter)).toEqual(good.map((_v, i) => i));
  expect(await idsOf(collection, { $nor: [filter] })).toHaveLength(bad.length);
});

test.each<[string, mongo.Document]>([
  ['an unknown keyword', { minimun: 1 }],
  ['a reference', { $ref: '#/x' }],
  ['two kinds of type', { type: 'object', bsonType: 'object' }],
  ['a type JSON does not have', { type: 'integer' }],
  ['a negative length', { properties: { a: { minLength: -1 } } }],
  ['an exclusive flag alone', { exclusiveMinimum: true }],
])('a schema is refused with code 9 for %s', async (_, schema) => {
  await expect(people({ validator: { $jsonSchema: schema } })).rejects.toMatchObject({ code: 9 });
  await expect(db.collection('people').findOne({ $jsonSchema: schema })).rejects.toMatchObject({ code: 9 });
});

test('bits are found in numbers, negative ones as two’s complement, and in binary data', async () => {
  const collection = db.collection<AnyDoc>('bits');
  const values = [5, -1, mongo.Long.fromNumber(2 ** 40), new mongo.Binary(Buffer.of(0, 3)), 'text', 1.5];
  await collection.insertMany(values.map((v, i) => ({ _id: i, v })));
  expect(await idsOf(collection, { v: { $bitsAllSet: 5 } })).toEqual([0, 1]);
  expect(await idsOf(collection, { v: { $bitsAnySet: [8, 40, 63] } })).toEqual([1, 2, 3]);
  expect(await idsOf(collection, { v: { $bitsAllClear: new mongo.Binary(Buffer.of(5)) } })).toEqual([2, 3]);
  expect(await idsOf(collection, { v: { $bitsAnyClear: [0, 1] } })).toEqual([0, 2, 3]);
  await expect(collection.findOne({ v: { $bitsAllSet: -1 } })).rejects.toMatchObject({ code: 2 });
});

test('the fields of a reference are reached by their paths', async () => {
  const collection = db.collection<AnyDoc>('references');
  await collection.insertOne({ _id: 1, one: new mongo.DBRef('places', id), many: [{ $ref: 'places', $id: id }] });
  expect(await idsOf(collection, { 'one.$id': id, many: { $elemMatch: { $id: id } } })).toEqual([1]);
  expect(await idsOf(collection, { one: { $ref: 'places', $id: id } })).toEqual([1]);
  expect(await idsOf(collection, { 'one.$ref': 'people' })).toEqual([]);
});
