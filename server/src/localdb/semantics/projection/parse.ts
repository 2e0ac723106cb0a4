import { type BsonValue, type Doc, isDoc, isOperators } from '../../bson/values';
import { badValue, CommandError } from '../../errors';

/** What happens to a field: taken or dropped as it is, narrowed by name, or given a new value. */
export type Rule =
  | { kind: 'whole' }
  | { kind: 'fields'; fields: Map<string, Rule> }
  | { kind: 'slice'; argument: BsonValue }
  | { kind: 'elemMatch'; condition: BsonValue }
  | { kind: 'positional'; arrayPath: string };

export interface Projection {
  /** Including names what stays, excluding what goes. */
  including: boolean;
  /** Rules by field name. An excluding projection may hold `slice` rules, whose fields stay. */
  fields: Map<string, Rule>;
  /** New fields and the expressions that give their values, by path. */
  computed: [path: string, expression: BsonValue][];
}

function isFlag(value: BsonValue): value is number | boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function addRule(fields: Map<string, Rule>, path: string, rule: Rule): void {
  const [name = '', ...rest] = path.split('.');
  if (!rest.length) {
    if (fields.has(name)) throw collision(path);
    fields.set(name, rule);
    return;
  }
  const parent = fields.get(name) ?? { kind: 'fields', fields: new Map<string, Rule>() };
  if (parent.kind !== 'fields') throw collision(path);
  fields.set(name, parent);
  addRule(parent.fields, rest.join('.'), rule);
}

function collision(path: string): CommandError {
  return new CommandError(31250, 'Location31250', `Path collision at ${path}`);
}

/** Flattens `{ a: { b: 1 } }` into `a.b`. */
function* flattened(spec: Doc, prefix = ''): Generator<[path: string, value: BsonValue]> {
  for (const [name, value] of Object.entries(spec)) {
    if (isDoc(value) && !isOperators(value) && Object.keys(value).length) yield* flattened(value, `${prefix}${name}.`);
    else yield [`${prefix}${name}`, value];
  }
}

/**
 * Reads a projection. `inFind` allows what only `find` knows: `a.$`, `$elemMatch` and `$slice` by number.
 * Codes 31250, 31253, 31254 for projections that contradict themselves.
 */
export function parseProjection(spec: BsonValue, inFind: boolean): Projection {
  if (!isDoc(spec)) throw badValue('a projection must be an object');
  const fields = new Map<string, Rule>();
  const computed: Projection['computed'] = [];
  let mode: boolean | undefined;
  let id: boolean | undefined;

  function decide(including: boolean, path: string): void {
    if (mode !== undefined && mode !== including) {
      const [code, doing, kind] = including ? [31253, 'inclusion', 'exclusion'] : [31254, 'exclusion', 'inclusion'];
      throw new CommandError(
        Number(code),
        `Location${code}`,
        `Cannot do ${doing} on field ${path} in ${kind} projection`,
      );
    }
    mode = including;
  }

  for (const [path, value] of flattened(spec)) {
    if (path === '_id' && isFlag(value)) {
      id = Boolean(value);
    } else if (inFind && path.endsWith('.$')) {
      decide(true, path);
      addRule(fields, path.slice(0, -2), { kind: 'positional', arrayPath: path.slice(0, -2) });
    } else if (isFlag(value)) {
      decide(Boolean(value), path);
      addRule(fields, path, { kind: 'whole' });
    } else if (inFind && isDoc(value) && '$slice' in value && !isExpressionSlice(value.$slice)) {
      addRule(fields, path, { kind: 'slice', argument: value.$slice });
    } else if (inFind && isDoc(value) && '$elemMatch' in value) {
      decide(true, path);
      addRule(fields, path, { kind: 'elemMatch', condition: value.$elemMatch });
    } else if (isDoc(value) && '$meta' in value) {
      throw badValue('$meta is not supported by this database');
    } else {
      decide(true, path);
      computed.push([path, value]);
    }
  }
  const including = mode ?? (id === true && ![...fields.values()].some((rule) => rule.kind === 'slice'));
  const idStays = id ?? true;
  if (idStays === including && !computed.some(([path]) => path === '_id')) fields.set('_id', { kind: 'whole' });
  return { including, fields, computed };
}

/** `$slice` with an expression as its first item is the aggregation operator, not find's. */
function isExpressionSlice(argument: BsonValue): boolean {
  return Array.isArray(argument) && typeof argument[0] !== 'number';
}
