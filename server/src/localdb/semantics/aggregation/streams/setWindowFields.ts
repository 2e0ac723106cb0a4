import { decode, encode } from '../../../bson/codec';
import { type BsonValue, type Doc, isDoc } from '../../../bson/values';
import { CommandError, failedToParse } from '../../../errors';
import { identityOf } from '../../../keys/compare';
import { encodeWhole } from '../../../keys/components';
import { type SortSpec, sortKey } from '../../../keys/tuples';
import { refuseBeyondMemory, Sorter } from '../../sorter';
import { sortSpec } from '../../sorting';
import { withField } from '../correctedStages';
import { withoutMissing } from './group';
import { type Around, type Evaluate, type Prepare, type Rows, roughSize, type Stream } from './rows';
import type { Column } from './windowColumns';
import { windowColumn } from './windowFunctions';

type Output = readonly (readonly [path: readonly string[], column: Column])[];

/** The documents of one partition, with their new fields. All functions see the documents as they came. */
function* withColumns(docs: readonly Doc[], output: Output): Generator<Doc | null> {
  const columns = output.map(([path, column]) => ({ path, values: column(docs) }));
  for (const doc of docs) {
    let out: Doc = doc;
    for (const { path, values } of columns) {
      let step = values.next();
      for (; !step.done && !step.value; step = values.next()) yield null;
      out = withField(out, path, step.value?.value) as Doc;
    }
    yield out;
  }
}

/** Sorts by partition and within it, and holds one partition at a time. Missing and null are the same partition. */
function partitioned(partitionOf: Evaluate, fields: SortSpec, output: Output, around: Around): Stream {
  const partition = (doc: Doc): BsonValue => {
    const value = partitionOf(doc) ?? null;
    if (!Array.isArray(value)) return value;
    const message = 'An expression used to partition cannot evaluate to value of type array';
    throw new CommandError(14, 'TypeMismatch', message);
  };
  return function* (rows: Rows) {
    const sorter = new Sorter(Number.POSITIVE_INFINITY, around.allowDiskUse);
    for (const doc of rows) {
      yield null;
      if (!doc) continue;
      const key = Buffer.concat([encodeWhole(partition(doc)), sortKey(doc, fields)]);
      sorter.add(key, Buffer.from(encode(doc)));
    }
    let current: string | undefined;
    let docs: Doc[] = [];
    let size = 0;
    for (const bytes of sorter.inOrder()) {
      yield null;
      if (!bytes) continue;
      const doc = decode(bytes);
      const id = identityOf(partition(doc));
      if (id !== current) {
        yield* withColumns(docs, output);
        docs = [];
        size = 0;
      }
      current = id;
      docs.push(doc);
      size += roughSize(doc);
      refuseBeyondMemory(size, '$setWindowFields', around.allowDiskUse);
    }
    yield* withColumns(docs, output);
  };
}

/**
 * `$setWindowFields`: the partitions one after the other, each in the order of `sortBy`. Codes 9 and those of the window
 * functions; 14 for a partition that is an array, 292 for one of more than 100 MB.
 */
export const setWindowFields: Prepare = (argument, around) => {
  if (!isDoc(argument) || !isDoc(argument.output)) {
    throw failedToParse('$setWindowFields must be an object with an output that is one');
  }
  const { partitionBy, sortBy, output, ...others } = argument;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw failedToParse(`$setWindowFields has no field '${unknown}'`);
  const place = { ...around, sort: sortBy === undefined ? [] : sortSpec(sortBy) };
  const columns = Object.entries(argument.output).map(
    ([field, spec]) => [field.split('.'), windowColumn(field, spec, place)] as const,
  );
  const by = partitionBy === undefined ? () => null : around.expression(partitionBy);
  const partitionOf: Evaluate = isDoc(partitionBy) ? (doc) => withoutMissing(by(doc)) : by;
  return partitioned(partitionOf, place.sort, columns, around);
};
