import { evalExpr } from 'mingo/core';
import { percentileNumber, percentilesOf, readPercentiles } from '../percentiles';
import type { Expression } from './operands';

/** Over the numbers of an array, or over a single one. */
function percentile(name: '$median' | '$percentile'): Expression {
  return (doc, operands, options) => {
    const read = readPercentiles(name, operands, (p) => evalExpr(doc, p, options));
    const input = evalExpr(doc, read.input, options);
    const values = (Array.isArray(input) ? input : [input]).flatMap((value) => percentileNumber(value) ?? []);
    return percentilesOf(values, read);
  };
}

export const percentileExpressions: Record<string, Expression> = {
  $median: percentile('$median'),
  $percentile: percentile('$percentile'),
};
