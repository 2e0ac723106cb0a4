import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { CommandError } from '../../errors';
import { compareValues } from '../../keys/compare';

function refused(code: number, message: string): CommandError {
  return new CommandError(code, `Location${code}`, message);
}

/** Refuses arguments of `$limit`, `$skip` and `$sort` that mean nothing. Codes 15958, 15956, 15976. */
export function checkStage(stage: BsonValue): void {
  if (!isDoc(stage)) return;
  const { $limit: limit, $skip: skip, $sort: sort } = stage;
  if (limit !== undefined && !(Number.isInteger(limit) && Number(limit) > 0)) {
    throw refused(15958, 'the limit must be a positive whole number');
  }
  if (skip !== undefined && !(Number.isInteger(skip) && Number(skip) >= 0)) {
    throw refused(15956, 'Argument to $skip must be a whole number, not negative');
  }
  if (isDoc(sort) && !Object.keys(sort).length) throw refused(15976, '$sort stage must have at least one sort key');
}

/** `$bucket` as MongoDB runs it: a `$switch` over the boundaries, grouped, in their order. */
function bucketStages(argument: BsonValue): Doc[] {
  const { groupBy, boundaries, default: other, output = { count: { $sum: 1 } } }: Doc = isDoc(argument) ? argument : {};
  if (groupBy === undefined || !Array.isArray(boundaries) || !isDoc(output)) {
    throw refused(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  }
  if (boundaries.length < 2) throw refused(40192, "The $bucket 'boundaries' field must have at least 2 values");
  const branches = boundaries.slice(0, -1).map((low: BsonValue, i): [string, BsonValue][] => {
    const high: BsonValue = boundaries[i + 1];
    if (compareValues(low, high) >= 0) throw refused(40194, "The $bucket 'boundaries' must be in ascending order");
    const within = { $and: [{ $gte: [groupBy, { $literal: low }] }, { $lt: [groupBy, { $literal: high }] }] };
    return [
      ['case', within],
      ['then', { $literal: low }],
    ];
  });
  const $switch: Doc = { branches: branches.map((branch) => Object.fromEntries(branch)) };
  if (isDoc(argument) && 'default' in argument) $switch.default = { $literal: other };
  return [{ $group: { _id: { $switch }, ...output } }, { $sort: { _id: 1 } }];
}

/** A stage as the stages it is short for. */
export function expandStage(stage: Doc): Doc[] {
  if ('$bucket' in stage) return bucketStages(stage.$bucket);
  if ('$sortByCount' in stage) {
    return [{ $group: { _id: stage.$sortByCount, count: { $sum: 1 } } }, { $sort: { count: -1 } }];
  }
  return [stage];
}
