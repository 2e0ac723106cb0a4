import { ObjectId } from 'bson';
import { decode, encode } from '../bson/codec';
import { decodeExact, promotedDoc } from '../bson/exactNumbers';
import { encodeUpdated, withIdFirst } from '../bson/splice';
import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { CommandError, failedToParse } from '../errors';
import { findAll, type Query } from '../execution/find';
import { validateDocument } from '../semantics/documentValidation';
import { applyUpdate, isOperatorUpdate, type UpdateSetting } from '../semantics/update/applyUpdate';
import { upsertDocument } from '../semantics/update/upsert';
import type { CollectionMeta } from '../storage/catalogue';
import { insertDocument, removeDocument, replaceDocument } from '../storage/documents';
import type { Store } from '../storage/store';
import { type Command, collectionOf, docArgument, type Handler, listArgument, refuseCollation } from './command';

// Each command is one transaction. A document whose write fails stays as it was; what was written before it stays written.

/** Runs the statements of a command; errors of single ones are reported by their position. */
function eachStatement(
  body: Doc,
  statements: readonly BsonValue[],
  run: (statement: BsonValue, i: number) => void,
): Doc {
  const writeErrors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error; // a bug or a full disk: the whole command is undone
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.extra });
      if (body.ordered !== false) break;
    }
  }
  return writeErrors.length ? { writeErrors } : {};
}

const insert: Handler = ({ store, ns, body }) => {
  const documents = listArgument(body, 'documents').map((bytes) => {
    if (!(bytes instanceof Uint8Array)) throw failedToParse('documents to insert must be objects');
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  });
  return store.write(() => {
    const collection = store.ensure(ns);
    let n = 0;
    const errors = eachStatement(body, documents, (_, i) => {
      const bytes = documents[i]!;
      const doc = decode(bytes);
      const stored = withIdFirst(bytes, doc, () => new ObjectId());
      if (!body.bypassDocumentValidation)
        validateDocument(collection.options, doc._id === undefined ? decode(stored) : doc);
      insertDocument(store, collection, stored, doc);
      n++;
    });
    store.addCount(collection, n);
    return { n, ...errors, ok: 1 };
  });
};

/** The stored bytes of a document after an update, the same when nothing changed; `command` is the whole body. Inside Store.write(). */
export function updateStored(
  store: Store,
  collection: CollectionMeta,
  bytes: Buffer,
  update: BsonValue,
  setting: UpdateSetting,
  { bypassDocumentValidation }: Doc,
): Buffer {
  const read = Array.isArray(update) ? decode : decodeExact; // expressions compute with JavaScript's numbers
  const before = read(bytes);
  const after = applyUpdate(read(bytes), update, setting);
  const next = encodeUpdated(bytes, before, after);
  if (next.equals(bytes)) return bytes;
  if (!bypassDocumentValidation) validateDocument(collection.options, decode(next), decode(bytes));
  replaceDocument(store, collection, before, after, next);
  return next;
}

/** Inserts what an upsert that found nothing inserts. Inside Store.write(). */
export function insertUpsert(
  store: Store,
  collection: CollectionMeta,
  filter: Doc,
  update: BsonValue,
  arrayFilters: UpdateSetting['arrayFilters'],
  { bypassDocumentValidation }: Doc,
): { id: BsonValue; bytes: Buffer } {
  const doc = upsertDocument(filter, update, arrayFilters);
  const bytes = encode(doc);
  if (!bypassDocumentValidation) validateDocument(collection.options, doc);
  insertDocument(store, collection, bytes, decode(bytes));
  store.addCount(collection, 1);
  return { id: doc._id, bytes };
}

/** The array filters of an update statement. */
export function arrayFiltersOf(statement: Doc): readonly BsonValue[] | undefined {
  return statement.arrayFilters === undefined ? undefined : listArgument(statement, 'arrayFilters');
}

function queryOf(statement: Doc, multi: boolean): Query {
  const { sort, hint } = statement;
  return { filter: docArgument(statement, 'q'), sort, hint, limit: multi ? 0 : 1 };
}

function statementOf(value: BsonValue): Doc {
  if (isDoc(value)) {
    refuseCollation(value);
    return value;
  }
  throw failedToParse('a write statement must be an object');
}

const UPDATE_ARGUMENT = new Set(['u']);

const update: Handler = (command) => {
  const { store, ns, body } = command;
  const statements = listArgument(body, 'updates');
  return store.write(() => {
    const upserted: Doc[] = [];
    let n = 0;
    let nModified = 0;
    const errors = eachStatement(body, statements, (value, index) => {
      const exact = statementOf(value);
      const statement = promotedDoc(exact, UPDATE_ARGUMENT);
      const { u, upsert } = statement;
      const multi = statement.multi === true;
      if (multi && !Array.isArray(u) && !isOperatorUpdate(u)) {
        throw failedToParse('multi update is not supported for replacement-style update');
      }
      const collection = upsert ? store.ensure(ns) : collectionOf(command);
      if (!collection) return;
      const query = queryOf(statement, multi);
      const arrayFilters = arrayFiltersOf(statement);
      // collected before anything changes: an update must not meet its own results
      const rows = findAll(store, collection, query);
      for (const bytes of rows) {
        n++;
        const next = updateStored(store, collection, bytes, u, { filter: query.filter, arrayFilters }, body);
        if (next !== bytes) nModified++;
      }
      if (!rows.length && upsert) {
        const { id } = insertUpsert(store, collection, docArgument(exact, 'q'), u, arrayFilters, body);
        upserted.push({ index, _id: id });
        n++;
      }
    });
    return { n, nModified, ...(upserted.length && { upserted }), ...errors, ok: 1 };
  });
};

const remove: Handler = (command) => {
  const { store, body } = command;
  const statements = listArgument(body, 'deletes');
  return store.write(() => {
    let n = 0;
    const errors = eachStatement(body, statements, (value) => {
      const collection = collectionOf(command);
      const statement = statementOf(value);
      if (!collection) return;
      const rows = findAll(store, collection, queryOf(statement, statement.limit !== 1));
      for (const bytes of rows) removeDocument(store, collection, decode(bytes));
      store.addCount(collection, -rows.length);
      n += rows.length;
    });
    return { n, ...errors, ok: 1 };
  });
};

/** Whether the command may create its collection. */
export function targetCollection(command: Command, creating: boolean): CollectionMeta | undefined {
  return creating ? command.store.ensure(command.ns) : collectionOf(command);
}

export const writeCommands: Record<string, Handler> = { insert, update, delete: remove };
