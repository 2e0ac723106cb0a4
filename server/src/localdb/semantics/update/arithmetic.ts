import { Long } from 'bson';
import type { BsonValue } from '../../bson/values';
import { badValue, CommandError } from '../../errors';
import { isDecimal } from '../leafTests';
import { isLong, typeName } from '../types';

type Numeric = number | Long;

function numeric(value: BsonValue, complaint: string): Numeric {
  if (typeof value === 'number' || isLong(value)) return value;
  if (isDecimal(value)) throw badValue('Decimal128 arithmetic is not supported by this database');
  throw new CommandError(14, 'TypeMismatch', complaint);
}

function isWhole(value: Numeric): boolean {
  return typeof value !== 'number' || Number.isSafeInteger(value);
}

function toBigInt(value: Numeric): bigint {
  return typeof value === 'number' ? BigInt(value) : value.toBigInt();
}

function fromBigInt(value: bigint): Numeric {
  if (BigInt.asIntN(64, value) !== value) throw badValue('the result does not fit into a 64-bit integer');
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : Long.fromBigInt(value);
}

/**
 * The result of `$inc` (`add`) or `$mul` on a field's value, exact for whole numbers of 64 bits; a missing field counts
 * as 0. Code 14 when one of the two is not a number.
 */
export function calculate(operator: '$inc' | '$mul', path: string, current: BsonValue, operand: BsonValue): Numeric {
  const verb = operator === '$inc' ? 'increment' : 'multiply';
  const b = numeric(operand, `Cannot ${verb} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`);
  const a = numeric(
    current === undefined ? 0 : current,
    `Cannot apply ${operator} to a value of non-numeric type. The field '${path}' is of type ${typeName(current)}`,
  );
  if (isWhole(a) && isWhole(b)) {
    const [x, y] = [toBigInt(a), toBigInt(b)];
    return fromBigInt(operator === '$inc' ? x + y : x * y);
  }
  const [x, y] = [Number(a), Number(b)];
  return operator === '$inc' ? x + y : x * y;
}

/** The result of `$bit`: `{ and | or | xor: integer }`. */
export function bitwise(path: string, current: BsonValue, argument: Record<string, BsonValue>): number {
  const [[name, operand] = ['', undefined], ...others] = Object.entries(argument);
  const value = current === undefined ? 0 : current;
  if (others.length || !Number.isInteger(operand))
    throw badValue(`The $bit modifier of '${path}' takes one integer operation`);
  if (!Number.isInteger(value) || Math.abs(value as number) >= 2 ** 31) {
    throw badValue(`Cannot apply $bit to '${path}': not an integer of 32 bits`);
  }
  const [a, b] = [value as number, operand as number];
  switch (name) {
    case 'and':
      return a & b;
    case 'or':
      return a | b;
    case 'xor':
      return a ^ b;
    default:
      throw badValue(`The $bit modifier only supports 'and', 'or' and 'xor', not '${name}'`);
  }
}
