import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { CommandError } from '../../errors';
import { readNumber } from '../numbers';

/** An operator of aggregation expressions, as mingo calls it. */
export type Expression = (doc: BsonValue, operands: BsonValue, options: Options) => BsonValue;

export function isMissing(value: BsonValue): value is null | undefined {
  return value === null || value === undefined;
}

/** Evaluated operands as a list; a single one need not stand in an array. */
export function operandsOf(doc: BsonValue, operands: BsonValue, options: Options): BsonValue[] {
  return (Array.isArray(operands) ? operands : [operands]).map((operand) => evalExpr(doc, operand, options));
}

/** The one operand of an operator. Code 16020 when there are several. */
export function onlyOperand(name: string, doc: BsonValue, operands: BsonValue, options: Options): BsonValue {
  const values = operandsOf(doc, operands, options);
  if (values.length !== 1) {
    const message = `Expression ${name} takes exactly 1 arguments. ${values.length} were passed in.`;
    throw new CommandError(16020, 'Location16020', message);
  }
  return values[0];
}

/** Evaluated named arguments. Code 40525 when they are not an object. */
export function namedOperands(name: string, doc: BsonValue, operands: BsonValue, options: Options): Doc {
  if (!isDoc(operands))
    throw new CommandError(40525, 'Location40525', `${name} only supports an object as its argument`);
  return Object.fromEntries(Object.entries(operands).map(([key, value]) => [key, evalExpr(doc, value, options)]));
}

/** What counts as true: everything but false, null, missing and zero of any kind. */
export function isTrue(value: BsonValue): boolean {
  if (typeof value === 'object' && value !== null) {
    const number = readNumber(value);
    return !number || Number(String(number.value)) !== 0;
  }
  return value !== false && value !== 0 && !isMissing(value);
}
