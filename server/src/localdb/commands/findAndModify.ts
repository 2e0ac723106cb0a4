import { decode } from '../bson/codec';
import { promotedDoc } from '../bson/exactNumbers';
import { assemble, documentElement, elementBytes } from '../bson/splice';
import type { Doc } from '../bson/values';
import { failedToParse } from '../errors';
import { findAll, storedProjection } from '../execution/find';
import { removeDocument } from '../storage/documents';
import { type Command, docArgument, type Handler } from './command';
import { arrayFiltersOf, insertUpsert, targetCollection, updateStored } from './writes';

interface Outcome {
  lastErrorObject: Doc;
  /** The stored document to show, before or after the change. */
  value?: Buffer;
}

/** Finds one document and removes, updates, or inserts it, inside Store.write(). */
function findAndChange(command: Command): Outcome {
  const { store, body } = command;
  const exactFilter = docArgument(body, 'query');
  const filter = promotedDoc(exactFilter);
  const collection = targetCollection(command, body.upsert === true);
  const query = { filter, sort: body.sort, hint: body.hint, limit: 1 };
  const [found] = collection ? findAll(store, collection, query) : [];
  if (body.remove) {
    if (!collection || !found) return { lastErrorObject: { n: 0 } };
    removeDocument(store, collection, decode(found));
    store.addCount(collection, -1);
    return { lastErrorObject: { n: 1 }, value: found };
  }
  const arrayFilters = arrayFiltersOf(body);
  if (collection && found) {
    const next = updateStored(store, collection, found, body.update, { filter, arrayFilters }, body);
    return { lastErrorObject: { n: 1, updatedExisting: true }, value: body.new ? next : found };
  }
  if (!collection || !body.upsert) return { lastErrorObject: { n: 0, updatedExisting: false } };
  const { id, bytes } = insertUpsert(store, collection, exactFilter, body.update, arrayFilters, body);
  const lastErrorObject = { n: 1, updatedExisting: false, upserted: id };
  return { lastErrorObject, value: body.new ? bytes : undefined };
}

const findAndModify: Handler = async (command) => {
  const { store, body } = command;
  if (body.remove && (body.update !== undefined || body.new || body.upsert)) {
    throw failedToParse('Cannot specify both an update (or upsert, or new) and remove=true');
  }
  if (!body.remove && body.update === undefined)
    throw failedToParse('Either an update or remove=true must be specified');
  const project = storedProjection(body.fields, promotedDoc(docArgument(body, 'query')));
  const { lastErrorObject, value } = await store.write(() => {
    const outcome = findAndChange(command);
    return { ...outcome, value: outcome.value && project ? project(outcome.value) : outcome.value };
  });
  const shown = value ? documentElement('value', value) : elementBytes({ value: null });
  return assemble(elementBytes({ lastErrorObject }), shown, elementBytes({ ok: 1 }));
};

export const findAndModifyCommands: Record<string, Handler> = { findandmodify: findAndModify };
