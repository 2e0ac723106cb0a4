import { type BsonValue, bsonKind, isDoc } from '../bson/values';
import { badValue } from '../errors';

const NAMES_BY_CODE: Record<string, string> = {
  '1': 'double',
  '2': 'string',
  '3': 'object',
  '4': 'array',
  '5': 'binData',
  '7': 'objectId',
  '8': 'bool',
  '9': 'date',
  '10': 'null',
  '11': 'regex',
  '13': 'javascript',
  '14': 'symbol',
  '16': 'int',
  '17': 'timestamp',
  '18': 'long',
  '19': 'decimal',
  '-1': 'minKey',
  '127': 'maxKey',
};
const NAMES = new Set([...Object.values(NAMES_BY_CODE), 'number']);

const NAME_OF_CLASS: Record<string, string> = {
  ObjectId: 'objectId',
  Binary: 'binData',
  Long: 'long',
  Decimal128: 'decimal',
  Timestamp: 'timestamp',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
  BSONSymbol: 'symbol',
  BSONRegExp: 'regex',
  Code: 'javascript',
  Int32: 'int',
  Double: 'double',
};
const NUMERIC_CLASSES = new Set(['long', 'decimal', 'int', 'double']);

/**
 * The names `$type` knows a value by. A JavaScript number has the type the driver would store it with; what it was
 * stored with is known only after exact decoding.
 */
export function typesOf(value: BsonValue): string[] {
  switch (typeof value) {
    case 'string':
      return ['string'];
    case 'boolean':
      return ['bool'];
    case 'undefined':
      return [];
    case 'number':
      return [Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31 ? 'int' : 'double', 'number'];
  }
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  if (value instanceof Date) return ['date'];
  if (value instanceof RegExp) return ['regex'];
  if (value instanceof Uint8Array) return ['binData'];
  const name = NAME_OF_CLASS[bsonKind(value as object) ?? ''];
  if (!name) return ['object'];
  return NUMERIC_CLASSES.has(name) ? [name, 'number'] : [name];
}

/** The names a `$type` argument (number, name or list of them) asks for. Code 2 for a name there is not. */
export function wantedTypes(argument: BsonValue): Set<string> {
  const wanted = new Set<string>();
  for (const item of Array.isArray(argument) ? argument : [argument]) {
    const name = NAMES_BY_CODE[String(item)] ?? String(item);
    if (!NAMES.has(name)) throw badValue(`Unknown type name alias: ${name}`);
    wanted.add(name);
  }
  return wanted;
}

const LOST_BY_DECODING = new Set(['int', 'long', 'double']);

/** Whether a filter asks for kinds of numbers that only exact decoding tells apart. */
export function asksForKindOfNumber(filter: BsonValue): boolean {
  if (Array.isArray(filter)) return filter.some(asksForKindOfNumber);
  if (!isDoc(filter)) return false;
  return Object.entries(filter).some(([name, value]) => {
    if (name === '$type') return [...wantedTypes(value)].some((type) => LOST_BY_DECODING.has(type));
    return asksForKindOfNumber(value);
  });
}

/** A short form of a value's type for messages. */
export function typeName(value: BsonValue): string {
  return typesOf(value)[0] ?? 'missing';
}
