import { encode } from './codec';
import { elementsOf, nameSet } from './elements';
import type { BsonValue, Doc } from './values';

/** A document made of the given runs of elements. */
export function assemble(...parts: Uint8Array[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 5);
  const head = Buffer.allocUnsafe(4);
  head.writeInt32LE(size);
  return Buffer.concat([head, ...parts, Buffer.of(0)], size);
}

/** The elements of a document, without its length and its end: a part for {@link assemble}. */
export function elementBytes(doc: Doc): Buffer {
  return encode(doc).subarray(4, -1);
}

function element(type: number, name: string, body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(type), Buffer.from(`${name}\0`), body]);
}

/** A field holding an already encoded document. */
export function documentElement(name: string, document: Uint8Array): Buffer {
  return element(0x03, name, document);
}

/** A field holding an array of already encoded documents. */
export function arrayElement(name: string, documents: readonly Uint8Array[]): Buffer {
  const parts: Uint8Array[] = [];
  documents.forEach((document, i) => {
    parts.push(Buffer.from(`\x03${i}\0`, 'latin1'), document);
  });
  return element(0x04, name, assemble(...parts));
}

/** A copy of a document with only (`keep`) or without the fields named; the document's order is kept. */
export function pick(bytes: Buffer, names: ReadonlySet<string>, keep = true): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 4;
  let wanted = keep ? names.size : Number.POSITIVE_INFINITY;
  for (const { name, start, end } of elementsOf(bytes)) {
    if (names.has(name) === keep) {
      length += bytes.copy(out, length, start, end);
      if (keep) wanted--;
    }
    if (wanted <= 0) break;
  }
  out[length++] = 0;
  out.writeInt32LE(length, 0);
  return out.subarray(0, length);
}

const ID = nameSet(['_id']);

/**
 * The stored form of a document to insert: `_id` first, as MongoDB stores it (the Node driver appends the one it makes).
 * `doc` is the decoded document and receives the `_id` when `makeId` had to supply it.
 */
export function withIdFirst(bytes: Buffer, doc: Doc, makeId: () => BsonValue): Buffer {
  if (bytes[4] !== 0 && bytes.toString('latin1', 5, 9) === '_id\0') return bytes;
  if (doc._id === undefined) {
    doc._id = makeId();
    return assemble(elementBytes({ _id: doc._id }), bytes.subarray(4, -1));
  }
  return assemble(pick(bytes, ID).subarray(4, -1), pick(bytes, ID, false).subarray(4, -1));
}

function elementMap(bytes: Buffer): Map<string, Buffer> {
  const out = new Map<string, Buffer>();
  for (const { name, start, end } of elementsOf(bytes)) out.set(name, bytes.subarray(start, end));
  return out;
}

/**
 * Encodes an updated document, keeping the stored bytes of every top-level field the update left alone: decoding to
 * JavaScript numbers forgets int32, int64 and double, and an update of one field must not retype the others.
 * `before` is the decoded `stored`.
 */
export function encodeUpdated(stored: Buffer, before: Doc, after: Doc): Buffer {
  const kept = elementMap(stored);
  const was = elementMap(encode(before));
  const parts: Buffer[] = [];
  for (const [name, bytes] of elementMap(encode(after))) {
    parts.push(was.get(name)?.equals(bytes) ? (kept.get(name) ?? bytes) : bytes);
  }
  return assemble(...parts);
}
