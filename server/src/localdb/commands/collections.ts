import { encode } from '../bson/codec';
import type { Doc } from '../bson/values';
import { CommandError } from '../errors';
import { removeDiscarded } from '../execution/removals';
import { matcher } from '../semantics/matcher';
import type { CollectionMeta } from '../storage/catalogue';
import type { Store } from '../storage/store';
import { describeCollection, readCollectionOptions } from './collectionOptions';
import { collectionOf, docArgument, type Handler, numberArgument, OK } from './command';

/** Kinds of collection that would silently be something else here. */
const REFUSED_KINDS = ['timeseries', 'expireAfterSeconds', 'encryptedFields', 'changeStreamPreAndPostImages'];

function collectionsOfDb(store: Store, db: string): CollectionMeta[] {
  return [...store.collections.values()].filter((collection) => collection.db === db);
}

const listDatabases: Handler = ({ store, body }) => {
  const names = [...new Set(Array.from(store.collections.values(), ({ db }) => db))].sort();
  const databases = names
    .map((name): Doc => ({ name, empty: collectionsOfDb(store, name).every(({ count }) => count === 0) }))
    .filter(matcher(docArgument(body, 'filter')));
  const listed = body.nameOnly ? databases.map(({ name }) => ({ name })) : databases;
  return { databases: listed, totalSize: store.fileStats().fileBytes, ok: 1 };
};

const listCollections: Handler = ({ store, cursors, db, body }) => {
  const matching = collectionsOfDb(store, db)
    .map(describeCollection)
    .filter(matcher(docArgument(body, 'filter')));
  const found = body.nameOnly ? matching.map(({ name, type }) => ({ name, type })) : matching;
  const batchSize = numberArgument(docArgument(body, 'cursor'), 'batchSize');
  return cursors.start(found.map(encode).values(), `${db}.$cmd.listCollections`, { batchSize });
};

const create: Handler = async (command) => {
  const { store, ns, body } = command;
  const kind = REFUSED_KINDS.find((name) => body[name] !== undefined && body[name] !== false);
  if (kind)
    throw new CommandError(115, 'CommandNotSupported', `'${kind}' collections are not supported by this database`);
  const options = readCollectionOptions(body);
  await store.write(() => {
    if (collectionOf(command)) throw new CommandError(48, 'NamespaceExists', `Collection ${ns} already exists.`);
    const collection = store.ensure(ns);
    if (!Object.keys(options).length) return;
    collection.options = options;
    if (options.capped) collection.capped = { order: store.newId(), places: store.newId() };
    store.saveMeta(collection);
  });
  return OK;
};

const drop: Handler = async (command) => {
  const { store, ns } = command;
  const reply = await store.write(() => {
    const collection = collectionOf(command);
    if (!collection) return OK; // since MongoDB 7, dropping nothing is fine
    store.drop(collection);
    return { nIndexesWas: collection.indexes.length + 1, ns, ok: 1 };
  });
  void removeDiscarded(store);
  return reply;
};

const dropDatabase: Handler = async ({ store, db }) => {
  await store.write(() => {
    for (const collection of collectionsOfDb(store, db)) store.drop(collection);
  });
  void removeDiscarded(store);
  return { dropped: db, ok: 1 };
};

const fsync: Handler = async ({ store }) => {
  await store.flush();
  return OK;
};

/** Databases and collections. */
export const collectionCommands: Record<string, Handler> = {
  listdatabases: listDatabases,
  listcollections: listCollections,
  create,
  drop,
  dropdatabase: dropDatabase,
  fsync,
};
