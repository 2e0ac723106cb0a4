import { ObjectId } from 'bson';
import { type BsonValue, type Doc, isOperators } from '../../bson/values';
import { applyUpdate, isOperatorUpdate, type UpdateSetting } from './applyUpdate';
import { pathParts, writeAt } from './locations';

/** A condition that fixes a field to one value gives it to the new document. */
function fixedValue(condition: BsonValue): BsonValue {
  if (condition instanceof RegExp) return undefined;
  if (!isOperators(condition)) return condition;
  if ('$eq' in condition) return condition.$eq;
  const list = condition.$in ?? condition.$all;
  return Array.isArray(list) && list.length === 1 && !isOperators(list[0]) ? list[0] : undefined;
}

function addEqualities(filter: Doc, seed: Doc): void {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(condition)) {
      for (const part of condition) addEqualities(part, seed);
    } else if (name === '$or' && Array.isArray(condition) && condition.length === 1) {
      addEqualities(condition[0], seed);
    } else if (name[0] !== '$') {
      const value = fixedValue(condition);
      if (value !== undefined) writeAt(seed, pathParts(name), value);
    }
  }
}

/** The document an upsert inserts: the filter's equalities (of a replacement only `_id`), then the update; `_id` first. */
export function upsertDocument(filter: Doc, update: BsonValue, arrayFilters?: UpdateSetting['arrayFilters']): Doc {
  const equalities: Doc = {};
  addEqualities(filter, equalities);
  const replacing = !Array.isArray(update) && !isOperatorUpdate(update);
  const idOnly: Doc = equalities._id === undefined ? {} : { _id: equalities._id };
  const seed = replacing ? idOnly : equalities;
  const { _id, ...rest } = applyUpdate(seed, update, { filter: {}, arrayFilters, inserting: true });
  return { _id: _id === undefined ? new ObjectId() : _id, ...rest };
}
