import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { badValue } from '../../errors';
import { elementTest } from '../matcher';
import { evaluator } from '../mingo';
import { writeAt } from '../update/locations';
import { matchedPosition } from '../update/positions';
import { type Projection, parseProjection, type Rule } from './parse';

/** Makes the projected document; the original is not changed. */
type Projector = (doc: Doc) => Doc;

function sliced(value: BsonValue, argument: BsonValue): BsonValue {
  if (!Array.isArray(value)) return value;
  if (typeof argument === 'number') return argument < 0 ? value.slice(argument) : value.slice(0, argument);
  const [skip, count] = argument as [BsonValue, BsonValue];
  if (typeof skip !== 'number' || typeof count !== 'number' || count <= 0)
    throw badValue('$slice takes [skip, limit > 0]');
  const start = skip < 0 ? Math.max(value.length + skip, 0) : skip;
  return value.slice(start, start + count);
}

/** Applies rules to the value of one field; undefined drops it. Arrays are entered element by element. */
class FieldRules {
  constructor(
    private readonly including: boolean,
    private readonly filter: Doc,
    private readonly root: Doc,
  ) {}

  document(doc: Doc, fields: ReadonlyMap<string, Rule>): Doc {
    const out: Doc = {};
    for (const [name, value] of Object.entries(doc)) {
      const rule = fields.get(name);
      const kept = rule ? this.value(value, rule) : this.including ? undefined : value;
      if (kept !== undefined) out[name] = kept;
    }
    return out;
  }

  private value(value: BsonValue, rule: Rule): BsonValue {
    switch (rule.kind) {
      case 'whole':
        return this.including ? value : undefined;
      case 'fields':
        return this.nested(value, rule.fields);
      case 'slice':
        return sliced(value, rule.argument);
      case 'elemMatch': {
        const matches = elementTest(rule.condition);
        const found = Array.isArray(value) ? value.find((element) => matches(element)) : undefined;
        return found === undefined ? undefined : [found];
      }
      case 'positional': {
        if (!Array.isArray(value)) return value;
        const position = matchedPosition(this.filter, this.root, rule.arrayPath);
        if (position === undefined) {
          throw badValue("Executor error: the positional operator '.$' couldn't find a matching element in the array");
        }
        return [value[position]];
      }
    }
  }

  private nested(value: BsonValue, fields: ReadonlyMap<string, Rule>): BsonValue {
    if (isDoc(value)) return this.document(value, fields);
    if (!Array.isArray(value)) return this.including ? undefined : value;
    return value.map((element) => this.nested(element, fields)).filter((element) => element !== undefined);
  }
}

function projectorOf({ including, fields, computed }: Projection, filter: Doc, variables: Doc): Projector {
  const added = computed.map(([path, expression]) => [path.split('.'), evaluator(expression, variables)] as const);
  return (doc) => {
    const out = new FieldRules(including, filter, doc).document(doc, fields);
    for (const [path, valueFor] of added) {
      const value = valueFor(doc);
      if (value !== undefined) writeAt(out, path, value);
    }
    return out;
  };
}

/** Prepares a projection of `find`: fields keep the document's order, computed ones follow. `filter` is for `a.$`. */
export function findProjector(spec: BsonValue, filter: Doc): { project: Projector; computes: boolean } {
  const projection = parseProjection(spec, true);
  return { project: projectorOf(projection, filter, {}), computes: projection.computed.length > 0 };
}

/** Prepares a `$project` stage. */
export function stageProjector(spec: BsonValue, variables: Doc): Projector {
  return projectorOf(parseProjection(spec, false), {}, variables);
}
