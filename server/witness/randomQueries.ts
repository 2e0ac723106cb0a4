import * as fc from 'fast-check';
import { mongo } from 'mongoose';

export interface Query {
  filter: mongo.Filter<{ _id: number }>;
  sort: Record<string, 1 | -1>;
  skip: number;
  limit: number;
}

/** Documents, indexes for one of the collections that hold them, and queries; their `_id` is their place. */
export interface World {
  documents: mongo.Document[];
  indexes: Record<string, 1 | -1>[];
  queries: Query[];
}

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 5 }),
  fc.integer({ min: -3, max: 3 }).map((n) => n + 0.5),
  fc.constantFrom('s0', 's1', 's2', 's1z', ''),
  fc.integer({ min: 0, max: 3 }).map((s) => new Date(s * 1000)),
  fc.boolean(),
  fc.integer({ min: 0, max: 4 }).map((n) => new mongo.ObjectId(`00000000000000000000000${n}`)),
);
const stored = fc.oneof({ weight: 8, arbitrary: scalar }, { weight: 1, arbitrary: fc.constant(null) });
const embedded = fc.record({ k: stored, m: stored }, { requiredKeys: [] });
const value = fc.oneof(
  { weight: 7, arbitrary: stored },
  { weight: 2, arbitrary: fc.array(stored, { maxLength: 3 }) },
  { weight: 1, arbitrary: embedded },
  { weight: 1, arbitrary: fc.array(embedded, { minLength: 1, maxLength: 2 }) },
);
const document = fc.record({ a: value, b: value, c: stored }, { requiredKeys: [] });
const field = fc.constantFrom('a', 'b', 'c');
const inner = fc.constantFrom('a.k', 'a.m', 'b.k');
const path = fc.oneof(field, inner);
const direction = fc.constantFrom<1 | -1>(1, -1);
const list = fc.array(stored, { minLength: 1, maxLength: 3 });

// What mongo-java-server answers otherwise than MongoDB is not asked: it lets patterns match numbers and dates, and takes
// a field of an array without documents for missing where null is asked for, but for present where $exists is.
const found = fc.oneof(
  scalar,
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map(($in) => ({ $in })),
  scalar.map(($gt) => ({ $gt })),
  scalar.map(($lte) => ({ $lte })),
  fc.constantFrom<mongo.Document>({ $exists: true }, { $regex: '^s1' }),
);
const condition = fc.oneof(
  stored,
  stored.map(($eq) => ({ $eq })),
  list.map(($in) => ({ $in })),
  list.map(($nin) => ({ $nin })),
  scalar.map(($gt) => ({ $gt })),
  scalar.map(($lte) => ({ $lte })),
  fc.boolean().map(($exists) => ({ $exists })),
  stored.map(($ne) => ({ $ne })),
  fc.integer({ min: 0, max: 3 }).map(($size) => ({ $size })),
  fc.constant<mongo.Document>({ $regex: '^s1' }),
  scalar.map(($gt) => ({ $not: { $gt } })),
  fc.record({ $gte: scalar, $lte: scalar }).map(($elemMatch) => ({ $elemMatch })),
);
const plainFields = fc.dictionary(field, condition, { minKeys: 1, maxKeys: 3 });
const innerFields = fc.dictionary(inner, found, { minKeys: 1, maxKeys: 2 });
const fields = fc.oneof(
  plainFields,
  innerFields,
  fc.tuple(plainFields, innerFields).map(([plain, within]) => ({ ...plain, ...within })),
);
const filter: fc.Arbitrary<mongo.Document> = fc.oneof(
  { weight: 6, arbitrary: fields },
  { weight: 2, arbitrary: fc.array(fields, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })) },
  { weight: 1, arbitrary: fc.tuple(fields, fields).map(($and) => ({ $and })) },
  { weight: 1, arbitrary: fc.array(plainFields, { minLength: 1, maxLength: 2 }).map(($nor) => ({ $nor })) },
);
const query = fc.record({
  filter,
  sort: fc.constantFrom<Record<string, 1 | -1>>({ _id: 1 }, { _id: -1 }, { c: 1, _id: 1 }, { c: -1, _id: 1 }),
  skip: fc.constantFrom(0, 0, 3),
  limit: fc.constantFrom(0, 0, 5, 20),
});

/** A hundred queries over some forty documents. */
export const randomWorld: fc.Arbitrary<World> = fc.record({
  documents: fc.array(document, { minLength: 20, maxLength: 40 }),
  indexes: fc.uniqueArray(fc.dictionary(path, direction, { minKeys: 1, maxKeys: 3 }), {
    maxLength: 5,
    selector: (key) => JSON.stringify(key),
  }),
  queries: fc.array(query, { minLength: 100, maxLength: 100 }),
});
