import type { Binary, BSONRegExp, Code, Long, ObjectId, Timestamp } from 'bson';
import { type BsonValue, bsonKind, type Doc } from '../bson/values';
import { exactDecimal } from './exactDecimal';
import type { KeyBuffer } from './keyBuffer';

/**
 * First byte of every encoded value: MongoDB's order of types. The gaps are needed: a type's range is written with the
 * neighbouring unused bytes. Plain or inverted, every one is below 0xFF, so `encoded + FF` follows all keys that begin
 * with `encoded`.
 */
export const TYPE = {
  min: 0x08,
  emptyArray: 0x0c,
  null: 0x10,
  number: 0x18,
  string: 0x20,
  object: 0x28,
  array: 0x30,
  binary: 0x38,
  objectId: 0x40,
  bool: 0x48,
  date: 0x50,
  timestamp: 0x58,
  regex: 0x60,
  code: 0x68,
  max: 0x78,
} as const;

/** Stands for the single key of an empty array, which sorts before null. */
export const EMPTY_ARRAY = Symbol('[]');

const SIGN_BIT = 0x80000000;

function writeNumber(out: KeyBuffer, nearest: number, whole = 0, fraction = ''): void {
  out.byte(TYPE.number);
  out.double(nearest);
  out.uint16(whole + 0x8000);
  if (fraction) out.raw(Buffer.from(fraction, 'latin1'));
  out.byte(0);
}

function writeInt64(out: KeyBuffer, value: bigint): void {
  const nearest = Number(value);
  writeNumber(out, nearest, Number(value - BigInt(nearest)));
}

function writeDate(out: KeyBuffer, date: Date): void {
  const ms = BigInt(date.getTime() || 0);
  out.byte(TYPE.date);
  out.uint32((Number(ms >> 32n) ^ SIGN_BIT) >>> 0);
  out.uint32(Number(ms & 0xffffffffn));
}

function writeBinary(out: KeyBuffer, bytes: Uint8Array, subType: number): void {
  out.byte(TYPE.binary);
  out.uint32(bytes.length);
  out.byte(subType);
  out.raw(bytes);
}

function writePattern(out: KeyBuffer, source: string, flags: string): void {
  out.byte(TYPE.regex);
  out.text(source);
  out.text(flags);
}

/** Fields compare by type, then name, then value, as in MongoDB. */
function writeDocument(out: KeyBuffer, doc: Doc): void {
  out.byte(TYPE.object);
  for (const [name, value] of Object.entries(doc)) {
    if (value === undefined) continue;
    const start = out.length;
    writeValue(out, value);
    const encoded = out.copy(start);
    out.length = start;
    out.byte(encoded[0]!);
    out.text(name);
    out.raw(encoded);
  }
  out.byte(0);
}

function writeArray(out: KeyBuffer, values: readonly BsonValue[]): void {
  out.byte(TYPE.array);
  for (const value of values) writeValue(out, value);
  out.byte(0);
}

function writeClass(out: KeyBuffer, kind: string, value: object): void {
  switch (kind) {
    case 'ObjectId':
      out.byte(TYPE.objectId);
      out.raw((value as ObjectId).id);
      break;
    case 'Long':
      writeInt64(out, (value as Long).toBigInt());
      break;
    case 'Int32':
    case 'Double':
      writeNumber(out, Number(value.valueOf()));
      break;
    case 'Decimal128': {
      const { nearest, whole, fraction } = exactDecimal(String(value));
      writeNumber(out, nearest, whole, fraction);
      break;
    }
    case 'Binary': {
      const { buffer, position, sub_type: subType } = value as Binary;
      writeBinary(out, buffer.subarray(0, position), subType);
      break;
    }
    case 'Timestamp':
      out.byte(TYPE.timestamp);
      out.uint32((value as Timestamp).high >>> 0);
      out.uint32((value as Timestamp).low >>> 0);
      break;
    case 'BSONRegExp':
      writePattern(out, (value as BSONRegExp).pattern, (value as BSONRegExp).options);
      break;
    case 'MinKey':
      out.byte(TYPE.min);
      break;
    case 'MaxKey':
      out.byte(TYPE.max);
      break;
    case 'BSONSymbol':
      out.byte(TYPE.string);
      out.text(String(value.valueOf()));
      break;
    case 'Code':
      out.byte(TYPE.code);
      out.text(String((value as Code).code));
      break;
    default:
      writeDocument(out, value as Doc);
  }
}

function writeObject(out: KeyBuffer, value: object): void {
  if (value instanceof Date) writeDate(out, value);
  else if (value instanceof RegExp) writePattern(out, value.source, value.flags);
  else if (Array.isArray(value)) writeArray(out, value);
  else if (value instanceof Uint8Array) writeBinary(out, value, 0);
  else writeClass(out, bsonKind(value) ?? '', value);
}

/**
 * Appends the order-preserving (memcmp) form of a value: type byte, then payload. No encoded value is a prefix of
 * another. Missing (undefined) is written as null. Code 2 for a Decimal128 that cannot be ordered exactly.
 */
export function writeValue(out: KeyBuffer, value: BsonValue): void {
  switch (typeof value) {
    case 'number':
      writeNumber(out, value);
      break;
    case 'string':
      out.byte(TYPE.string);
      out.text(value);
      break;
    case 'boolean':
      out.byte(TYPE.bool);
      out.byte(value ? 1 : 0);
      break;
    case 'bigint':
      writeInt64(out, value);
      break;
    case 'symbol':
      out.byte(TYPE.emptyArray);
      break;
    default:
      if (value === null || typeof value !== 'object') out.byte(TYPE.null);
      else writeObject(out, value);
  }
}
