import { type BsonValue, type Doc, isDoc, isOperators } from '../bson/values';
import { badValue, CommandError } from '../errors';
import { isNear, nearTest, readNear } from '../geo/near';
import { geoCondition } from '../geo/queries';
import { hasBits } from './bits';
import { compileSchema } from './jsonSchema/schema';
import {
  compares,
  equals,
  hasRemainder,
  hasSize,
  hasType,
  isComparison,
  isOn,
  isOneOf,
  type LeafTest,
  matchesPattern,
} from './leafTests';
import { expressionQuery } from './mingo';
import { type Reach, reachPath, reachSelf } from './paths';

/** A compiled condition on a document, or on the value a nested condition starts from. */
type Test = (root: BsonValue) => boolean;

function every(tests: readonly Test[]): Test {
  if (tests.length === 1) return tests[0]!;
  return (root) => tests.every((test) => test(root));
}

function anyLeaf(reach: Reach, test: LeafTest): Test {
  return (root) => reach.leaves(root, test);
}

function not(test: Test): Test {
  return (root) => !test(root);
}

/** The test on one array element: operators apply to the element itself, anything else is a query on documents. */
export function elementTest(condition: BsonValue, variables?: Doc): Test {
  if (!isDoc(condition)) throw badValue('$elemMatch needs an Object');
  const first = Object.keys(condition)[0];
  if (isOperators(condition) && first !== '$and' && first !== '$or' && first !== '$nor' && first !== '$expr') {
    return operatorsTest(condition, reachSelf, variables);
  }
  const test = filterTest(condition, variables);
  return (element) => isDoc(element) && test(element);
}

function allTest(argument: BsonValue, reach: Reach, variables?: Doc): Test {
  if (!Array.isArray(argument)) throw badValue('$all needs an array');
  if (!argument.length) return () => false;
  return every(
    argument.map((item) => {
      if (isOperators(item) && '$elemMatch' in item)
        return operatorTest('$elemMatch', item.$elemMatch, item, reach, variables);
      if (isOperators(item)) throw badValue('no $ expressions in $all');
      return anyLeaf(reach, item instanceof RegExp ? matchesPattern(item) : equals(item));
    }),
  );
}

function notTest(argument: BsonValue, reach: Reach, variables?: Doc): Test {
  if (argument instanceof RegExp) return not(anyLeaf(reach, matchesPattern(argument)));
  if (!isOperators(argument)) throw badValue('$not needs a regex or a document');
  return not(operatorsTest(argument, reach, variables));
}

function geoTest(operator: string, argument: BsonValue, siblings: Doc, reach: Reach): Test {
  if (isNear(operator)) return anyLeaf(reach, nearTest(readNear(operator, argument, siblings)));
  const besideNear = operator === '$minDistance' || operator === '$maxDistance';
  if (besideNear && Object.keys(siblings).some(isNear)) return () => true;
  const condition = geoCondition(operator, argument);
  if (!condition) throw badValue(`unknown operator: ${operator}`);
  return anyLeaf(reach, condition.test);
}

function operatorTest(operator: string, argument: BsonValue, siblings: Doc, reach: Reach, variables?: Doc): Test {
  if (isComparison(operator)) return anyLeaf(reach, compares(operator, argument));
  switch (operator) {
    case '$eq':
      return anyLeaf(reach, equals(argument));
    case '$ne':
      return not(anyLeaf(reach, equals(argument)));
    case '$in':
      return anyLeaf(reach, isOneOf(argument));
    case '$nin':
      return not(anyLeaf(reach, isOneOf(argument)));
    case '$exists': {
      const present: Test = (root) => reach.values(root, (value) => value !== undefined);
      return isOn(argument) ? present : not(present);
    }
    case '$type':
      return anyLeaf(reach, hasType(argument));
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return anyLeaf(reach, hasBits(operator, argument));
    case '$mod':
      return anyLeaf(reach, hasRemainder(argument));
    case '$regex':
      return anyLeaf(reach, matchesPattern(argument, siblings.$options));
    case '$options':
      if (!('$regex' in siblings)) throw badValue('$options needs a $regex');
      return () => true;
    case '$size': {
      const test = hasSize(argument);
      return (root) => reach.values(root, test);
    }
    case '$all':
      return allTest(argument, reach, variables);
    case '$elemMatch': {
      const test = elementTest(argument, variables);
      return (root) => reach.values(root, (value) => Array.isArray(value) && value.some((element) => test(element)));
    }
    case '$not':
      return notTest(argument, reach, variables);
    default:
      return geoTest(operator, argument, siblings, reach);
  }
}

function operatorsTest(operators: Doc, reach: Reach, variables?: Doc): Test {
  return every(
    Object.entries(operators).map(([name, argument]) => operatorTest(name, argument, operators, reach, variables)),
  );
}

function fieldTest(path: string, condition: BsonValue, variables?: Doc): Test {
  const reach = reachPath(path);
  if (isOperators(condition)) return operatorsTest(condition, reach, variables);
  return anyLeaf(reach, condition instanceof RegExp ? matchesPattern(condition) : equals(condition));
}

function branches(name: string, argument: BsonValue, variables?: Doc): Test[] {
  if (!Array.isArray(argument) || !argument.length) throw badValue(`${name} argument must be a nonempty array`);
  return argument.map((branch) => filterTest(branch, variables));
}

function logicTest(name: string, argument: BsonValue, variables?: Doc): Test | undefined {
  switch (name) {
    case '$and':
      return every(branches(name, argument, variables));
    case '$or': {
      const tests = branches(name, argument, variables);
      return (root) => tests.some((test) => test(root));
    }
    case '$nor': {
      const tests = branches(name, argument, variables);
      return (root) => !tests.some((test) => test(root));
    }
    case '$expr': {
      const test = expressionQuery(argument, variables);
      return (root) => test(root as Doc);
    }
    case '$jsonSchema': {
      const check = compileSchema(argument);
      return (root) => check(root).length === 0;
    }
    case '$alwaysTrue':
      return () => true;
    case '$alwaysFalse':
      return () => false;
    case '$comment':
      return undefined;
    case '$text':
      throw new CommandError(
        27,
        'IndexNotFound',
        'text index required for $text query: not supported by this database',
      );
    default:
      throw badValue(`unknown top level operator: ${name}. It may not be supported by this database`);
  }
}

/** The fields of a DBRef begin with a dollar and are fields all the same. */
function isReferencePart(name: string): boolean {
  return name === '$ref' || name === '$id' || name === '$db';
}

function filterTest(filter: BsonValue, variables?: Doc): Test {
  if (!isDoc(filter)) throw badValue('the filter must be an object');
  const tests: Test[] = [];
  for (const [name, condition] of Object.entries(filter)) {
    const test =
      name[0] === '$' && !isReferencePart(name)
        ? logicTest(name, condition, variables)
        : fieldTest(name, condition, variables);
    if (test) tests.push(test);
  }
  return every(tests);
}

/**
 * Compiles a filter. Values compare as in MongoDB: within their type, numbers exactly, embedded documents with their
 * field order; null matches missing. `variables` are those of `let`, for `$expr`. Code 2 for a filter that is not one.
 */
export function matcher(filter: BsonValue, variables?: Doc): (doc: Doc) => boolean {
  return filterTest(filter ?? {}, variables);
}
