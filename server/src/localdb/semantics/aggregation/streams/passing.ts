import { type BsonValue, type Doc, isDoc } from '../../../bson/values';
import { badValue, CommandError } from '../../../errors';
import { matcher } from '../../matcher';
import { pipelineRunner } from '../../mingo';
import { stageProjector } from '../../projection/project';
import { asksForKindOfNumber } from '../../types';
import { readAt, writeAt } from '../../update/locations';
import { baseStages } from '../stages';
import type { Prepare, Rows, Stream } from './rows';

// The stages that look at one document at a time and hold none.

function perDocument(parts: (doc: Doc) => Iterable<Doc>): Stream {
  return function* (rows: Rows) {
    for (const doc of rows) {
      if (doc) yield* parts(doc);
      yield null;
    }
  };
}

const match: Prepare = (filter, { variables }) => {
  if (asksForKindOfNumber(filter)) {
    throw badValue('$type of int, long or double after another stage is not supported by this database');
  }
  const test = matcher(filter, variables);
  return function* (rows: Rows) {
    for (const doc of rows) yield doc && test(doc) ? doc : null;
  };
};

const project: Prepare = (spec, { variables }) => {
  const map = stageProjector(spec, variables);
  return function* (rows: Rows) {
    for (const doc of rows) yield doc && map(doc);
  };
};

/** A stage of mingo's that makes of each document one or none. */
function mapped(name: string): Prepare {
  return (argument, { variables }) => {
    const run = pipelineRunner([{ [name]: argument }], baseStages, variables);
    return function* (rows: Rows) {
      for (const doc of rows) yield doc && (run([doc])[0] ?? null);
    };
  };
}

function countArgument(argument: BsonValue, name: string, least: number, code: number): number {
  if (typeof argument === 'number' && Number.isInteger(argument) && argument >= least) return argument;
  throw new CommandError(code, `Location${code}`, `invalid argument to ${name} stage: ${JSON.stringify(argument)}`);
}

const limit: Prepare = (argument) => {
  const most = countArgument(argument, '$limit', 1, 15958);
  return function* (rows: Rows) {
    let left = most;
    for (const doc of rows) {
      yield doc;
      if (doc && --left === 0) return;
    }
  };
};

const skip: Prepare = (argument) => {
  const some = countArgument(argument, '$skip', 0, 15956);
  return function* (rows: Rows) {
    let left = some;
    for (const doc of rows) yield doc && left-- > 0 ? null : doc;
  };
};

/** Counting nothing gives no document, not a zero. */
const count: Prepare = (name) => {
  if (typeof name !== 'string' || !name || name[0] === '$') {
    throw badValue('the count field must be a non-empty string');
  }
  return function* (rows: Rows) {
    let found = 0;
    for (const doc of rows) {
      if (doc) found++;
      yield null;
    }
    if (found) yield { [name]: found };
  };
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

const unwind: Prepare = (argument) => {
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
  return perDocument(parts);
};

/** Documents given with the pipeline, instead of those of a collection. Code 5858203 when they are no array of documents. */
export const documents: Prepare = (argument, { expression }) => {
  const given = expression(argument)({});
  if (Array.isArray(given) && given.every(isDoc)) return () => given;
  throw new CommandError(5858203, 'Location5858203', '$documents must be an array of objects');
};

export const passingStages: Record<string, Prepare> = {
  $match: match,
  $project: project,
  $limit: limit,
  $skip: skip,
  $count: count,
  $unwind: unwind,
  $set: mapped('$set'),
  $addFields: mapped('$addFields'),
  $unset: mapped('$unset'),
  $replaceRoot: mapped('$replaceRoot'),
  $replaceWith: mapped('$replaceWith'),
  $redact: mapped('$redact'),
};
