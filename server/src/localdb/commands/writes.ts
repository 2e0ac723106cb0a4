import { ObjectId } from 'bson';
import { decode, encode } from '../bson/codec';
import { decodeExact, promotedDoc } from '../bson/exactNumbers';
import { encodeUpdated, withIdFirst } from '../bson/splice';
import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { CommandError, failedToParse } from '../errors';
import { changeMatching, removeMatching } from '../execution/changing';
import type { Query } from '../execution/find';
import { writeInSlices } from '../execution/slices';
import { validateDocument } from '../semantics/documentValidation';
import { applyUpdate, isOperatorUpdate, type UpdateSetting } from '../semantics/update/applyUpdate';
import { upsertDocument } from '../semantics/update/upsert';
import type { CollectionMeta } from '../storage/catalogue';
import { insertDocument, replaceDocument } from '../storage/documents';
import type { Store } from '../storage/store';
import { docArgument, type Handler, listArgument, refuseCollation } from './command';

// A document is written whole or stays as it was; what was written before it stays written. A command that takes longer
// than a slice gives way between documents, so that others may see the first ones before the last are written.

/** Runs the statements of a command; errors of single ones are reported by their position. */
function* eachStatement(
  body: Doc,
  statements: readonly BsonValue[],
  run: (statement: BsonValue, i: number) => Iterable<null>,
): Generator<null, Doc> {
  const writeErrors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      yield* run(statement, index);
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
  function* steps(): Generator<null, Doc> {
    let n = 0;
    store.ensure(ns);
    const errors = yield* eachStatement(body, documents, function* (_, i) {
      const collection = store.ensure(ns);
      const bytes = documents[i]!;
      const doc = decode(bytes);
      const stored = withIdFirst(bytes, doc, () => new ObjectId());
      if (!body.bypassDocumentValidation)
        validateDocument(collection.options, doc._id === undefined ? decode(stored) : doc);
      insertDocument(store, collection, stored, doc);
      n++;
      yield null;
    });
    return { n, ...errors, ok: 1 };
  }
  return writeInSlices(store, steps());
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

const update: Handler = ({ store, ns, body }) => {
  const statements = listArgument(body, 'updates');
  function* steps(): Generator<null, Doc> {
    const upserted: Doc[] = [];
    let n = 0;
    let nModified = 0;
    const errors = yield* eachStatement(body, statements, function* (value, index) {
      const exact = statementOf(value);
      const statement = promotedDoc(exact, UPDATE_ARGUMENT);
      const { u, upsert } = statement;
      const multi = statement.multi === true;
      if (multi && !Array.isArray(u) && !isOperatorUpdate(u)) {
        throw failedToParse('multi update is not supported for replacement-style update');
      }
      if (upsert) store.ensure(ns);
      const query = queryOf(statement, multi);
      const arrayFilters = arrayFiltersOf(statement);
      const found = yield* changeMatching(store, ns, query, (collection, bytes) => {
        n++;
        const next = updateStored(store, collection, bytes, u, { filter: query.filter, arrayFilters }, body);
        if (next !== bytes) nModified++;
      });
      if (!found && upsert) {
        const { id } = insertUpsert(store, store.ensure(ns), docArgument(exact, 'q'), u, arrayFilters, body);
        upserted.push({ index, _id: id });
        n++;
      }
    });
    return { n, nModified, ...(upserted.length && { upserted }), ...errors, ok: 1 };
  }
  return writeInSlices(store, steps());
};

const remove: Handler = ({ store, ns, body }) => {
  const statements = listArgument(body, 'deletes');
  function* steps(): Generator<null, Doc> {
    let n = 0;
    const errors = yield* eachStatement(body, statements, function* (value) {
      const statement = statementOf(value);
      n += yield* removeMatching(store, ns, queryOf(statement, statement.limit !== 1));
    });
    return { n, ...errors, ok: 1 };
  }
  return writeInSlices(store, steps());
};

export const writeCommands: Record<string, Handler> = { insert, update, delete: remove };
