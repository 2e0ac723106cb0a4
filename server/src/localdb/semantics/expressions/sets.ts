import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { CommandError } from '../../errors';
import { identityOf } from '../../keys/compare';
import { typeName } from '../types';
import { type Expression, isMissing, isTrue, onlyOperand, operandsOf } from './operands';

// Sets and searches in arrays, by MongoDB's equality: numbers by value, documents with their field order.

function refused(code: number, message: string): CommandError {
  return new CommandError(code, `Location${code}`, message);
}

function distinct(values: readonly BsonValue[]): Map<string, BsonValue> {
  const found = new Map<string, BsonValue>();
  for (const value of values) {
    const key = identityOf(value);
    if (!found.has(key)) found.set(key, value);
  }
  return found;
}

function ordered(set: ReadonlyMap<string, BsonValue>): BsonValue[] {
  return [...set].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

type Sets = readonly ReadonlyMap<string, BsonValue>[];

/** An operator on arrays as sets; null and missing make null where `nullable`. */
function onSets(name: string, code: number, nullable: boolean, result: (sets: Sets) => BsonValue): Expression {
  return (doc, operands, options) => {
    const lists = operandsOf(doc, operands, options);
    if (nullable && lists.some(isMissing)) return null;
    return result(
      lists.map((list) => {
        if (Array.isArray(list)) return distinct(list);
        throw refused(code, `All operands of ${name} must be arrays. One argument is of type: ${typeName(list)}`);
      }),
    );
  };
}

function pairOf(name: string, sets: Sets): Sets {
  if (sets.length === 2) return sets;
  throw refused(16020, `Expression ${name} takes exactly 2 arguments. ${sets.length} were passed in.`);
}

function isSubset(a: ReadonlyMap<string, BsonValue>, b: ReadonlyMap<string, BsonValue>): boolean {
  return [...a.keys()].every((key) => b.has(key));
}

const within: Expression = (doc, operands, options) => {
  const [wanted, list] = operandsOf(doc, operands, options);
  if (!Array.isArray(list))
    throw refused(40081, `$in requires an array as a second argument, found: ${typeName(list)}`);
  const key = identityOf(wanted);
  return list.some((value) => identityOf(value) === key);
};

const indexOfArray: Expression = (doc, operands, options) => {
  const [list, wanted, start = 0, end = Number.POSITIVE_INFINITY] = operandsOf(doc, operands, options);
  if (isMissing(list)) return null;
  if (!Array.isArray(list)) throw refused(40090, `$indexOfArray requires an array as a first argument`);
  const key = identityOf(wanted);
  return list.findIndex((value, i) => i >= Number(start) && i < Number(end) && identityOf(value) === key);
};

const arrayToObject: Expression = (doc, operands, options) => {
  const list = onlyOperand('$arrayToObject', doc, operands, options);
  if (isMissing(list)) return null;
  if (!Array.isArray(list)) throw refused(40386, '$arrayToObject requires an array input');
  const out: Doc = {};
  for (const item of list) {
    const [name, value] = Array.isArray(item) ? item : isDoc(item) ? [item.k, item.v] : [];
    if (typeof name !== 'string') throw refused(40394, '$arrayToObject requires pairs of a text and a value');
    out[name] = value;
  }
  return out;
};

function truths(name: string, code: number, result: (values: readonly BsonValue[]) => boolean): Expression {
  return (doc, operands, options) => {
    const list = onlyOperand(name, doc, operands, options);
    if (!Array.isArray(list)) throw refused(code, `${name}'s argument must be an array, but is ${typeName(list)}`);
    return result(list);
  };
}

export const setExpressions: Record<string, Expression> = {
  $setUnion: onSets('$setUnion', 17043, true, (sets) => ordered(distinct(sets.flatMap((set) => [...set.values()])))),
  $setIntersection: onSets('$setIntersection', 17047, true, ([first = new Map<string, BsonValue>(), ...others]) =>
    ordered(new Map([...first].filter(([key]) => others.every((other) => other.has(key))))),
  ),
  $setDifference: onSets('$setDifference', 17048, true, (sets) => {
    const [a, b] = pairOf('$setDifference', sets);
    return [...a!].filter(([key]) => !b!.has(key)).map(([, value]) => value);
  }),
  $setEquals: onSets('$setEquals', 17044, false, ([first, ...others]) =>
    others.every((other) => other.size === first?.size && isSubset(first, other)),
  ),
  $setIsSubset: onSets('$setIsSubset', 17046, false, (sets) => {
    const [a, b] = pairOf('$setIsSubset', sets);
    return isSubset(a!, b!);
  }),
  $in: within,
  $indexOfArray: indexOfArray,
  $arrayToObject: arrayToObject,
  $anyElementTrue: truths('$anyElementTrue', 17041, (values) => values.some(isTrue)),
  $allElementsTrue: truths('$allElementsTrue', 17040, (values) => values.every(isTrue)),
  $size: (doc, operands, options) => {
    const list = onlyOperand('$size', doc, operands, options);
    if (Array.isArray(list)) return list.length;
    throw refused(17124, `The argument to $size must be an array, but was of type: ${typeName(list)}`);
  },
};
