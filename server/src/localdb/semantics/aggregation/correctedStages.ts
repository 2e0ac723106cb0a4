import { type BsonValue, type Doc, isDoc, isOperators } from '../../bson/values';
import { CommandError } from '../../errors';
import { evaluator, type Options, type Stage } from '../mingo';

// Stages of one document in which mingo differs from MongoDB.

/** Variables in force where a stage runs: those of `let` around it. */
export function variablesOf(options: Options): Doc {
  const local = (options as Options & { local?: { variables?: Doc } }).local;
  return { ...options.variables, ...local?.variables };
}

/** `{ a: { b: 1 } }` means the same as `{ 'a.b': 1 }`: fields beside `a.b` stay. */
function* flattened(spec: Doc, before: readonly string[] = []): Generator<[path: string[], expression: BsonValue]> {
  for (const [name, value] of Object.entries(spec)) {
    const path = [...before, ...name.split('.')];
    if (isDoc(value) && !isOperators(value) && Object.keys(value).length) yield* flattened(value, path);
    else yield [path, value];
  }
}

/** The value with another one at a path: in every element of an array, and instead of what is no document. */
export function withField(value: BsonValue, [name = '', ...rest]: readonly string[], set: BsonValue): BsonValue {
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

export const correctedStages: Record<string, Stage> = {
  $addFields: addFields,
  $set: addFields,
};
