import { UUID } from 'bson';
import { type Doc, isDoc } from '../bson/values';
import { CommandError } from '../errors';
import { numberOf } from '../geo/geometry';
import { readValidation } from '../semantics/documentValidation';
import type { CollectionMeta, CollectionOptions } from '../storage/catalogue';
import { readView } from './views';

const ID_KEY = { _id: 1 };
const LARGEST_CAP = 2 ** 50;
const MOST_CAPPED = 2 ** 31;

/** `{ key: { _id: 1 }, unique: true }`, the only form there is, or `true`; with a name if wanted. */
function readClusteredIndex({ clusteredIndex }: Doc): CollectionOptions {
  if (clusteredIndex === undefined || clusteredIndex === false) return {};
  const { key, unique, name = '_id_' }: Doc = isDoc(clusteredIndex) ? clusteredIndex : { key: ID_KEY, unique: true };
  if (!isDoc(key) || key._id !== 1 || Object.keys(key).length > 1 || unique !== true) {
    throw new CommandError(72, 'InvalidOptions', 'the clusteredIndex option must be { key: { _id: 1 }, unique: true }');
  }
  return { clusteredIndex: { v: 2, key: ID_KEY, name, unique: true } };
}

function invalid(message: string): CommandError {
  return new CommandError(72, 'InvalidOptions', message);
}

/** `capped: true` with a size in bytes and, if wanted, a number of documents; 0 or less of them is no limit. */
function readCapped({ capped, size, max, clusteredIndex }: Doc): CollectionOptions {
  if (!capped) {
    if (size === undefined && max === undefined) return {};
    throw invalid("the 'capped' field needs to be true when either the 'size' or 'max' fields are present");
  }
  const [bytes, documents] = [numberOf(size), max === undefined ? 0 : numberOf(max)];
  if (bytes === undefined) throw invalid("the 'size' field is required when 'capped' is true");
  if (!(bytes >= 1 && bytes <= LARGEST_CAP))
    throw invalid(`a capped collection's size must be from 1 to ${LARGEST_CAP}`);
  if (documents === undefined || !(documents < MOST_CAPPED)) throw invalid("'max' must be a number below 2^31");
  if (clusteredIndex) throw invalid('a capped collection cannot have a clusteredIndex');
  return { capped: true, size: Math.trunc(bytes), ...(documents >= 1 && { max: Math.trunc(documents) }) };
}

/** The options of `create` that are kept. Codes 2 and 72 for those that cannot be. */
export function readCollectionOptions(body: Doc): CollectionOptions {
  const view = readView(body);
  return view ?? { ...readCapped(body), ...readClusteredIndex(body), ...readValidation(body) };
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
