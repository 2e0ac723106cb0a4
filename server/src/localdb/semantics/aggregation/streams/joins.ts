import { type BsonValue, type Doc, isDoc } from '../../../bson/values';
import { badValue } from '../../../errors';
import { identityOf } from '../../../keys/compare';
import { valuesAt } from '../../../keys/tuples';
import { refuseBeyondMemory } from '../../sorter';
import { impliedEqualities } from '../joinFilter';
import { type Prepare, type Rows, roughSize } from './rows';

// The stages that read other collections, through their indexes.

/** Whether a filter can be answered without expressions, which may use the variables of `let`. */
function isPlain(filter: BsonValue): boolean {
  if (Array.isArray(filter)) return filter.every(isPlain);
  return !isDoc(filter) || Object.entries(filter).every(([name, value]) => name !== '$expr' && isPlain(value));
}

/** The values of a path, array elements one by one; missing is null. */
function joinValues(doc: Doc, path: string): BsonValue[] {
  return valuesAt(doc, path.split('.'))
    .filter((value) => typeof value !== 'symbol')
    .map((value) => value ?? null);
}

/** The condition a `$lookup` joins by: any value of the local field, null when it is missing. */
function joinFilter(doc: Doc, { localField, foreignField }: Doc): Doc {
  if (localField === undefined && foreignField === undefined) return {};
  if (typeof localField !== 'string' || typeof foreignField !== 'string') {
    throw badValue('$lookup needs both localField and foreignField as strings');
  }
  const values = joinValues(doc, localField);
  return { [foreignField]: values.length === 1 ? { $eq: values[0] } : { $in: values } };
}

const lookup: Prepare = (argument, around) => {
  if (!isDoc(argument)) throw badValue('the $lookup argument must be an object');
  const { from, as, pipeline } = argument;
  if (typeof from !== 'string' || typeof as !== 'string') throw badValue('$lookup needs from and as');
  if (as.includes('.')) throw badValue('a dotted as of $lookup is not supported by this database');
  const stages: BsonValue[] = Array.isArray(pipeline) ? pipeline : [];
  const variablesFor = isDoc(argument.let) ? around.expression(argument.let) : () => ({});
  const head = isDoc(stages[0]) ? stages[0].$match : undefined;
  const early = isDoc(head) && isPlain(head) ? head : undefined;
  const rest = early ? stages.slice(1) : stages;
  return function* (rows: Rows) {
    for (const doc of rows) {
      yield null;
      if (!doc) continue;
      const variables = { ...around.variables, ...(variablesFor(doc) as Doc) };
      const implied = !early && isDoc(head) ? impliedEqualities(head, variables) : [];
      const found = around.fetch(from, { $and: [joinFilter(doc, argument), early ?? {}, ...implied] });
      const joined: Doc[] = [];
      for (const other of rest.length ? around.nested(rest, variables)(found) : found) {
        if (other) joined.push(other);
        yield null;
      }
      yield { ...doc, [as]: joined };
    }
  };
};

const unionWith: Prepare = (argument, around) => {
  const { coll, pipeline = [] }: Doc = isDoc(argument) ? argument : { coll: argument };
  if (typeof coll !== 'string') throw badValue('$unionWith needs a collection name');
  const stream = around.nested(pipeline);
  return function* (rows: Rows) {
    yield* rows;
    yield* stream(around.fetch(coll, {}));
  };
};

/** Follows references from document to document, level by level, each document once. */
const graphLookup: Prepare = (argument, around) => {
  if (!isDoc(argument)) throw badValue('the $graphLookup argument must be an object');
  const { from, startWith, connectFromField, connectToField, as, maxDepth, depthField } = argument;
  const restriction = isDoc(argument.restrictSearchWithMatch) ? argument.restrictSearchWithMatch : {};
  for (const name of [from, connectFromField, connectToField, as]) {
    if (typeof name !== 'string') {
      throw badValue('$graphLookup needs from, connectFromField, connectToField and as as strings');
    }
  }
  const [foreign, follow, target, output] = [from, connectFromField, connectToField, as] as string[];
  const deepest = typeof maxDepth === 'number' ? maxDepth : Number.POSITIVE_INFINITY;
  const start = around.expression(startWith);
  return function* (rows: Rows) {
    for (const doc of rows) {
      yield null;
      if (!doc) continue;
      const met = new Map<string, Doc>();
      let size = 0;
      const first = start(doc) ?? null;
      let frontier: BsonValue[] = Array.isArray(first) ? first : [first];
      for (let depth = 0; frontier.length && depth <= deepest; depth++) {
        const next = new Map<string, BsonValue>();
        for (const found of around.fetch(foreign!, { $and: [{ [target!]: { $in: frontier } }, restriction] })) {
          yield null;
          const id = found && identityOf(found._id);
          if (!found || !id || met.has(id)) continue;
          met.set(id, typeof depthField === 'string' ? { ...found, [depthField]: depth } : found);
          size += roughSize(found);
          refuseBeyondMemory(size, '$graphLookup', around.allowDiskUse);
          for (const value of joinValues(found, follow!)) next.set(identityOf(value), value);
        }
        frontier = [...next.values()];
      }
      yield { ...doc, [output!]: [...met.values()] };
    }
  };
};

export const joiningStages: Record<string, Prepare> = {
  $lookup: lookup,
  $unionWith: unionWith,
  $graphLookup: graphLookup,
};
