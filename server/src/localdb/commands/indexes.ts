import { encode } from '../bson/codec';
import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { CommandError } from '../errors';
import { abandonIndexes, buildIndexes, oneBuildAtATime } from '../execution/indexBuild';
import { removeDiscarded } from '../execution/removals';
import { SPHERE_INDEX } from '../geo/entries';
import { gridOf } from '../geo/planeCells';
import { identityOf } from '../keys/compare';
import { encodeWhole, keyspace } from '../keys/components';
import { matcher } from '../semantics/matcher';
import { asksForKindOfNumber } from '../semantics/types';
import { type CollectionMeta, HASHED, type IndexMeta, readyIndexes } from '../storage/catalogue';
import type { Store } from '../storage/store';
import { describeIdIndex } from './collectionOptions';
import { collectionOf, docArgument, type Handler, listArgument, namespaceNotFound, numberArgument } from './command';
import { cannotCreate, readGrid, readKey } from './indexKeys';

const KNOWN_OPTIONS = new Set([
  'v',
  'key',
  'name',
  'ns',
  'background',
  'collation',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'hidden',
  '2dsphereIndexVersion',
  'min',
  'max',
  'bits',
]);

/** Reads an index specification. Code 67 for kinds of index this database does not have. */
function readSpec(spec: BsonValue): Omit<IndexMeta, 'id'> {
  if (!isDoc(spec)) throw cannotCreate('an index specification must be an object');
  const unknown = Object.keys(spec).find((name) => !KNOWN_OPTIONS.has(name) && spec[name] !== false);
  if (unknown) throw cannotCreate(`the index option '${unknown}' is not supported by this database`);
  const { name, unique, sparse, partialFilterExpression: partial, expireAfterSeconds: seconds, collation } = spec;
  if (isDoc(collation) && collation.locale !== 'simple')
    throw cannotCreate('collation is not supported by this database');
  if (typeof name !== 'string' || !name) throw cannotCreate('an index needs a name');
  const key = readKey(spec.key);
  const kinds = Object.values(key);
  if (unique && kinds.includes(HASHED)) {
    const message = 'Currently hashed indexes cannot guarantee uniqueness. Use a regular index.';
    throw new CommandError(16764, 'Location16764', message);
  }
  if (partial !== undefined) {
    if (!isDoc(partial)) throw cannotCreate('partialFilterExpression must be an object');
    if (sparse) throw cannotCreate('cannot mix "partialFilterExpression" and "sparse" options');
    matcher(partial);
    if (asksForKindOfNumber(partial))
      throw cannotCreate('a partial index by int, long or double is not supported by this database');
  }
  if (
    seconds !== undefined &&
    (typeof seconds !== 'number' || seconds < 0 || kinds.length > 1 || typeof kinds[0] === 'string')
  ) {
    throw cannotCreate('expireAfterSeconds needs a number from 0 on, and an index of one plain field');
  }
  return {
    name,
    key,
    multikey: Object.keys(key).map(() => false),
    ...(unique ? { unique: true } : {}),
    ...(sparse ? { sparse: true } : {}),
    ...(isDoc(partial) && { partialFilterExpression: partial }),
    ...(typeof seconds === 'number' && { expireAfterSeconds: seconds }),
    ...(spec.hidden === true && { hidden: true }),
    ...(kinds.includes(SPHERE_INDEX) && { '2dsphereIndexVersion': 3 }),
    ...readGrid(spec, key),
  };
}

/** What a 2d index is made with, and a TTL index: it may differ where all else is the same. */
function settingsOf({ expireAfterSeconds, ...index }: Omit<IndexMeta, 'id'>): string {
  return identityOf([expireAfterSeconds ?? null, gridOf(index)]);
}

/** What makes two indexes the same apart from their names. */
function shapeOf({ key, unique, sparse, partialFilterExpression }: Omit<IndexMeta, 'id'>): string {
  const parts = [key, Boolean(unique), Boolean(sparse), partialFilterExpression ?? null];
  return identityOf(parts);
}

/** Whether the index is there already. Codes 85 and 86 when a different one is in its way. */
function alreadyThere(collection: CollectionMeta, spec: Omit<IndexMeta, 'id'>): boolean {
  const namesake = collection.indexes.find(({ name }) => name === spec.name);
  if (namesake) {
    const same = shapeOf(namesake) === shapeOf(spec) && settingsOf(namesake) === settingsOf(spec);
    if (same) return true;
    const message =
      'An existing index has the same name as the requested index. ' +
      `Requested index: ${JSON.stringify(spec.key)}, existing index: ${JSON.stringify(namesake.key)}`;
    throw new CommandError(86, 'IndexKeySpecsConflict', message);
  }
  const twin = collection.indexes.find((index) => shapeOf(index) === shapeOf(spec));
  if (twin) {
    throw new CommandError(85, 'IndexOptionsConflict', `Index already exists with a different name: ${twin.name}`);
  }
  return false;
}

