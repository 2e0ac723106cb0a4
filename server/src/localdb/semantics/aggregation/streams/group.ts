import { type BsonValue, type Doc, isDoc } from '../../../bson/values';
import { CommandError } from '../../../errors';
import { identityOf } from '../../../keys/compare';
import { refuseBeyondMemory } from '../../sorter';
import { accumulator, type Begin, type State } from './accumulators';
import { sortStage } from './ordering';
import { type Around, type Evaluate, type Prepare, type Rows, roughSize, type Stream } from './rows';

interface Group {
  id: BsonValue;
  states: State[];
}

const OVERHEAD_PER_FIELD = 64;

type Field = readonly [name: string, begin: Begin];

/** The named accumulators of `$group`, or of an `output`. */
export function outputFields(spec: Doc, around: Around): Field[] {
  return Object.entries(spec).map(([name, field]) => [name, accumulator(name, field, around)] as const);
}

/** The states of a group's fields as its document. */
export function resultOf(id: BsonValue, fields: readonly Field[], states: readonly State[]): Doc {
  const doc: Doc = { _id: id };
  fields.forEach(([name], i) => {
    doc[name] = states[i]!.result(id);
  });
  return doc;
}

/** Groups are equal as MongoDB compares values: numbers of any type by value, documents with their field order. */
export function grouping(idOf: Evaluate, fields: readonly Field[], around: Around): Stream {
  return function* (rows: Rows) {
    const groups = new Map<string, Group>();
    let size = 0;
    for (const doc of rows) {
      yield null;
      if (!doc) continue;
      const id = idOf(doc) ?? null;
      const key = identityOf(id);
      let group = groups.get(key);
      if (!group) {
        group = { id, states: fields.map(([, begin]) => begin()) };
        groups.set(key, group);
        size += key.length + roughSize(id) + OVERHEAD_PER_FIELD * (fields.length + 1);
      }
      for (const state of group.states) size += state.add(doc) ?? 0;
      refuseBeyondMemory(size, '$group', around.allowDiskUse);
    }
    for (const { id, states } of groups.values()) yield resultOf(id, fields, states);
  };
}

/** Missing parts of a compound key are left out of it. */
export function withoutMissing(value: BsonValue): BsonValue {
  if (!isDoc(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));
}

const group: Prepare = (argument, around) => {
  if (!isDoc(argument))
    throw new CommandError(15947, 'Location15947', "a group's fields must be specified in an object");
  const { _id, ...fields } = argument;
  if (_id === undefined) {
    throw new CommandError(15955, 'Location15955', 'a group specification must include an _id');
  }
  const idOf = around.expression(_id);
  const id: Evaluate = isDoc(_id) ? (doc) => withoutMissing(idOf(doc)) : idOf;
  return grouping(id, outputFields(fields, around), around);
};

const sortByCount: Prepare = (argument, around) => {
  const counted = grouping(around.expression(argument), outputFields({ count: { $sum: 1 } }, around), around);
  const sorted = sortStage({ count: -1 }, around);
  return (rows) => sorted(counted(rows));
};

export const groupStages: Record<string, Prepare> = { $group: group, $sortByCount: sortByCount };
