import { UUID } from 'bson';
import { type Doc, isDoc } from '../bson/values';
import { CommandError } from '../errors';
import { readValidation } from '../semantics/documentValidation';
import type { CollectionMeta, CollectionOptions } from '../storage/catalogue';
import { readView } from './views';

const ID_KEY = { _id: 1 };

/** `{ key: { _id: 1 }, unique: true }`, the only form there is, or `true`; with a name if wanted. */
function readClusteredIndex({ clusteredIndex }: Doc): CollectionOptions {
  if (clusteredIndex === undefined || clusteredIndex === false) return {};
  const { key, unique, name = '_id_' }: Doc = isDoc(clusteredIndex) ? clusteredIndex : { key: ID_KEY, unique: true };
  if (!isDoc(key) || key._id !== 1 || Object.keys(key).length > 1 || unique !== true) {
    throw new CommandError(72, 'InvalidOptions', 'the clusteredIndex option must be { key: { _id: 1 }, unique: true }');
  }
  return { clusteredIndex: { v: 2, key: ID_KEY, name, unique: true } };
}

/** The options of `create` that are kept. Codes 2 and 72 for those that cannot be. */
export function readCollectionOptions(body: Doc): CollectionOptions {
  const view = readView(body);
  return view ?? { ...readClusteredIndex(body), ...readValidation(body) };
}

/** A collection as `listCollections` shows it. */
export function describeCollection({ name, uuid, options = {} }: CollectionMeta): Doc {
  if (options.viewOn) return { name, type: 'view', options, info: { readOnly: true } };
  const info = { readOnly: false, uuid: new UUID(uuid).toBinary() };
  if (options.clusteredIndex) return { name, type: 'collection', options, info };
  return { name, type: 'collection', options, info, idIndex: { v: 2, key: ID_KEY, name: '_id_' } };
}

/** The index on `_id` as `listIndexes` shows it. */
export function describeIdIndex({ options = {} }: CollectionMeta): Doc {
  if (options.clusteredIndex) return { ...options.clusteredIndex, clustered: true };
  return { v: 2, key: ID_KEY, name: '_id_' };
}
