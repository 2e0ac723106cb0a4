import { createHash } from 'node:crypto';
import type { BsonValue } from '../bson/values';
import { CommandError } from '../errors';
import { KeyBuffer } from './keyBuffer';
import { writeValue } from './valueEncoding';

/** LMDB keys hold at most 1,978 bytes, so long components are cut and finished by a hash. */
const LONGEST_COMPONENT = 480;
const LONGEST_ID = 240;
const LONGEST_KEY = 1978;
const HASH_BYTES = 16;

const out = new KeyBuffer();

/** Equality of cut components stays exact by their hash; their order is by the first bytes only. */
function appendComponent(value: BsonValue, limit: number, descending: boolean): void {
  const start = out.length;
  writeValue(out, value);
  if (out.length - start > limit) {
    const hash = createHash('sha1').update(out.view(start)).digest().subarray(0, HASH_BYTES);
    hash[0] = (hash[0]! & 0x3f) | 0x40; // never a byte that could be read as an end
    out.length = start + limit - HASH_BYTES;
    out.raw(hash);
  }
  if (descending) out.invert(start);
}

function encodeOne(value: BsonValue, limit: number): Buffer {
  out.length = 0;
  appendComponent(value, limit, false);
  return out.copy();
}

/** One index component, ascending. */
export function encodeComponent(value: BsonValue): Buffer {
  return encodeOne(value, LONGEST_COMPONENT);
}

/** The `_id` part of primary keys and index entries. */
export function encodeId(value: BsonValue): Buffer {
  return encodeOne(value, LONGEST_ID);
}

/** The whole value without a length limit: for sorting and comparing in memory. */
export function encodeWhole(value: BsonValue): Buffer {
  return encodeOne(value, Number.POSITIVE_INFINITY);
}

/** Whether the component may stand for other values too, told apart by their hash alone. */
export function isCut(component: Buffer): boolean {
  return component.length >= LONGEST_COMPONENT;
}

export function isLongId(component: Buffer): boolean {
  return component.length > LONGEST_ID;
}

/** The part of a component that orders even beside cut ones: the only safe bound of a range. */
export function rangeBound(component: Buffer): { bytes: Buffer; whole: boolean } {
  const safe = LONGEST_COMPONENT - HASH_BYTES;
  return component.length > safe
    ? { bytes: component.subarray(0, safe), whole: false }
    : { bytes: component, whole: true };
}

/** Every key begins with the four-byte id of its collection or index. */
export function keyspace(id: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(id);
  return bytes;
}

export function primaryKey(collectionId: number, id: Buffer): Buffer {
  return Buffer.concat([keyspace(collectionId), id]);
}

/** Index entry: [index id][components][_id][length of _id, one byte]; its value is empty. Code 17280 if too long. */
export function entryKey(
  indexId: number,
  tuple: readonly BsonValue[],
  descending: readonly boolean[],
  id: Buffer,
): Buffer {
  out.length = 0;
  out.uint32(indexId);
  tuple.forEach((value, i) => {
    appendComponent(value, LONGEST_COMPONENT, descending[i] ?? false);
  });
  out.raw(id);
  out.byte(id.length);
  if (out.length > LONGEST_KEY) throw new CommandError(17280, 'KeyTooLong', 'index key too large');
  return out.copy();
}

/** The `_id` part of an index entry. */
export function idOfEntry(key: Uint8Array): Buffer {
  const size = key[key.length - 1]!;
  return Buffer.from(key.buffer, key.byteOffset + key.length - 1 - size, size);
}

/** An index entry without its `_id` part. */
export function headOfEntry(key: Uint8Array): Buffer {
  return Buffer.from(key.buffer, key.byteOffset, key.length - 1 - key[key.length - 1]!);
}

/** The `_id` part as it ends an index entry. */
export function entrySuffix(id: Buffer): Buffer {
  return Buffer.concat([id, Buffer.of(id.length)]);
}
