import { promoted, promotedDoc } from '../../bson/exactNumbers';
import { type BsonValue, type Doc, isDoc, isPosition } from '../../bson/values';
import { badValue, CommandError, failedToParse } from '../../errors';
import { sameValue } from '../../keys/compare';
import { runUpdatePipeline } from '../aggregation/updatePipeline';
import { arrayOperators } from './arrayOperators';
import { fieldOperators } from './fieldOperators';
import { type Location, locate, pathParts, readAt, writeAt } from './locations';
import { positionsFor } from './positions';

/** What an update may ask about the document it is applied to. */
export interface UpdateSetting {
  /** The query that found the document: what `$` in a path refers to. */
  filter: Doc;
  arrayFilters?: readonly BsonValue[];
  /** The document is about to be inserted: `$setOnInsert` counts. */
  inserting?: boolean;
}

interface Action {
  operator: string;
  path: string;
  argument: BsonValue;
}

/** Whether an update is made of operators, as against a replacement document or a pipeline. */
export function isOperatorUpdate(update: BsonValue): update is Doc {
  return isDoc(update) && Object.keys(update).some((name) => name[0] === '$');
}

/** MongoDB applies an update's fields in the order of their paths, numbers by value, whatever the order given. */
function comparePaths(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  for (const [i, x] of left.entries()) {
    const y = right[i];
    if (y === undefined) return 1;
    if (x === y) continue;
    if (isPosition(x) && isPosition(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

function checkConflicts(paths: readonly string[]): void {
  const sorted = [...paths].sort();
  for (const [i, path] of sorted.entries()) {
    const other = sorted.find((candidate, j) => j !== i && (candidate === path || candidate.startsWith(`${path}.`)));
    if (other === undefined) continue;
    const message = `Updating the path '${other}' would create a conflict at '${path}'`;
    throw new CommandError(40, 'ConflictingUpdateOperators', message);
  }
}

function actionsOf(update: Doc): Action[] {
  const actions: Action[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    if (!Object.hasOwn(fieldOperators, operator) && !Object.hasOwn(arrayOperators, operator)) {
      throw failedToParse(`Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update`);
    }
    if (!isDoc(fields)) throw failedToParse(`Modifiers operate on fields but we found another type for ${operator}`);
    for (const [path, argument] of Object.entries(fields)) {
      pathParts(path);
      actions.push({ operator, path, argument });
    }
  }
  const targets = actions.flatMap(({ operator, argument }) => (operator === '$rename' ? [String(argument)] : []));
  checkConflicts([...actions.map(({ path }) => path), ...targets]);
  return actions.sort((a, b) => comparePaths(a.path, b.path));
}

function act(doc: Doc, { operator, argument }: Action, location: Location): void {
  const changeArray = arrayOperators[operator];
  if (!changeArray) {
    fieldOperators[operator]!(doc, location, argument);
    return;
  }
  const changed = changeArray(readAt(doc, location), argument, location.join('.'));
  if (changed) writeAt(doc, location, changed);
}

function applyOperators(doc: Doc, update: Doc, setting: UpdateSetting): Doc {
  const actions = actionsOf(update).filter(({ operator }) => setting.inserting || operator !== '$setOnInsert');
  const paths = actions.map(({ path }) => path);
  const positions = positionsFor(doc, setting.filter, setting.arrayFilters ?? [], paths);
  // all places are found before anything changes: an update must not move what its own `$` refers to
  const located = actions.map((action) => ({ action, locations: locate(doc, action.path, positions) }));
  for (const { action, locations } of located) for (const location of locations) act(doc, action, location);
  return doc;
}

function replace(doc: Doc, replacement: Doc): Doc {
  const dollar = Object.keys(replacement).find((name) => name[0] === '$');
  if (dollar) throw badValue(`The dollar ($) prefixed field '${dollar}' is not allowed in a replacement`);
  return doc._id === undefined ? { ...replacement } : { _id: doc._id, ...replacement };
}

/**
 * Applies operators, a replacement or a pipeline to a document and returns the new one. `doc` may be changed on the way:
 * pass a fresh copy. Code 66 when the `_id` would change; 2, 9, 14, 28, 40 for updates that cannot be applied.
 */
export function applyUpdate(doc: Doc, update: BsonValue, setting: UpdateSetting): Doc {
  const id = doc._id;
  let next: Doc;
  if (Array.isArray(update)) next = runUpdatePipeline(promotedDoc(doc), update.map(promoted));
  else if (isOperatorUpdate(update)) next = applyOperators(doc, update, setting);
  else if (isDoc(update)) next = replace(doc, update);
  else throw failedToParse('Update argument must be either an object or an array');
  if (id !== undefined && next._id === undefined && Array.isArray(update)) next = { _id: id, ...next };
  if (id !== undefined && (next._id === undefined || !sameValue(id, next._id))) {
    const message = "Performing an update on the path '_id' would modify the immutable field '_id'";
    throw new CommandError(66, 'ImmutableField', message);
  }
  return next;
}
