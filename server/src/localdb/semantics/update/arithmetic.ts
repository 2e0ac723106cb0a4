import type { BsonValue } from '../../bson/values';
import { badValue, CommandError } from '../../errors';
import { combine, readNumber, writeNumber } from '../numbers';
import { typeName } from '../types';

function typeMismatch(message: string): CommandError {
  return new CommandError(14, 'TypeMismatch', message);
}

/**
 * The result of `$inc` or `$mul` on a field's value: of the widest of both types, whole numbers and decimals exactly; a
 * missing field counts as 0. Code 14 when one of the two is not a number, 2 when the result leaves the 64 bits.
 */
export function calculate(operator: '$inc' | '$mul', path: string, current: BsonValue, operand: BsonValue): BsonValue {
  const verb = operator === '$inc' ? 'increment' : 'multiply';
  const b = readNumber(operand);
  if (!b) throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`);
  if (current === undefined && operator === '$inc') return operand;
  const a = readNumber(current === undefined ? 0 : current);
  if (!a) {
    const type = typeName(current);
    throw typeMismatch(
      `Cannot apply ${operator} to a value of non-numeric type. The field '${path}' is of type ${type}`,
    );
  }
  const result = combine(operator === '$inc' ? 'add' : 'multiply', a, b);
  if (result) return writeNumber(result);
  throw badValue(`Failed to apply ${operator} operations to current value (${a.value}) of the field '${path}'`);
}

/** The result of `$bit`: `{ and | or | xor: integer }`, of the wider of both types. Code 2 for anything but integers. */
export function bitwise(path: string, current: BsonValue, argument: Record<string, BsonValue>): BsonValue {
  const [[name, operand] = ['', undefined], ...others] = Object.entries(argument);
  const b = readNumber(operand);
  if (others.length || !b || (b.kind !== 'int' && b.kind !== 'long')) {
    throw badValue(`The $bit modifier of '${path}' takes one integer operation`);
  }
  const a = readNumber(current === undefined ? 0 : current);
  if (!a || (a.kind !== 'int' && a.kind !== 'long')) {
    throw badValue(`Cannot apply $bit to '${path}': its type is ${typeName(current)}, not an integer`);
  }
  const kind = a.kind === 'long' || b.kind === 'long' ? 'long' : 'int';
  switch (name) {
    case 'and':
      return writeNumber({ kind, value: a.value & b.value });
    case 'or':
      return writeNumber({ kind, value: a.value | b.value });
    case 'xor':
      return writeNumber({ kind, value: a.value ^ b.value });
    default:
      throw badValue(`The $bit modifier only supports 'and', 'or' and 'xor', not '${name}'`);
  }
}
