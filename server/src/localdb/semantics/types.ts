import type { Long } from 'bson';
import { type BsonValue, bsonKind } from '../bson/values';
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
 * The names `$type` knows a value by. After decoding, an integral JavaScript number may have been an int, a long or a
 * double: it answers to all three.
 */
export function typesOf(value: BsonValue): string[] {
  switch (typeof value) {
    case 'string':
      return ['string'];
    case 'boolean':
      return ['bool'];
    case 'undefined':
      return [];
    case 'number': {
      if (!Number.isInteger(value)) return ['double', 'number'];
      return Math.abs(value) < 2 ** 31 ? ['int', 'long', 'double', 'number'] : ['long', 'double', 'number'];
    }
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

export function isLong(value: BsonValue): value is Long {
  return value !== null && typeof value === 'object' && bsonKind(value) === 'Long';
}

/** A short form of a value's type for messages. */
export function typeName(value: BsonValue): string {
  return typesOf(value)[0] ?? 'missing';
}
