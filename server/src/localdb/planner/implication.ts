import { type BsonValue, isOperators } from '../bson/values';
import { isGeoIndex } from '../geo/entries';
import { encodeWhole } from '../keys/components';
import { TYPE } from '../keys/valueEncoding';
import { isOn } from '../semantics/leafTests';
import { wantedTypes } from '../semantics/types';
import type { IndexMeta } from '../storage/catalogue';
import { analyse, type Conjunction, type Predicate } from './analysis';
import { boundsOf, fieldBounds } from './bounds';
import { boundsByPlace } from './geoBounds';
import { type Interval, isSubset, NOT_NULL, typeEnd, typeStart } from './intervals';

const TYPE_BYTES: Record<string, number> = {
  string: TYPE.string,
  number: TYPE.number,
  date: TYPE.date,
  objectId: TYPE.objectId,
  bool: TYPE.bool,
};

function ofTypes(argument: BsonValue): Interval[] {
  return [...wantedTypes(argument)].flatMap((name) => {
    const byte = TYPE_BYTES[name];
    return byte === undefined ? [] : [{ low: typeStart(byte), high: typeEnd(byte) }];
  });
}

function samePredicate(a: Predicate, b: Predicate): boolean {
  if (a.path !== b.path || a.operator !== b.operator) return false;
  const extra = a.operator === '$regex' ? [a.operators.$options, b.operators.$options] : [];
  return encodeWhole(a.argument).equals(encodeWhole(b.argument)) && extra[0] === extra[1];
}

/** What values a condition of a partial filter lets into the index; null when that cannot be said as intervals. */
function admitted(condition: Predicate): readonly Interval[] | null {
  if (condition.operator === '$exists') return isOn(condition.argument) ? NOT_NULL : null;
  if (condition.operator === '$type') return ofTypes(condition.argument);
  if (isOperators(condition.argument)) return null;
  const bounds = boundsOf(condition);
  return bounds?.exact && !bounds.also?.length ? bounds.set : null;
}

/** Whether every document that matches the query is in the index, although it is sparse or partial. */
export function isImplied(index: IndexMeta, query: Conjunction): boolean {
  // one condition at a time: in an array, two may be met by different elements
  const boundsFor = (path: string): Interval[] | undefined => fieldBounds(query, path, true)?.set;
  if (isGeoIndex(index)) {
    if (!query.predicates.some((predicate) => boundsByPlace(index, predicate))) return false;
  } else if (index.sparse) {
    const first = boundsFor(Object.keys(index.key)[0]!);
    if (!first || !isSubset(first, NOT_NULL)) return false;
  }
  if (!index.partialFilterExpression) return true;
  const wanted = analyse(index.partialFilterExpression);
  if (wanted.other || wanted.disjunctions.length) return false;
  return wanted.predicates.every((condition) => {
    if (query.predicates.some((predicate) => samePredicate(predicate, condition))) return true;
    const have = boundsFor(condition.path);
    const need = admitted(condition);
    return have !== undefined && need !== null && isSubset(have, need);
  });
}
