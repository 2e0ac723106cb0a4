import { promoted } from '../../bson/exactNumbers';
import { type BsonValue, type Doc, isDoc, isOperators } from '../../bson/values';
import { badValue, failedToParse } from '../../errors';
import { compareValues, identityOf } from '../../keys/compare';
import { sortKey } from '../../keys/tuples';
import { equals, matchesPattern } from '../leafTests';
import { elementTest } from '../matcher';
import { sortSpec } from '../sorting';
import { typeName } from '../types';

/** Gives the new array of a field from its old value; undefined leaves the field as it is. */
type ArrayOperator = (current: BsonValue, argument: BsonValue, path: string) => BsonValue[] | undefined;

function arrayOf(current: BsonValue, path: string): BsonValue[] {
  if (current === undefined) return [];
  if (Array.isArray(current)) return current;
  throw badValue(`The field '${path}' must be an array but is of type ${typeName(current)}`);
}

function eachOf(argument: Doc, operator: string): BsonValue[] {
  if (Array.isArray(argument.$each)) return argument.$each;
  throw badValue(
    `The argument to $each in ${operator} must be an array but it was of type: ${typeName(argument.$each)}`,
  );
}

function wholeNumber(given: BsonValue, name: string): number {
  const value = promoted(given);
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw badValue(`The value for ${name} must be an integer value but was given type: ${typeName(given)}`);
}

function sorted(values: BsonValue[], given: BsonValue): BsonValue[] {
  const spec = promoted(given);
  if (spec === 1 || spec === -1) return values.sort((a, b) => compareValues(a, b) * spec);
  if (!isDoc(spec) || !Object.keys(spec).length) throw badValue('The $sort must be 1, -1 or an object of fields');
  const fields = sortSpec(spec);
  const keyed = values.map((value) => ({ value, key: sortKey(isDoc(value) ? value : {}, fields) }));
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ value }) => value);
}

function sliced(values: BsonValue[], count: number): BsonValue[] {
  if (count === 0) return [];
  return count < 0 ? values.slice(count) : values.slice(0, count);
}

const PUSH_CLAUSES = new Set(['$each', '$position', '$sort', '$slice']);

/** `$push`: one value, or `$each` at `$position`, then `$sort`, then `$slice`. */
const push: ArrayOperator = (current, argument, path) => {
  const values = [...arrayOf(current, path)];
  if (!isOperators(argument)) return [...values, argument];
  const unknown = Object.keys(argument).find((name) => !PUSH_CLAUSES.has(name));
  if (unknown) throw badValue(`Unrecognized clause in $push: ${unknown}`);
  const each = eachOf(argument, '$push');
  const position = argument.$position === undefined ? values.length : wholeNumber(argument.$position, '$position');
  values.splice(position, 0, ...each);
  const ordered = argument.$sort === undefined ? values : sorted(values, argument.$sort);
  return argument.$slice === undefined ? ordered : sliced(ordered, wholeNumber(argument.$slice, '$slice'));
};

/** `$addToSet`: the values that are not there yet; doubles already stored stay. */
const addToSet: ArrayOperator = (current, argument, path) => {
  const values = [...arrayOf(current, path)];
  const known = new Set(values.map((value) => identityOf(value)));
  const wanted = isOperators(argument) ? eachOf(argument, '$addToSet') : [argument];
  for (const value of wanted) {
    const key = identityOf(value);
    if (!known.has(key)) values.push(value);
    known.add(key);
  }
  return values;
};

function pullTest(given: BsonValue): (element: BsonValue) => boolean {
  const condition = promoted(given);
  if (condition instanceof RegExp) return matchesPattern(condition);
  return isDoc(condition) ? elementTest(condition) : equals(condition);
}

/** `$pull`: removes what equals the value, or meets the condition. */
const pull: ArrayOperator = (current, condition, path) => {
  if (current === undefined) return undefined;
  const matches = pullTest(condition);
  return arrayOf(current, path).filter((element) => !matches(element));
};

/** `$pullAll`: removes what equals any of the list. */
const pullAll: ArrayOperator = (current, list, path) => {
  if (!Array.isArray(list)) throw badValue(`$pullAll requires an array argument but was given a ${typeName(list)}`);
  if (current === undefined) return undefined;
  const unwanted = new Set(list.map((value) => identityOf(value)));
  return arrayOf(current, path).filter((element) => !unwanted.has(identityOf(element)));
};

/** `$pop`: the last element (1) or the first (-1). */
const pop: ArrayOperator = (current, given, path) => {
  const side = promoted(given);
  if (side !== 1 && side !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${JSON.stringify(side)}`);
  if (current === undefined) return undefined;
  const values = arrayOf(current, path);
  return side === 1 ? values.slice(0, -1) : values.slice(1);
};

export const arrayOperators: Record<string, ArrayOperator> = {
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
};
