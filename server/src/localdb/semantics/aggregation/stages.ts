import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { badValue, CommandError } from '../../errors';
import { sortKey } from '../../keys/tuples';
import { matcher } from '../matcher';
import { Lazy, mingoStages, type Stage } from '../mingo';
import { stageProjector } from '../projection/project';
import { sortSpec } from '../sorting';
import { asksForKindOfNumber } from '../types';
import { readAt, writeAt } from '../update/locations';
import { correctedStages, variablesOf } from './correctedStages';

const match: Stage = (rows, filter, options) => {
  if (asksForKindOfNumber(filter)) {
    throw badValue('$type of int, long or double after another stage is not supported by this database');
  }
  return rows.filter<Doc>(matcher(filter, variablesOf(options)));
};

const project: Stage = (rows, spec, options) => rows.map<Doc, Doc>(stageProjector(spec, variablesOf(options)));

/** The database's own order of values, so that `$sort` and indexes agree. */
const sort: Stage = (rows, spec) => {
  const fields = sortSpec(spec);
  return rows.transform<Doc>((docs) => {
    const keyed = docs.map((doc) => ({ doc, key: sortKey(doc, fields) }));
    return Lazy(keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ doc }) => doc));
  });
};

/** A copy of the document with another value at the path; nothing of the original is changed. */
function withValue(doc: Doc, [name = '', ...rest]: readonly string[], value: BsonValue): Doc {
  const copy = { ...doc };
  const inner = doc[name];
  if (rest.length && isDoc(inner)) copy[name] = withValue(inner, rest, value);
  else if (value === undefined) delete copy[name];
  else copy[name] = value;
  return copy;
}

const unwind: Stage = (rows, argument) => {
  const options: Doc = isDoc(argument) ? argument : { path: argument };
  const { path, includeArrayIndex: indexField, preserveNullAndEmptyArrays: keepEmpty } = options;
  if (typeof path !== 'string' || path[0] !== '$') throw badValue('path option to $unwind must be prefixed with a $');
  const location = path.slice(1).split('.');

  function numbered(doc: Doc, position: number | null): Doc {
    if (typeof indexField !== 'string') return doc;
    const copy = { ...doc };
    writeAt(copy, indexField.split('.'), position);
    return copy;
  }
  function parts(doc: Doc): Doc[] {
    const value = readAt(doc, location);
    if (Array.isArray(value) && value.length) {
      return value.map((element, i) => numbered(withValue(doc, location, element), i));
    }
    const empty = value === undefined || value === null || Array.isArray(value);
    if (empty && keepEmpty !== true) return [];
    return [numbered(Array.isArray(value) ? withValue(doc, location, undefined) : doc, null)];
  }
  return rows.transform<Doc>((docs) => Lazy(docs.flatMap(parts)));
};

/** Counting nothing gives no document, not a zero. */
const count: Stage = (rows, name) => {
  if (typeof name !== 'string' || !name || name[0] === '$')
    throw badValue('the count field must be a non-empty string');
  return rows.transform<Doc>((docs) => Lazy(docs.length ? [{ [name]: docs.length }] : []));
};

const { $out, $merge, ...usable } = mingoStages;

/** The stages a pipeline may use: mingo's, with our own filters, projections and order of values. */
export const baseStages: Record<string, Stage> = {
  ...usable,
  ...correctedStages,
  $count: count,
  $match: match,
  $project: project,
  $sort: sort,
  $unwind: unwind,
};

/** Name and argument of a stage. Code 40323 or 40324 when it is not one of the table. */
export function readStage(stage: BsonValue, table: Record<string, Stage>): [string, BsonValue] {
  const [entry, ...others] = isDoc(stage) ? Object.entries(stage) : [];
  if (!entry || others.length) {
    const message = 'A pipeline stage specification object must contain exactly one field.';
    throw new CommandError(40323, 'Location40323', message);
  }
  if (!Object.hasOwn(table, entry[0])) {
    const message = `Unrecognized pipeline stage name: '${entry[0]}' (or not supported by this database)`;
    throw new CommandError(40324, 'Location40324', message);
  }
  return entry;
}
