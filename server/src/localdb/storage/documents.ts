import { decode } from '../bson/codec';
import { type BsonValue, bsonKind, type Doc } from '../bson/values';
import { badValue, CommandError } from '../errors';
import { encodeId, headOfEntry, idOfEntry, primaryKey } from '../keys/components';
import { valuesAt } from '../keys/tuples';
import { addBytes, enterOrder, leaveOrder, oldestTooMany } from './capped';
import { type CollectionMeta, type IndexMeta, primaryIndex } from './catalogue';
import { entriesOf } from './indexEntries';
import type { Store } from './store';

// Documents and their index entries. Everything here is synchronous and runs inside Store.write(). Nothing is written
// until every check has passed, so a document never goes in half.

const LARGEST_DOCUMENT = 16 * 1024 * 1024;
const NOTHING = Buffer.alloc(0);

function shown(value: BsonValue): string {
  if (value !== null && typeof value === 'object' && bsonKind(value) === 'ObjectId') return `ObjectId('${value}')`;
  return JSON.stringify(value) ?? 'null';
}

function duplicateKey(collection: CollectionMeta, index: IndexMeta, doc: Doc): CommandError {
  const keyValue: Doc = {};
  for (const path of Object.keys(index.key)) {
    const [value] = valuesAt(doc, path.split('.'));
    keyValue[path] = value === undefined || typeof value === 'symbol' ? null : value;
  }
  const listed = Object.entries(keyValue).map(([path, value]) => `${path}: ${shown(value)}`);
  const message = `E11000 duplicate key error collection: ${collection.ns} index: ${index.name} dup key: { ${listed.join(', ')} }`;
  return new CommandError(11000, 'DuplicateKey', message, { keyPattern: index.key, keyValue });
}

/** Code 11000 when another document already holds one of the entries. */
export function checkUnique(
  store: Store,
  collection: CollectionMeta,
  index: IndexMeta,
  entries: Iterable<Buffer>,
  id: Buffer,
  doc: Doc,
): void {
  for (const entry of entries) {
    const head = headOfEntry(entry);
    const range = { start: head, end: Buffer.concat([head, Buffer.of(0xff)]), limit: 2 };
    for (const key of store.kv.getKeys(range)) {
      if (!idOfEntry(key).equals(id)) throw duplicateKey(collection, index, doc);
    }
  }
}

function checkSize(bytes: Buffer): void {
  if (bytes.length <= LARGEST_DOCUMENT) return;
  const message = `object to insert too large. size in bytes: ${bytes.length}, max size: ${LARGEST_DOCUMENT}`;
  throw new CommandError(10334, 'BSONObjectTooLarge', message);
}

function checkRoom({ capped, options }: CollectionMeta, bytes: Buffer): void {
  if (capped && bytes.length > (options?.size ?? 0)) throw badValue('object to insert exceeds cappedMaxSize');
}

function checkId(id: BsonValue): void {
  if (Array.isArray(id)) throw new CommandError(53, 'InvalidIdField', "The '_id' value cannot be of type array");
  if (id === undefined) throw new CommandError(53, 'InvalidIdField', "The '_id' value cannot be of type undefined");
  if (id instanceof RegExp) throw new CommandError(53, 'InvalidIdField', "The '_id' value cannot be of type regex");
}

/** Puts an index entry; its value is empty, the key says all. */
export function putEntry(store: Store, entry: Buffer): void {
  store.put(entry, NOTHING);
}

/** Stores a new document. `doc` is the decoded `bytes`. Codes 11000, 171, 17280, 10334, 53. */
export function insertDocument(store: Store, collection: CollectionMeta, bytes: Buffer, doc: Doc): void {
  checkSize(bytes);
  checkRoom(collection, bytes);
  checkId(doc._id);
  const id = encodeId(doc._id);
  const key = primaryKey(collection.id, id);
  if (store.kv.doesExist(key)) throw duplicateKey(collection, primaryIndex(collection), doc);
  const entries: Buffer[] = [];
  for (const index of collection.indexes) {
    // saved even if the insert fails below: memory and disk must agree about it after a restart
    const found = entriesOf(index, doc, id, () => store.saveMeta(collection));
    if (index.unique) checkUnique(store, collection, index, found.values(), id, doc);
    entries.push(...found.values());
  }
  store.put(key, bytes);
  for (const entry of entries) putEntry(store, entry);
  store.addCount(collection, 1);
  if (collection.capped) {
    enterOrder(store, collection.capped, id, bytes.length);
    makeRoom(store, collection, id);
  }
}

/** Removes the oldest documents of a capped collection until what is left may stay beside the newest. */
function makeRoom(store: Store, collection: CollectionMeta, newest: Buffer): void {
  for (;;) {
    const oldest = oldestTooMany(store, collection, newest);
    if (!oldest) return;
    removeDocument(store, collection, decode(oldest));
  }
}

/** Replaces a document by `after`, whose stored form is `bytes`. The `_id` is the same. Codes as for inserting. */
export function replaceDocument(
  store: Store,
  collection: CollectionMeta,
  before: Doc,
  after: Doc,
  bytes: Buffer,
): void {
  checkSize(bytes);
  const id = encodeId(before._id);
  const added: Buffer[] = [];
  const removed: Buffer[] = [];
  for (const index of collection.indexes) {
    const had = entriesOf(index, before, id);
    const has = entriesOf(index, after, id, () => store.saveMeta(collection));
    const fresh: Buffer[] = [];
    for (const [text, entry] of has) if (!had.has(text)) fresh.push(entry);
    if (index.unique) checkUnique(store, collection, index, fresh, id, after);
    added.push(...fresh);
    for (const [text, entry] of had) if (!has.has(text)) removed.push(entry);
  }
  for (const entry of removed) store.remove(entry);
  for (const entry of added) putEntry(store, entry);
  const key = primaryKey(collection.id, id);
  if (collection.capped) addBytes(store, collection.capped, bytes.length - store.kv.get(key)!.length);
  store.put(key, bytes);
}

export function removeDocument(store: Store, collection: CollectionMeta, doc: Doc): void {
  const id = encodeId(doc._id);
  for (const index of collection.indexes) {
    for (const entry of entriesOf(index, doc, id).values()) store.remove(entry);
  }
  const key = primaryKey(collection.id, id);
  if (collection.capped) leaveOrder(store, collection.capped, id, store.kv.get(key)!.length);
  store.remove(key);
  store.addCount(collection, -1);
}