function isIdIndex({ key }: Omit<IndexMeta, 'id'>): boolean {
  return Object.keys(key).length === 1 && typeof key._id === 'number';
}

function hasDocuments(store: Store, { id }: CollectionMeta): boolean {
  return store.kv.getKeysCount({ start: keyspace(id), end: keyspace(id + 1), limit: 1 }) > 0;
}

/** Enters the indexes into the catalogue; returns the numbers of those that are to be built, where there are documents. */
function addIndexes(store: Store, collection: CollectionMeta, specs: readonly BsonValue[]): number[] {
  const building = hasDocuments(store, collection) ? { building: true } : {};
  const ids: number[] = [];
  for (const spec of specs.map(readSpec)) {
    if (isIdIndex(spec) || alreadyThere(collection, spec)) continue;
    if (collection.capped && spec.expireAfterSeconds !== undefined) {
      throw cannotCreate('TTL indexes are not supported on capped collections');
    }
    const index: IndexMeta = { id: store.newId(), ...spec, ...building };
    collection.indexes.push(index);
    if (index.building) ids.push(index.id);
  }
  store.saveMeta(collection);
  return ids;
}

const createIndexes: Handler = (command) => {
  const { store, ns, body } = command;
  const specs = listArgument(body, 'indexes');
  let ids: number[] = [];
  return oneBuildAtATime(store, ns, async () => {
    const reply = await store.write(() => {
      const createdCollectionAutomatically = !collectionOf(command);
      const collection = store.ensure(ns);
      const numIndexesBefore = collection.indexes.length + 1;
      ids = addIndexes(store, collection, specs);
      const numIndexesAfter = collection.indexes.length + 1;
      return { createdCollectionAutomatically, numIndexesBefore, numIndexesAfter, ok: 1 };
    });
    if (!ids.length) return reply;
    try {
      await buildIndexes(store, ns, ids);
      return reply;
    } catch (error) {
      await abandonIndexes(store, ns, ids);
      void removeDiscarded(store);
      throw error;
    }
  });
};

const listIndexes: Handler = (command) => {
  const { ns, body, cursors } = command;
  const collection = collectionOf(command);
  if (!collection) throw namespaceNotFound(ns);
  const listed = readyIndexes(collection).map(
    ({ id, multikey, primary, building, ...spec }): Doc => ({ v: 2, ...spec }),
  );
  const all: Doc[] = [describeIdIndex(collection), ...listed];
  const batchSize = numberArgument(docArgument(body, 'cursor'), 'batchSize');
  return cursors.start(all.map(encode).values(), ns, { batchSize });
};

/** The indexes of a name or a key, all of them for `*`. Code 27 when there is none. */
export function findIndexes(collection: CollectionMeta, wanted: BsonValue): IndexMeta[] {
  if (wanted === '*') return [...collection.indexes];
  const found = collection.indexes.filter(({ name, key }) => {
    return typeof wanted === 'string' ? name === wanted : encodeWhole(key).equals(encodeWhole(wanted));
  });
  if (found.length) return found;
  const shown = typeof wanted === 'string' ? wanted : JSON.stringify(wanted);
  throw new CommandError(27, 'IndexNotFound', `index not found with name [${shown}]`);
}

const dropIndexes: Handler = async (command) => {
  const { store, ns, body } = command;
  const reply = await store.write(() => {
    const collection = collectionOf(command);
    if (!collection) throw namespaceNotFound(ns);
    const nIndexesWas = collection.indexes.length + 1;
    for (const wanted of Array.isArray(body.index) ? body.index : [body.index]) {
      for (const index of findIndexes(collection, wanted)) {
        store.discard(index.id);
        collection.indexes.splice(collection.indexes.indexOf(index), 1);
      }
    }
    store.saveMeta(collection);
    return { nIndexesWas, ok: 1 };
  });
  void removeDiscarded(store);
  return reply;
};

export const indexCommands: Record<string, Handler> = {
  createindexes: createIndexes,
  listindexes: listIndexes,
  dropindexes: dropIndexes,
  deleteindexes: dropIndexes,
};
