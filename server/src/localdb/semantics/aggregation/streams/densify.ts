import { decode, encode } from '../../../bson/codec';
import { type BsonValue, type Doc, isDoc } from '../../../bson/values';
import { CommandError, failedToParse } from '../../../errors';
import { compareValues } from '../../../keys/compare';
import { encodeWhole } from '../../../keys/components';
import { fold, readNumber } from '../../numbers';
import { Sorter } from '../../sorter';
import { readAt } from '../../update/locations';
import { withField } from '../correctedStages';
import type { Around, Prepare, Rows } from './rows';

/** MongoDB's limit on the documents a stage may add. */
const MOST_GENERATED = 500_000;
const UNITS = new Set(['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond']);

type Path = readonly string[];

interface Range {
  step: BsonValue;
  unit: BsonValue;
  /** From the first to before the second; or over the values of all documents, or of the partition's. */
  bounds: 'full' | 'partition' | readonly [BsonValue, BsonValue];
}

function refused(code: number, message: string): CommandError {
  return new CommandError(code, `Location${code}`, message);
}

function isNumber(value: BsonValue): boolean {
  return readNumber(value) !== undefined;
}

function readBounds(bounds: BsonValue, unit: BsonValue): Range['bounds'] {
  if (bounds === 'full' || bounds === 'partition') return bounds;
  if (typeof bounds === 'string') throw refused(5946802, "Bounds string must either be 'full' or 'partition'");
  if (!Array.isArray(bounds)) throw refused(5733404, "the bounds must be 'full', 'partition', or an array of two");
  if (bounds.length !== 2) throw refused(5733403, 'A bounding array must have exactly two elements');
  const [lower, upper] = bounds;
  if (compareValues(lower, upper) > 0) throw refused(5733402, 'A bounding array must be ascending');
  if (isNumber(lower)) {
    if (unit !== undefined) throw refused(5733409, 'Numeric bounds may not have unit parameter');
    if (!isNumber(upper))
      throw refused(5733406, 'A bounding array must contain either both dates or both numeric types');
  } else if (lower instanceof Date) {
    if (!(upper instanceof Date)) throw refused(5733405, 'A bounding array must contain either both dates or numbers');
    if (unit === undefined) throw refused(5733410, 'A bounding array of dates must specify a unit');
  } else throw refused(5946800, 'Explicit bounds must be numeric or dates');
  return [lower, upper];
}

function readRange(range: BsonValue): Range {
  if (!isDoc(range)) throw failedToParse('the range of $densify must be an object');
  const { step, unit, bounds } = range;
  if (!isNumber(step) || !(compareValues(step, 0) > 0)) {
    throw refused(5733401, 'The step parameter in a range statement must be a strictly positive numeric value');
  }
  if (unit !== undefined) {
    if (!UNITS.has(String(unit))) throw failedToParse(`unknown time unit value: ${unit}`);
    if (!Number.isSafeInteger(step)) throw refused(6586400, 'The step must be a whole number for a date range');
  }
  return { step, unit, bounds: readBounds(bounds, unit) };
}

/** Partition fields and the densified one must not lie within each other. Codes 8993000 and 9554500. */
function readFields(field: BsonValue, partitionByFields: BsonValue): { path: Path; by: Path[] } {
  if (typeof field !== 'string' || !field || field[0] === '$')
    throw failedToParse('$densify needs the name of a field');
  const names = partitionByFields ?? [];
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
    throw failedToParse('partitionByFields of $densify must be an array of field names');
  }
  for (const name of names) {
    if (`${name}.`.startsWith(`${field}.`)) throw refused(8993000, `'${name}' cannot include '${field}'`);
    if (field.startsWith(`${name}.`)) throw refused(9554500, `'${field}' cannot include '${name}'`);
  }
  return { path: field.split('.'), by: names.map((name) => name.split('.')) };
}

/** The value to densify; undefined when the document has none. Codes 5733201 and 6053600 for one of another kind. */
function densified(doc: Doc, path: Path, unit: BsonValue): BsonValue {
  const value = readAt(doc, path) ?? undefined;
  if (value === undefined) return undefined;
  const isDate = value instanceof Date;
  if (!isDate && !isNumber(value)) throw refused(5733201, 'Densify field type must be numeric or a date');
  if (isDate !== (unit !== undefined)) {
    throw refused(6053600, 'Densify field type must be numeric without a unit, or a date with one');
  }
  return value;
}

