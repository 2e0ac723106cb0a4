import { type BsonValue, isDoc } from '../../bson/values';
import { CommandError } from '../../errors';

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
