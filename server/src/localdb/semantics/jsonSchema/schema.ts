import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { CommandError, failedToParse } from '../../errors';
import { matchesPattern } from '../leafTests';
import { type Check, plainKeywords } from './keywords';

// MongoDB's $jsonSchema: draft 4 of JSON Schema over BSON values, with `bsonType`, without references and formats. An
// interpreter of our own, because validators from npm know JSON values only: no ObjectId, Date, int64 or Decimal128.

/** A keyword whose argument holds schemas. */
type SchemaKeyword = (argument: BsonValue, siblings: Doc) => Check;

const UNSUPPORTED = new Set(['$ref', '$schema', 'default', 'definitions', 'format', 'id']);

function compileMap(keyword: string, argument: BsonValue): [string, Check][] {
  if (!isDoc(argument)) throw failedToParse(`$jsonSchema keyword '${keyword}' must be an object`);
  return Object.entries(argument).map(([name, schema]) => [name, compileSchema(schema)]);
}

function compileList(keyword: string, argument: BsonValue): Check[] {
  if (!Array.isArray(argument) || !argument.length) {
    throw failedToParse(`$jsonSchema keyword '${keyword}' must be a nonempty array`);
  }
  return argument.map(compileSchema);
}

const properties: SchemaKeyword = (argument) => {
  const checks = compileMap('properties', argument);
  return (value) => {
    if (!isDoc(value)) return [];
    const propertiesNotSatisfied = checks.flatMap(([propertyName, check]) => {
      const details = Object.hasOwn(value, propertyName) ? check(value[propertyName]) : [];
      return details.length ? [{ propertyName, details }] : [];
    });
    return propertiesNotSatisfied.length ? [{ operatorName: 'properties', propertiesNotSatisfied }] : [];
  };
};

function patternTests(argument: BsonValue): [(name: string) => boolean, Check, string][] {
  return compileMap('patternProperties', argument).map(([source, check]) => [matchesPattern(source), check, source]);
}

const patternProperties: SchemaKeyword = (argument) => {
  const tests = patternTests(argument);
  return (value) => {
    if (!isDoc(value)) return [];
    const broken = tests.flatMap(([matches, check, regexMatched]) =>
      Object.entries(value).flatMap(([propertyName, inner]) => {
        const details = matches(propertyName) ? check(inner) : [];
        return details.length ? [{ propertyName, regexMatched, details }] : [];
      }),
    );
    return broken.length ? [{ operatorName: 'patternProperties', details: broken }] : [];
  };
};

/** A flag, or a schema for the rest: `additionalProperties` and `additionalItems`. */
function restCheck(keyword: string, argument: BsonValue): Check {
  if (typeof argument !== 'boolean') return compileSchema(argument);
  return argument ? () => [] : () => [{ operatorName: keyword, specifiedAs: { [keyword]: false } }];
}

const additionalProperties: SchemaKeyword = (argument, siblings) => {
  const check = restCheck('additionalProperties', argument);
  const listed = isDoc(siblings.properties) ? siblings.properties : {};
  const patterns = patternTests(siblings.patternProperties ?? {});
  return (value) => {
    if (!isDoc(value)) return [];
    const rest = Object.keys(value).filter(
      (name) => !Object.hasOwn(listed, name) && !patterns.some(([matches]) => matches(name)),
    );
    const broken = rest.filter((name) => check(value[name]).length);
    const specifiedAs = { additionalProperties: argument };
    return broken.length ? [{ operatorName: 'additionalProperties', specifiedAs, additionalProperties: broken }] : [];
  };
};

function itemsBroken(
  operatorName: string,
  list: readonly BsonValue[],
  checkAt: (i: number) => Check | undefined,
): Doc[] {
  for (const [itemIndex, item] of list.entries()) {
    const details = checkAt(itemIndex)?.(item) ?? [];
    if (details.length) return [{ operatorName, reason: 'At least one item did not match', itemIndex, details }];
  }
  return [];
}

const items: SchemaKeyword = (argument) => {
  const inOrder = Array.isArray(argument) ? argument.map(compileSchema) : undefined;
  const all = inOrder ? undefined : compileSchema(argument);
  return (value) => (Array.isArray(value) ? itemsBroken('items', value, (i) => all ?? inOrder?.[i]) : []);
};

const additionalItems: SchemaKeyword = (argument, siblings) => {
  const check = restCheck('additionalItems', argument);
  const first = Array.isArray(siblings.items) ? siblings.items.length : Number.POSITIVE_INFINITY;
  return (value) => {
    return Array.isArray(value) ? itemsBroken('additionalItems', value, (i) => (i < first ? undefined : check)) : [];
  };
};

/** `allOf`, `anyOf`, `oneOf`: how many of the schemas have to hold. */
function combination(keyword: string, enough: (valid: number, all: number) => boolean): SchemaKeyword {
  return (argument) => {
    const checks = compileList(keyword, argument);
    return (value) => {
      const results = checks.map((check) => check(value));
      if (enough(results.filter((details) => !details.length).length, checks.length)) return [];
      const schemasNotSatisfied = results.flatMap((details, index) => (details.length ? [{ index, details }] : []));
      return [{ operatorName: keyword, schemasNotSatisfied }];
    };
  };
}

const not: SchemaKeyword = (argument) => {
  const check = compileSchema(argument);
  return (value) => (check(value).length ? [] : [{ operatorName: 'not', reason: 'child expression matched' }]);
};

const dependencies: SchemaKeyword = (argument) => {
  if (!isDoc(argument)) throw failedToParse(`$jsonSchema keyword 'dependencies' must be an object`);
  const checks = Object.entries(argument).map(([name, needs]): [string, Check] => {
    return [name, Array.isArray(needs) ? compileSchema({ required: needs }) : compileSchema(needs)];
  });
  return (value) => {
    if (!isDoc(value)) return [];
    const broken = checks.flatMap(([conditionalProperty, check]) => {
      const details = Object.hasOwn(value, conditionalProperty) ? check(value) : [];
      return details.length ? [{ conditionalProperty, details }] : [];
    });
    return broken.length ? [{ operatorName: 'dependencies', failingDependencies: broken }] : [];
  };
};

const schemaKeywords: Record<string, SchemaKeyword> = {
  properties,
  patternProperties,
  additionalProperties,
  items,
  additionalItems,
  allOf: combination('allOf', (valid, all) => valid === all),
  anyOf: combination('anyOf', (valid) => valid > 0),
  oneOf: combination('oneOf', (valid) => valid === 1),
  not,
  dependencies,
};

const keywords = { ...plainKeywords, ...schemaKeywords };

/**
 * Compiles a schema. The check returns every rule a value breaks; a missing value breaks none. Code 9 for a keyword
 * MongoDB does not know or an argument it does not take.
 */
export function compileSchema(schema: BsonValue): Check {
  if (!isDoc(schema)) throw new CommandError(14, 'TypeMismatch', '$jsonSchema must be an object');
  if (schema.type !== undefined && schema.bsonType !== undefined) {
    throw failedToParse(`Cannot specify both $jsonSchema keywords 'type' and 'bsonType'`);
  }
  const checks = Object.entries(schema).map(([name, argument]) => {
    if (UNSUPPORTED.has(name)) throw failedToParse(`$jsonSchema keyword '${name}' is not currently supported`);
    if (!Object.hasOwn(keywords, name)) throw failedToParse(`Unknown $jsonSchema keyword: ${name}`);
    return keywords[name]!(argument, schema);
  });
  return (value) => (value === undefined ? [] : checks.flatMap((check) => check(value)));
}
