import { DBRef } from 'bson';
import { type BsonValue, type Doc, isDoc } from './values';

const MARK = Buffer.from('\x02$ref\0');

/** Whether a document's bytes may hold a reference. */
export function mayHoldReferences(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(MARK);
}

/** References as the embedded documents they are stored as: `bson` makes objects of them, whose fields no path reaches. */
export function withPlainReferences(value: BsonValue): BsonValue {
  if (Array.isArray(value)) return value.map(withPlainReferences);
  if (value instanceof DBRef) {
    const { collection, oid, db, fields } = value;
    const plain: Doc = { $ref: collection, $id: oid, ...(db !== undefined && { $db: db }), ...fields };
    return withPlainReferences(plain);
  }
  if (!isDoc(value)) return value;
  for (const [name, inner] of Object.entries(value)) {
    if (inner !== null && typeof inner === 'object' && name !== '__proto__') value[name] = withPlainReferences(inner);
  }
  return value;
}