/** Where the filling of a partition stands. */
interface Partition {
  /** Equal for its documents, and only for them. */
  id: string;
  /** What its documents share. */
  fields: Doc;
  /** The next value to add where no document has it; undefined before the first document. */
  next: BsonValue;
}

/** The values of a range, one after the other, and documents with them. */
function generator(path: Path, { step, unit }: Range, around: Around) {
  const add = around.expression({ $dateAdd: { startDate: '$date', unit, amount: '$step' } });
  const after = (value: BsonValue): BsonValue =>
    unit === undefined ? fold('add', [value, step]) : add({ date: value, step });
  let generated = 0;
  function* upTo(partition: Partition, end: BsonValue, inclusive = false): Generator<Doc> {
    for (;;) {
      const order = compareValues(partition.next, end);
      if (order > 0 || (order === 0 && !inclusive)) return;
      if (++generated > MOST_GENERATED) {
        throw refused(5897900, `Generated ${generated} documents in $densify, which is over the limit`);
      }
      yield withField(partition.fields, path, partition.next) as Doc;
      partition.next = after(partition.next);
    }
  }
  return { after, upTo };
}

/** The documents by partition and value, and the least and greatest value. */
interface Sorted {
  sorter: Sorter;
  least: BsonValue;
  greatest: BsonValue;
}

/** `$densify`: partition by partition, each in the order of the field; what has no value comes first, as it is. */
export const densify: Prepare = (argument, around) => {
  if (!isDoc(argument)) throw failedToParse('The $densify stage specification must be an object');
  const { path, by } = readFields(argument.field, argument.partitionByFields);
  const range = readRange(argument.range);
  const { bounds, unit } = range;
  if (bounds === 'partition' && !by.length) {
    throw refused(5733408, "One cannot specify the bounds as 'partition' without specifying partitionByFields");
  }
  const explicit = typeof bounds === 'string' ? undefined : bounds;
  const keyOf = (doc: Doc) => encodeWhole(by.map((at) => readAt(doc, at) ?? null));

  function* sorted(rows: Rows): Generator<Doc | null, Sorted> {
    const sorter = new Sorter(Number.POSITIVE_INFINITY, around.allowDiskUse);
    let least: BsonValue;
    let greatest: BsonValue;
    for (const doc of rows) {
      const value = doc && densified(doc, path, unit);
      if (!doc || value === undefined) {
        yield doc;
        continue;
      }
      if (least === undefined || compareValues(value, least) < 0) least = value;
      if (greatest === undefined || compareValues(value, greatest) > 0) greatest = value;
      sorter.add(Buffer.concat([keyOf(doc), encodeWhole(value)]), Buffer.from(encode(doc)));
      yield null;
    }
    return { sorter, least, greatest };
  }

  return function* (rows: Rows) {
    const { sorter, least, greatest } = yield* sorted(rows);
    const { after, upTo } = generator(path, range, around);
    const begin = (doc: Doc): Partition => ({
      id: keyOf(doc).toString('latin1'),
      fields: by.reduce<Doc>((fields, at) => withField(fields, at, readAt(doc, at)) as Doc, {}),
      next: explicit ? explicit[0] : bounds === 'full' ? least : undefined,
    });
    function* finish(partition: Partition | undefined): Generator<Doc> {
      if (partition && explicit) yield* upTo(partition, explicit[1]);
      else if (partition && bounds === 'full') yield* upTo(partition, greatest, true);
    }
    let current = explicit && !by.length ? begin({}) : undefined; // a range is filled even where there are no documents
    for (const bytes of sorter.inOrder()) {
      yield null;
      if (!bytes) continue;
      const doc = decode(bytes);
      const value = densified(doc, path, unit);
      if (!current || current.id !== keyOf(doc).toString('latin1')) {
        yield* finish(current);
        current = begin(doc);
      }
      current.next ??= value;
      yield* upTo(current, explicit && compareValues(value, explicit[1]) > 0 ? explicit[1] : value);
      if (compareValues(current.next, value) === 0) current.next = after(value);
      yield doc;
    }
    yield* finish(current);
  };
};
