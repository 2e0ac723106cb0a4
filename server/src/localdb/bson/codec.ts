import { deserialize, serialize } from 'bson';
import { mayHoldReferences, withPlainReferences } from './references';
import type { Doc } from './values';

/** Decodes a document. Numbers become JavaScript numbers except int64 beyond 2^53, which stays a Long. */
export function decode(bytes: Uint8Array): Doc {
  const doc = deserialize(bytes, { promoteValues: true, promoteLongs: true });
  return mayHoldReferences(bytes) ? (withPlainReferences(doc) as Doc) : doc;
}

/** Decodes an `insert` command. Its documents stay bytes, because they are stored as they came. */
export function decodeInsert(bytes: Uint8Array): Doc {
  return deserialize(bytes, { promoteValues: true, promoteLongs: true, fieldsAsRaw: { documents: true } });
}

/** Encodes a document; undefined fields are left out. */
export function encode(doc: Doc): Buffer {
  const bytes = serialize(doc, { ignoreUndefined: true });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
