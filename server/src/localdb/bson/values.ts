/** Any decoded BSON value: a JavaScript primitive, Date, RegExp, array, plain object or one of the classes of `bson`. */
export type BsonValue = unknown;

/** A decoded BSON document. Field order is the document's order. */
export type Doc = Record<string, BsonValue>;

/** The class name `bson` gives its own types ('ObjectId', 'Long', ...); undefined for everything else. */
export function bsonKind(value: object): string | undefined {
  if (Object.hasOwn(value, '_bsontype')) return undefined; // a stored field of that name, not a class of bson
  return (value as { _bsontype?: string })._bsontype;
}

/** True for an embedded document; false for arrays, dates, patterns, bytes and the classes of `bson`. */
export function isDoc(value: BsonValue): value is Doc {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    !(value instanceof Uint8Array) &&
    bsonKind(value) === undefined
  );
}

/** The field's value, never something inherited: documents may have fields named `constructor` or `toString`. */
export function own(doc: Doc, name: string): BsonValue {
  return Object.hasOwn(doc, name) ? doc[name] : undefined;
}

/** True when the value is a set of operators such as `{ $gt: 1 }`; a DBRef (`$ref` first) is a value. */
export function isOperators(value: BsonValue): value is Doc {
  if (!isDoc(value)) return false;
  const first = Object.keys(value)[0];
  return first?.[0] === '$' && first !== '$ref' && first !== '$id' && first !== '$db';
}

/** Whether a path part such as `3` can be an array position. */
export function isPosition(part: string): boolean {
  return /^\d+$/.test(part);
}
