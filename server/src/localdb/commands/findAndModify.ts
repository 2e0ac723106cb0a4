import { decode } from '../bson/codec';
import { promotedDoc } from '../bson/exactNumbers';
import { assemble, documentElement, elementBytes } from '../bson/splice';
import type { Doc } from '../bson/values';
import { failedToParse } from '../errors';
import { changeMatching } from '../execution/changing';
import { storedProjection } from '../execution/find';
import { writeInSlices } from '../execution/slices';
import { removeDocument } from '../storage/documents';
import { type Command, docArgument, type Handler } from './command';
import { arrayFiltersOf, insertUpsert, updateStored } from './writes';

interface Outcome {
  lastErrorObject: Doc;
  /** The stored document to show, before or after the change. */
  value?: Buffer;
}

/** Finds one document and removes, updates, or inserts it, as the steps of writeInSlices(). */
function* findAndChange({ store, ns, body }: Command): Generator<null, Outcome> {
  const exactFilter = docArgument(body, 'query');
  const filter = promotedDoc(exactFilter);
  const query = { filter, sort: body.sort, hint: body.hint, limit: 1 };
  const arrayFilters = arrayFiltersOf(body);
  let outcome: Outcome = { lastErrorObject: body.remove ? { n: 0 } : { n: 0, updatedExisting: false } };
  if (body.upsert === true) store.ensure(ns);
  const found = yield* changeMatching(store, ns, query, (collection, bytes) => {
    if (body.remove) {
      removeDocument(store, collection, decode(bytes));
      outcome = { lastErrorObject: { n: 1 }, value: bytes };
    } else {
      const next = updateStored(store, collection, bytes, body.update, { filter, arrayFilters }, body);
      outcome = { lastErrorObject: { n: 1, updatedExisting: true }, value: body.new ? next : bytes };
    }
  });
  if (found || !body.upsert) return outcome;
  const { id, bytes } = insertUpsert(store, store.ensure(ns), exactFilter, body.update, arrayFilters, body);
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
  function* steps(): Generator<null, Outcome> {
    const outcome = yield* findAndChange(command);
    return { ...outcome, value: outcome.value && project ? project(outcome.value) : outcome.value };
  }
  const { lastErrorObject, value } = await writeInSlices(store, steps());
  const shown = value ? documentElement('value', value) : elementBytes({ value: null });
  return assemble(elementBytes({ lastErrorObject }), shown, elementBytes({ ok: 1 }));
};

export const findAndModifyCommands: Record<string, Handler> = { findandmodify: findAndModify };
