import { type BsonValue, isDoc } from '../../bson/values';
import { badValue, CommandError } from '../../errors';
import { decimalOf } from '../../keys/decimal';
import { fold, readNumber } from '../numbers';
import { typeName } from '../types';
import { type Expression, isMissing, operandsOf } from './operands';

function onlyNumbers(name: string, values: readonly BsonValue[]): void {
  const other = values.find((value) => !readNumber(value));
  if (other === undefined) return;
  throw new CommandError(14, 'TypeMismatch', `${name} only supports numeric types, not ${typeName(other)}`);
}

function milliseconds(values: readonly BsonValue[]): number {
  const sum = fold('add', values);
  return Math.round(Number(String(sum)));
}

/** Numbers, of which one may be a date. */
const add: Expression = (doc, operands, options) => {
  const values = operandsOf(doc, operands, options);
  if (values.some(isMissing)) return null;
  const [date, ...others] = values.filter((value) => value instanceof Date);
  if (others.length) throw new CommandError(16612, 'Location16612', 'only one date allowed in an $add expression');
  const numbers = values.filter((value) => value !== date);
  onlyNumbers('$add', numbers);
  return date ? new Date(date.getTime() + milliseconds(numbers)) : fold('add', numbers);
};

const subtract: Expression = (doc, operands, options) => {
  const values = operandsOf(doc, operands, options);
  if (values.length !== 2) throw badValue('$subtract takes exactly 2 arguments');
  const [a, b] = values;
  if (isMissing(a) || isMissing(b)) return null;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a - b)) return a - b;
  const minuend = a instanceof Date ? a.getTime() : a;
  onlyNumbers('$subtract', [minuend, b]);
  const decimal = [minuend, b].some((value) => readNumber(value)?.kind === 'decimal');
  const negated = fold('multiply', [b, decimal ? decimalOf(-1n) : -1]);
  const result = fold('add', [minuend, negated]);
  return a instanceof Date ? new Date(Number(String(result))) : result;
};

const multiply: Expression = (doc, operands, options) => {
  const values = operandsOf(doc, operands, options);
  if (values.some(isMissing)) return null;
  onlyNumbers('$multiply', values);
  return fold('multiply', values);
};

const mod: Expression = (doc, operands, options) => {
  const values = operandsOf(doc, operands, options);
  if (values.length !== 2) throw badValue('$mod takes exactly 2 arguments');
  const [a, b] = values;
  if (isMissing(a) || isMissing(b)) return null;
  if (typeof a !== 'number' || typeof b !== 'number') {
    onlyNumbers('$mod', [a, b]);
    throw badValue('$mod of Decimal128 or of integers beyond 2^53 is not supported by this database');
  }
  if (b === 0) throw new CommandError(16610, 'Location16610', "can't $mod by zero");
  return a % b;
};

/** MongoDB changes the case of ASCII letters only; what is no text is shown as one. */
function changedCase(change: (letters: string) => string): Expression {
  return (doc, operands, options) => {
    const [value] = operandsOf(doc, operands, options);
    if (isMissing(value)) return '';
    if (typeof value === 'object' && !(value instanceof Date) && !readNumber(value)) {
      throw new CommandError(
        16007,
        'Location16007',
        `can't convert from BSON type ${isDoc(value) ? 'object' : typeName(value)} to String`,
      );
    }
    const text = value instanceof Date ? value.toISOString() : String(value);
    return text.replace(/[a-z]+/gi, change);
  };
}

/** Position of a text in another, in bytes or in code points. */
function indexOf(name: string, positions: (text: string) => number): Expression {
  return (doc, operands, options) => {
    const values = operandsOf(doc, operands, options);
    const [text, wanted] = values;
    if (isMissing(text)) return null;
    if (typeof text !== 'string' || typeof wanted !== 'string') throw badValue(`${name} requires texts`);
    if (values.length > 2) throw badValue(`${name} with a range is not supported by this database`);
    const at = text.indexOf(wanted);
    return at < 0 ? -1 : positions(text.slice(0, at));
  };
}

export const arithmeticExpressions: Record<string, Expression> = {
  $add: add,
  $subtract: subtract,
  $multiply: multiply,
  $mod: mod,
  $toUpper: changedCase((letters) => letters.toUpperCase()),
  $toLower: changedCase((letters) => letters.toLowerCase()),
  $indexOfBytes: indexOf('$indexOfBytes', (text) => Buffer.byteLength(text)),
  $indexOfCP: indexOf('$indexOfCP', (text) => Array.from(text).length),
};
