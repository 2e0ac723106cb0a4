import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { failedToParse } from '../../errors';
import { compareValues, identityOf } from '../../keys/compare';
import { matchesPattern } from '../leafTests';
import { typeName, typesOf, wantedTypes } from '../types';

/** What a value breaks: one document per rule, in the shape MongoDB reports under `errInfo`. Empty when it is valid. */
export type Check = (value: BsonValue) => Doc[];

/** A keyword whose argument is a plain value. `siblings` is the schema it stands in. */
type Keyword = (argument: BsonValue, siblings: Doc) => Check;

function bad(keyword: string, wanted: string): Error {
  return failedToParse(`$jsonSchema keyword '${keyword}' must be ${wanted}`);
}

const isNumber = (value: BsonValue): boolean => typesOf(value).includes('number');
const isText = (value: BsonValue): value is string => typeof value === 'string';
const isList = (value: BsonValue): value is BsonValue[] => Array.isArray(value);

/** A rule on values of one kind; other values do not concern it. */
function rule<T>(
  operatorName: string,
  argument: BsonValue,
  reason: string,
  concerns: (value: BsonValue) => value is T,
  holds: (value: T) => boolean,
): Check {
  return (value) => {
    if (!concerns(value) || holds(value)) return [];
    return [{ operatorName, specifiedAs: { [operatorName]: argument }, reason, consideredValue: value }];
  };
}

const anything = (value: BsonValue): value is BsonValue => value !== undefined;
const numeric = (value: BsonValue): value is BsonValue => isNumber(value);

const JSON_TYPES: Record<string, string> = {
  object: 'object',
  array: 'array',
  number: 'number',
  boolean: 'bool',
  string: 'string',
  null: 'null',
};

function typeCheck(keyword: string, argument: BsonValue, wanted: ReadonlySet<string>): Check {
  return (value) => {
    if (value === undefined || typesOf(value).some((name) => wanted.has(name))) return [];
    const considered = { consideredValue: value, consideredType: typeName(value) };
    return [
      { operatorName: keyword, specifiedAs: { [keyword]: argument }, reason: 'type did not match', ...considered },
    ];
  };
}

function names(keyword: string, argument: BsonValue): string[] {
  const list = Array.isArray(argument) ? argument : [argument];
  if (!list.length || !list.every(isText)) throw bad(keyword, 'a string or a list of strings');
  if (new Set(list).size < list.length) throw bad(keyword, 'a list without repeats');
  return list;
}

const type: Keyword = (argument) => {
  const wanted = names('type', argument).map((name) => {
    const known = Object.hasOwn(JSON_TYPES, name) ? JSON_TYPES[name] : undefined;
    if (!known) throw failedToParse(`Unknown type name alias for $jsonSchema keyword 'type': ${name}`);
    return known;
  });
  return typeCheck('type', argument, new Set(wanted));
};

const bsonType: Keyword = (argument) => typeCheck('bsonType', argument, wantedTypes(names('bsonType', argument)));

/** Equal documents may have their fields in any order: that is the rule of JSON Schema. */
function unordered(value: BsonValue): BsonValue {
  if (Array.isArray(value)) return value.map(unordered);
  if (!isDoc(value)) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, inner]) => [name, unordered(inner)]));
}

const sameKey = (value: BsonValue): string => identityOf(unordered(value));

const enumeration: Keyword = (argument) => {
  if (!isList(argument) || !argument.length) throw bad('enum', 'a nonempty array');
  const allowed = new Set(argument.map(sameKey));
  return rule('enum', argument, 'value was not found in enum', anything, (value) => allowed.has(sameKey(value)));
};

/** `minimum` and `maximum`: `way` is 1 and -1. The exclusive form is a flag beside them, as in draft 4. */
function bound(keyword: string, exclusive: string, way: 1 | -1): Keyword {
  return (limit, siblings) => {
    if (!isNumber(limit)) throw bad(keyword, 'a number');
    const strict = siblings[exclusive] === true;
    return rule(keyword, limit, 'comparison failed', numeric, (value) => {
      const order = compareValues(value, limit) * way;
      return order > 0 || (order === 0 && !strict);
    });
  };
}

function exclusiveFlag(keyword: string, partner: string): Keyword {
  return (flag, siblings) => {
    if (typeof flag !== 'boolean') throw bad(keyword, 'a boolean');
    if (siblings[partner] === undefined) throw bad(partner, `present beside ${keyword}`);
    return () => [];
  };
}

function size<T>(
  keyword: string,
  concerns: (value: BsonValue) => value is T,
  measure: (value: T) => number,
  holds: (size: number, limit: number) => boolean,
): Keyword {
  return (limit) => {
    if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0)
      throw bad(keyword, 'a non-negative integer');
    return rule(keyword, limit, 'specified size was not satisfied', concerns, (value) => holds(measure(value), limit));
  };
}

const most = (size: number, limit: number): boolean => size <= limit;
const least = (size: number, limit: number): boolean => size >= limit;
const characters = (text: string): number => [...text].length;
const length = (list: BsonValue[]): number => list.length;
const fields = (doc: Doc): number => Object.keys(doc).length;

const multipleOf: Keyword = (divisor) => {
  if (typeof divisor !== 'number' || !(divisor > 0)) throw bad('multipleOf', 'a positive number');
  const holds = (value: BsonValue): boolean => Number(String(value)) % divisor === 0;
  return rule('multipleOf', divisor, 'considered value is not a multiple of the specified value', numeric, holds);
};

const pattern: Keyword = (source) => {
  if (!isText(source)) throw bad('pattern', 'a string');
  return rule('pattern', source, 'regular expression did not match', isText, matchesPattern(source));
};

const required: Keyword = (argument) => {
  if (!isList(argument) || !argument.length || !argument.every(isText)) {
    throw bad('required', 'a nonempty array of strings');
  }
  const specifiedAs = { required: argument };
  return (value) => {
    if (!isDoc(value)) return [];
    const missingProperties = argument.filter((name) => !Object.hasOwn(value, name));
    return missingProperties.length ? [{ operatorName: 'required', specifiedAs, missingProperties }] : [];
  };
};

const uniqueItems: Keyword = (flag) => {
  if (typeof flag !== 'boolean') throw bad('uniqueItems', 'a boolean');
  if (!flag) return () => [];
  const unique = (list: BsonValue[]): boolean => new Set(list.map(sameKey)).size === list.length;
  return rule('uniqueItems', flag, 'found a duplicate item', isList, unique);
};

const annotation: Keyword = (words) => {
  if (!isText(words)) throw bad('title or description', 'a string');
  return () => [];
};

/** The keywords that hold no schemas themselves. */
export const plainKeywords: Record<string, Keyword> = {
  type,
  bsonType,
  enum: enumeration,
  minimum: bound('minimum', 'exclusiveMinimum', 1),
  maximum: bound('maximum', 'exclusiveMaximum', -1),
  exclusiveMinimum: exclusiveFlag('exclusiveMinimum', 'minimum'),
  exclusiveMaximum: exclusiveFlag('exclusiveMaximum', 'maximum'),
  minLength: size('minLength', isText, characters, least),
  maxLength: size('maxLength', isText, characters, most),
  minItems: size('minItems', isList, length, least),
  maxItems: size('maxItems', isList, length, most),
  minProperties: size('minProperties', isDoc, fields, least),
  maxProperties: size('maxProperties', isDoc, fields, most),
  multipleOf,
  pattern,
  required,
  uniqueItems,
  title: annotation,
  description: annotation,
};
