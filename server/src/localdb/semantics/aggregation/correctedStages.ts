import { type BsonValue, type Doc, isDoc, isOperators } from '../../bson/values';
import { CommandError } from '../../errors';
import { identityOf } from '../../keys/compare';
import { evaluator, Lazy, mingoStages, type Options, type Stage } from '../mingo';

// Stages in which mingo differs from MongoDB.

/** Variables in force where a stage runs: those of `let` around it. */
export function variablesOf(options: Options): Doc {
  const local = (options as Options & { local?: { variables?: Doc } }).local;
  return { ...options.variables, ...local?.variables };
}

/** Groups by MongoDB's equality: mingo takes documents that differ in field order as one. */
const group: Stage = (rows, spec, options) => {
  if (!isDoc(spec) || !('_id' in spec)) {
    throw new CommandError(15955, 'Location15955', 'a group specification must include an _id');
  }
  const { _id: expression, ...accumulators } = spec;
  const idOf = evaluator(expression, variablesOf(options));
  return rows.transform<Doc>((docs) => {
    const groups = new Map<string, { id: BsonValue; docs: Doc[] }>();
    for (const doc of docs) {
      const id = idOf(doc) ?? null;
      const key = identityOf(id);
      const found = groups.get(key);
      if (found) found.docs.push(doc);
      else groups.set(key, { id, docs: [doc] });
    }
    const gathered = Array.from(groups.values(), ({ id, docs: members }): Doc => {
      const [result] = mingoStages.$group!(Lazy(members), { _id: null, ...accumulators }, options).collect<Doc>();
      return { ...result, _id: id };
    });
    return Lazy(gathered);
  });
};

/** `{ a: { b: 1 } }` means the same as `{ 'a.b': 1 }`: fields beside `a.b` stay. */
function* flattened(spec: Doc, before: readonly string[] = []): Generator<[path: string[], expression: BsonValue]> {
  for (const [name, value] of Object.entries(spec)) {
    const path = [...before, ...name.split('.')];
    if (isDoc(value) && !isOperators(value) && Object.keys(value).length) yield* flattened(value, path);
    else yield [path, value];
  }
}

/** The value with another one at a path: in every element of an array, and instead of what is no document. */
function withField(value: BsonValue, [name = '', ...rest]: readonly string[], set: BsonValue): BsonValue {
  if (Array.isArray(value)) return value.map((element) => withField(element, [name, ...rest], set));
  const out: Doc = isDoc(value) ? { ...value } : {};
  const inner = rest.length ? withField(out[name], rest, set) : set;
  if (inner === undefined) delete out[name];
  else out[name] = inner;
  return out;
}

const addFields: Stage = (rows, spec, options) => {
  if (!isDoc(spec)) throw new CommandError(40272, 'Location40272', '$addFields specification stage must be an object');
  const variables = variablesOf(options);
  const added = Array.from(flattened(spec), ([path, expression]) => [path, evaluator(expression, variables)] as const);
  return rows.map<Doc, Doc>((doc) => added.reduce<Doc>((out, [path, of]) => withField(out, path, of(doc)) as Doc, doc));
};

/** A random choice without repetition; all documents when there are fewer than asked for. */
const sample: Stage = (rows, argument) => {
  const size = isDoc(argument) ? argument.size : undefined;
  if (typeof size !== 'number' || size <= 0) {
    throw new CommandError(28747, 'Location28747', 'size argument to $sample must be a positive number');
  }
  return rows.transform<Doc>((docs) => {
    const pool = [...docs];
    const count = Math.min(Math.trunc(size), pool.length);
    for (let i = 0; i < count; i++) {
      const j = i + Math.floor(Math.random() * (pool.length - i));
      [pool[i], pool[j]] = [pool[j]!, pool[i]!];
    }
    return Lazy(pool.slice(0, count));
  });
};

/** What `$$PRUNE` removes is gone; mingo leaves an empty place. */
const redact: Stage = (rows, expression, options) =>
  mingoStages.$redact!(rows, expression, options).filter<Doc>((doc) => doc !== undefined);

export const correctedStages: Record<string, Stage> = {
  $group: group,
  $addFields: addFields,
  $set: addFields,
  $sample: sample,
  $redact: redact,
};
