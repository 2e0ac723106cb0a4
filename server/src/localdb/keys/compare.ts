import type { BsonValue } from '../bson/values';
import { encodeWhole } from './components';
import { TYPE } from './valueEncoding';

function isPlainNumber(value: BsonValue): value is number {
  return typeof value === 'number' && !Number.isNaN(value);
}

/** Order of two values over all BSON types, as MongoDB sorts: negative, 0 or positive. Missing counts as null. */
export function compareValues(a: BsonValue, b: BsonValue): number {
  if (isPlainNumber(a) && isPlainNumber(b)) return a - b || (a > b ? 1 : a < b ? -1 : 0); // Infinity - Infinity is NaN
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  return Buffer.compare(encodeWhole(a), encodeWhole(b));
}

/** Equality as MongoDB knows it: numbers by value whatever their type, documents with their field order. */
export function sameValue(a: BsonValue, b: BsonValue): boolean {
  if (typeof a === 'string' || typeof b === 'string') {
    if (typeof a === 'string' && typeof b === 'string') return a === b;
    if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  }
  return compareValues(a, b) === 0;
}

/** A text that equal values share, and only they: for sets and maps of values. */
export function identityOf(value: BsonValue): string {
  return encodeWhole(value).toString('latin1');
}

/** The {@link TYPE} byte of a value: what comparisons such as `$gt` are confined to. */
export function typeByte(value: BsonValue): number {
  switch (typeof value) {
    case 'number':
      return TYPE.number;
    case 'string':
      return TYPE.string;
    case 'boolean':
      return TYPE.bool;
    default:
      if (value instanceof Date) return TYPE.date;
      return encodeWhole(value)[0]!;
  }
}
