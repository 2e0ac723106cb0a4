import { evalExpr } from 'mingo/core';
import { type BsonValue, isDoc } from '../../bson/values';
import { CommandError } from '../../errors';
import { type Expression, isMissing, isTrue, onlyOperand } from './operands';

// Conditions know the zeros of int64 and Decimal128 as false, which mingo does not.

const cond: Expression = (doc, operands, options) => {
  const [test, yes, no] = Array.isArray(operands)
    ? operands
    : isDoc(operands)
      ? [operands.if, operands.then, operands.else]
      : [];
  if (Array.isArray(operands) && operands.length !== 3) {
    throw new CommandError(16020, 'Location16020', 'Expression $cond takes exactly 3 arguments.');
  }
  return evalExpr(doc, isTrue(evalExpr(doc, test, options)) ? yes : no, options);
};

const switchCase: Expression = (doc, operands, options) => {
  const { branches, default: otherwise } = isDoc(operands) ? operands : {};
  if (!Array.isArray(branches) || !branches.length) {
    throw new CommandError(40068, 'Location40068', '$switch requires at least one branch.');
  }
  for (const branch of branches) {
    if (!isDoc(branch)) throw new CommandError(40062, 'Location40062', '$switch expected each branch to be an object');
    if (isTrue(evalExpr(doc, branch.case, options))) return evalExpr(doc, branch.then, options);
  }
  if (isDoc(operands) && 'default' in operands) return evalExpr(doc, otherwise, options);
  throw new CommandError(
    40066,
    'Location40066',
    '$switch could not find a matching branch, and no default was specified.',
  );
};

function list(operands: BsonValue): BsonValue[] {
  return Array.isArray(operands) ? operands : [operands];
}

export const logicExpressions: Record<string, Expression> = {
  $cond: cond,
  $switch: switchCase,
  $and: (doc, operands, options) => list(operands).every((operand) => isTrue(evalExpr(doc, operand, options))),
  $or: (doc, operands, options) => list(operands).some((operand) => isTrue(evalExpr(doc, operand, options))),
  $not: (doc, operands, options) => !isTrue(onlyOperand('$not', doc, operands, options)),
  $toBool: (doc, operands, options) => {
    const value = onlyOperand('$toBool', doc, operands, options);
    return isMissing(value) ? null : isTrue(value);
  },
};
