import { type BsonValue, type Doc, isDoc, isOperators } from '../bson/values';

/** One operator on one path. `operators` is the whole set it stands in: `$regex` needs its `$options`. */
export interface Predicate {
  path: string;
  operator: string;
  argument: BsonValue;
  operators: Doc;
}

/** A filter as the conjunction it is. */
export interface Conjunction {
  predicates: Predicate[];
  /** The branches of each `$or`. */
  disjunctions: Conjunction[][];
  /** There are conditions (`$nor`, `$expr`, ...) that no index helps with. */
  other: boolean;
}

function addField(path: string, condition: BsonValue, out: Conjunction): void {
  if (isOperators(condition)) {
    for (const [operator, argument] of Object.entries(condition)) {
      out.predicates.push({ path, operator, argument, operators: condition });
    }
  } else {
    const operator = condition instanceof RegExp ? '$regex' : '$eq';
    out.predicates.push({ path, operator, argument: condition, operators: {} });
  }
}

function addFilter(filter: BsonValue, out: Conjunction): void {
  if (!isDoc(filter)) return; // refused by the matcher
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(condition)) for (const part of condition) addFilter(part, out);
    else if (name === '$or' && Array.isArray(condition)) out.disjunctions.push(condition.map(analyse));
    else if (name === '$comment') continue;
    else if (name[0] === '$') out.other = true;
    else addField(name, condition, out);
  }
}

/** Sorts a filter into what the planner can use. */
export function analyse(filter: BsonValue): Conjunction {
  const out: Conjunction = { predicates: [], disjunctions: [], other: false };
  addFilter(filter, out);
  return out;
}
