import { Timestamp } from 'bson';
import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { badValue } from '../../errors';
import { compareValues } from '../../keys/compare';
import { bitwise, calculate } from './arithmetic';
import { type Location, pathParts, readAt, removeAt, writeAt } from './locations';

/** Changes one location of a document. */
type FieldOperator = (doc: Doc, location: Location, argument: BsonValue) => void;

const set: FieldOperator = (doc, location, value) => writeAt(doc, location, value);

const unset: FieldOperator = (doc, location) => removeAt(doc, location);

function arithmetic(operator: '$inc' | '$mul'): FieldOperator {
  return (doc, location, operand) => {
    writeAt(doc, location, calculate(operator, location.join('.'), readAt(doc, location), operand));
  };
}

/** `$min` keeps the lesser (`sign` 1), `$max` the greater (`sign` -1), by the order of all types. */
function extreme(sign: 1 | -1): FieldOperator {
  return (doc, location, candidate) => {
    const current = readAt(doc, location);
    if (current === undefined || compareValues(candidate, current) * sign < 0) writeAt(doc, location, candidate);
  };
}

const currentDate: FieldOperator = (doc, location, argument) => {
  const type = isDoc(argument) ? argument.$type : 'date';
  const now = new Date();
  if (type === 'timestamp') {
    writeAt(doc, location, new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }));
  } else if (type === 'date' && (isDoc(argument) || typeof argument === 'boolean')) {
    writeAt(doc, location, now);
  } else {
    throw badValue("The '$type' of $currentDate must be 'date' or 'timestamp', or its value a boolean");
  }
};

const rename: FieldOperator = (doc, location, target) => {
  if (typeof target !== 'string') throw badValue("The 'to' field for $rename must be a string");
  const to = pathParts(target);
  for (const path of [location, to]) {
    for (let depth = 1; depth < path.length; depth++) {
      if (Array.isArray(readAt(doc, path.slice(0, depth)))) {
        throw badValue(`The fields of $rename cannot be array elements: '${path.join('.')}'`);
      }
    }
  }
  const value = readAt(doc, location);
  if (value === undefined) return;
  removeAt(doc, location);
  writeAt(doc, to, value);
};

const bit: FieldOperator = (doc, location, argument) => {
  if (!isDoc(argument)) throw badValue('$bit takes an object');
  writeAt(doc, location, bitwise(location.join('.'), readAt(doc, location), argument));
};

export const fieldOperators: Record<string, FieldOperator> = {
  $set: set,
  $setOnInsert: set,
  $unset: unset,
  $inc: arithmetic('$inc'),
  $mul: arithmetic('$mul'),
  $min: extreme(1),
  $max: extreme(-1),
  $currentDate: currentDate,
  $rename: rename,
  $bit: bit,
};
