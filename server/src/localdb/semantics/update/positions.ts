import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { badValue, failedToParse } from '../../errors';
import { matcher } from '../matcher';
import { type Positions, readAt } from './locations';

/** The conditions of a filter that are about one array. */
function conditionsOn(arrayPath: string, filter: Doc): Doc[] {
  return Object.entries(filter).flatMap(([name, condition]): Doc[] => {
    if (name === '$and' && Array.isArray(condition)) return condition.flatMap((part) => conditionsOn(arrayPath, part));
    if (name === '$or' && Array.isArray(condition)) {
      const branches = condition.map((branch) => conditionsOn(arrayPath, branch)).filter((found) => found.length);
      return branches.length ? [{ $or: branches.map((found) => ({ $and: found })) }] : [];
    }
    return name === arrayPath || name.startsWith(`${arrayPath}.`) ? [{ [name]: condition }] : [];
  });
}

/** A document that holds nothing but the one element, as an array at the path. */
function alone(arrayPath: string, element: BsonValue): Doc {
  return arrayPath.split('.').reduceRight<BsonValue>((inner, name) => ({ [name]: inner }), [element]) as Doc;
}

/**
 * The position `$` stands for: the first element that meets all of the filter's conditions on that array, else the first
 * that meets the first of them. Undefined when none does.
 */
export function matchedPosition(filter: Doc, doc: Doc, arrayPath: string): number | undefined {
  const array = readAt(doc, arrayPath.split('.'));
  const conditions = conditionsOn(arrayPath, filter);
  if (!Array.isArray(array) || !conditions.length) return undefined;
  for (const wanted of [{ $and: conditions }, conditions[0]!]) {
    const matches = matcher(wanted);
    const position = array.findIndex((element) => matches(alone(arrayPath, element)));
    if (position >= 0) return position;
  }
  return undefined;
}

/** The names the field paths of an array filter begin with. */
function namesIn(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([name, condition]) => {
    if (name[0] !== '$') return [name.split('.')[0]!];
    return Array.isArray(condition) ? condition.filter(isDoc).flatMap(namesIn) : [];
  });
}

function arrayFilterTests(arrayFilters: readonly BsonValue[]): Map<string, (element: BsonValue) => boolean> {
  const tests = new Map<string, (element: BsonValue) => boolean>();
  for (const filter of arrayFilters) {
    if (!isDoc(filter)) throw failedToParse('each array filter must be an object');
    const names = new Set(namesIn(filter));
    const [name] = names;
    if (name === undefined || names.size !== 1) {
      throw failedToParse(
        `Expected a single top-level field name in an array filter, found '${[...names].join("' and '")}'`,
      );
    }
    if (tests.has(name)) throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    const matches = matcher(filter);
    tests.set(name, (element) => matches({ [name]: element }));
  }
  return tests;
}

/**
 * What positional paths mean in one document that `filter` matched. Code 9 for array filters that `paths` do not use,
 * code 2 for those missing and for a `$` without a match.
 */
export function positionsFor(
  doc: Doc,
  filter: Doc,
  arrayFilters: readonly BsonValue[],
  paths: readonly string[],
): Positions {
  const tests = arrayFilterTests(arrayFilters);
  for (const name of tests.keys()) {
    if (paths.some((path) => path.includes(`.$[${name}]`))) continue;
    throw failedToParse(`The array filter for identifier '${name}' was not used in the update`);
  }
  return {
    matched(arrayPath) {
      const position = matchedPosition(filter, doc, arrayPath);
      if (position === undefined) {
        throw badValue('The positional operator did not find the match needed from the query.');
      }
      return position;
    },
    accepts(name, element, path) {
      const test = tests.get(name);
      if (!test) throw badValue(`No array filter found for identifier '${name}' in path '${path}'`);
      return test(element);
    },
  };
}
