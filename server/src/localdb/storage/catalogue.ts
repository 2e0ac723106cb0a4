import type { Doc } from '../bson/values';

/** An index as it is stored in the catalogue. */
export interface IndexMeta {
  id: number;
  name: string;
  /** Path to direction, in order. */
  key: Record<string, number>;
  unique?: boolean;
  sparse?: boolean;
  partialFilterExpression?: Doc;
  expireAfterSeconds?: number;
  /** Per field: some document has an array on its path. Never goes back to false. */
  multikey: boolean[];
  /** Not all documents are in it yet: writes keep it, queries must not use it. */
  building?: boolean;
  /** The collection itself, seen as the index on `_id`. */
  primary?: boolean;
}

/** A collection as it is stored in the catalogue; `count` is kept beside it. */
export interface CollectionMeta {
  /** `database.collection` */
  ns: string;
  db: string;
  name: string;
  id: number;
  uuid: string;
  indexes: IndexMeta[];
  count: number;
}

/** The index every collection has: its own order by `_id`. */
export function primaryIndex(collection: CollectionMeta): IndexMeta {
  return { id: collection.id, name: '_id_', key: { _id: 1 }, unique: true, multikey: [false], primary: true };
}

/** The indexes a query may use, without the one every collection has. */
export function readyIndexes(collection: CollectionMeta): IndexMeta[] {
  return collection.indexes.filter(({ building }) => !building);
}

/** A copy that later changes to the original do not reach. */
export function copyOf(collection: CollectionMeta): CollectionMeta {
  return { ...collection, indexes: collection.indexes.map((index) => ({ ...index, multikey: [...index.multikey] })) };
}
