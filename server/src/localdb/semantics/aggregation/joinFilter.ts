import { type BsonValue, type Doc, isDoc } from '../../bson/values';

const FIELD = /^\$[^$.][^$]*$/;
const VARIABLE = /^\$\$([A-Za-z]\w*)$/;

/** The value of `$$name` or of a constant that can be looked up by equality; undefined when it is neither. */
function fixedValue(operand: BsonValue, variables: Doc): BsonValue {
  const name = typeof operand === 'string' ? VARIABLE.exec(operand)?.[1] : undefined;
  const value = name === undefined ? operand : Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (typeof value === 'string') return name === undefined && value[0] === '$' ? undefined : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  // null also means missing, arrays and patterns are not looked up as they are, other objects may be expressions
  const plain = typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RegExp);
  return plain && !(name === undefined && isDoc(value)) ? value : undefined;
}

function addEqualities(expression: BsonValue, variables: Doc, out: Doc[]): void {
  if (!isDoc(expression)) return;
  const { $and: all, $eq: pair } = expression;
  if (Array.isArray(all)) for (const part of all) addEqualities(part, variables, out);
  if (!Array.isArray(pair) || pair.length !== 2) return;
  for (const [field, other] of [pair, pair.toReversed()]) {
    if (typeof field !== 'string' || !FIELD.test(field)) continue;
    const value = fixedValue(other, variables);
    if (value === undefined) continue;
    out.push({ [field.slice(1)]: { $eq: value } });
    return;
  }
}

/**
 * Conditions an index can help with that every document meets which the `$expr` of a filter accepts: its equalities of
 * a field with a variable or a constant. Documents found by them are still to be tested.
 */
export function impliedEqualities(filter: Doc, variables: Doc): Doc[] {
  const out: Doc[] = [];
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$expr') addEqualities(condition, variables, out);
    if (name === '$and' && Array.isArray(condition)) {
      for (const part of condition) if (isDoc(part)) out.push(...impliedEqualities(part, variables));
    }
  }
  return out;
}
