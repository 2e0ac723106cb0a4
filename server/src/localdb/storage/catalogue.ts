import { randomUUID } from 'node:crypto';
import type { Doc } from '../bson/values';
import { CommandError } from '../errors';
import type { GeoKind } from '../geo/entries';
import type { ValidationOptions } from '../semantics/documentValidation';
import type { CappedOrder } from './capped';

/** The kind of a field that is found by equality alone. Its values are kept as in any index, only never as an order. */
export const HASHED = 'hashed';

/** An index as it is stored in the catalogue. */
export interface IndexMeta {
  id: number;
  name: string;
  /** Path to direction, or to the kind of a component that is no plain value, in order. */
  key: Record<string, number | GeoKind | typeof HASHED>;
  unique?: boolean;
  sparse?: boolean;
  partialFilterExpression?: Doc;
  expireAfterSeconds?: number;
  /** The planner passes it over; it is kept up and keeps unique values unique. */
  hidden?: boolean;
  '2dsphereIndexVersion'?: number;
  /** Of a 2d index: the square of the plane it covers, and how finely. */
  min?: number;
  max?: number;
  bits?: number;
  /** Per field: some document has an array on its path. Never goes back to false. */
  multikey: boolean[];
  /** Not all documents are in it yet: writes keep it, queries must not use it. */
  building?: boolean;
  /** The collection itself, seen as the index on `_id`. */
  primary?: boolean;
  /** The order a capped collection's documents came in, seen as an index. */
  natural?: boolean;
}

/** What `create` and `collMod` said about a collection, as `listCollections` shows it. */
export interface CollectionOptions extends ValidationOptions {
  /** Every collection is stored in the order of its `_id`: the option changes nothing, and is shown. */
  clusteredIndex?: Doc;
  /** The oldest documents make room for new ones, when they are more than `max` or than `size` bytes. */
  capped?: true;
  size?: number;
  max?: number;
  /** A view: the collection or view whose documents `pipeline` turns into these. Nothing is stored under its own name. */
  viewOn?: string;
  pipeline?: Doc[];
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
  options?: CollectionOptions;
  capped?: CappedOrder;
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

/** The number of a collection and those of what is kept beside it. */
export function idsOf({ id, indexes, capped }: CollectionMeta): number[] {
  return [id, ...indexes.map((index) => index.id), ...(capped ? [capped.order, capped.places] : [])];
}

/** An empty collection. Code 73 for a name that cannot be one. */
export function newCollection(ns: string, id: number): CollectionMeta {
  const dot = ns.indexOf('.');
  const name = ns.slice(dot + 1);
  if (dot <= 0 || !name || name.startsWith('system.') || /[$\0]/.test(ns)) {
    throw new CommandError(73, 'InvalidNamespace', `Invalid namespace specified '${ns}'`);
  }
  return { ns, db: ns.slice(0, dot), name, id, uuid: randomUUID(), indexes: [], count: 0 };
}
