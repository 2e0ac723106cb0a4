import { type BsonValue, isDoc } from '../bson/values';
import { badValue } from '../errors';
import type { SortSpec } from '../keys/tuples';

/** Reads a sort document. Code 2 for anything but fields with 1 or -1. */
export function sortSpec(sort: BsonValue): SortSpec {
  if (!isDoc(sort)) throw badValue('a sort must be an object');
  return Object.entries(sort).map(([path, direction]) => {
    const order = Number(direction);
    if (order !== 1 && order !== -1) throw badValue(`unsupported sort order for ${path}: ${JSON.stringify(direction)}`);
    return [path.split('.'), order] as const;
  });
}
