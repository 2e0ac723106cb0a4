import { type Doc, isDoc } from '../bson/values';
import { badValue, CommandError } from '../errors';
import { readValidation } from '../semantics/documentValidation';
import type { CollectionMeta, IndexMeta } from '../storage/catalogue';
import { collectionOf, type Handler, namespaceNotFound } from './command';
import { findIndexes } from './indexes';

const VALIDATION = ['validator', 'validationLevel', 'validationAction'];
/** Fields every command may have, and those that change nothing here. */
const PASSED_OVER = new Set(['$db', 'lsid', 'comment', 'writeConcern', 'maxTimeMS', '$clusterTime', '$readPreference']);

function invalid(message: string): CommandError {
  return new CommandError(72, 'InvalidOptions', message);
}

/** Refuses what would otherwise be passed over in silence. Code 72. */
function refuseUnknown(body: Doc, known: readonly string[]): void {
  const unknown = Object.keys(body).find((name) => !known.includes(name) && !PASSED_OVER.has(name));
  if (unknown) throw invalid(`the option '${unknown}' of collMod is not supported by this database`);
}

function changeIndex(collection: CollectionMeta, change: Doc): Doc {
  refuseUnknown(change, ['name', 'keyPattern', 'expireAfterSeconds', 'hidden']);
  const { name, keyPattern, expireAfterSeconds: seconds, hidden } = change;
  if ((name === undefined) === (keyPattern === undefined))
    throw invalid('must specify either index name or key pattern');
  if (seconds === undefined && hidden === undefined) throw invalid('no expireAfterSeconds or hidden field');
  if (name === '_id_') throw badValue('the _id index cannot be hidden, and does not expire');
  const [index] = findIndexes(collection, name ?? keyPattern) as [IndexMeta];
  const reply: Doc = {};
  if (seconds !== undefined) {
    if (typeof seconds !== 'number' || !(seconds >= 0)) throw invalid('expireAfterSeconds must be a number from 0 on');
    if (Object.keys(index.key).length > 1) throw invalid('TTL indexes are single-field indexes');
    if (collection.capped) throw invalid('TTL indexes are not supported for capped collections.');
    if (index.expireAfterSeconds !== undefined) reply.expireAfterSeconds_old = index.expireAfterSeconds;
    reply.expireAfterSeconds_new = seconds;
    index.expireAfterSeconds = seconds;
  }
  if (hidden !== undefined && Boolean(hidden) !== Boolean(index.hidden)) {
    reply.hidden_old = Boolean(index.hidden);
    reply.hidden_new = Boolean(hidden);
    if (hidden) index.hidden = true;
    else delete index.hidden;
  }
  return reply;
}

/** Changes an index's expiry or whether the planner sees it, and what may be stored. Codes 26, 27, 72. */
const collMod: Handler = ({ store, ns, body, ...command }) => {
  refuseUnknown(body, ['collMod', 'index', ...VALIDATION]);
  const validation = readValidation(body);
  return store.write(() => {
    const collection = collectionOf({ store, ns, body, ...command });
    if (!collection) throw namespaceNotFound(ns);
    const reply = isDoc(body.index) ? changeIndex(collection, body.index) : {};
    if (Object.keys(validation).length) {
      collection.options = { ...collection.options, ...validation };
      if (!Object.keys(validation.validator ?? { kept: true }).length) delete collection.options.validator;
    }
    store.saveMeta(collection);
    return { ...reply, ok: 1 };
  });
};

export const collModCommands: Record<string, Handler> = { collmod: collMod };
