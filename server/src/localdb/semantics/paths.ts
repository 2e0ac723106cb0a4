import { type BsonValue, isDoc, isPosition, own } from '../bson/values';

type Visit = (value: BsonValue) => boolean;

function visitPath(value: BsonValue, path: readonly string[], depth: number, visit: Visit): boolean {
  const part = path[depth];
  if (part === undefined) return visit(value);
  if (isDoc(value)) return visitPath(own(value, part), path, depth + 1, visit);
  if (!Array.isArray(value)) return visit(undefined);
  if (isPosition(part)) {
    const position = Number(part);
    return position < value.length && visitPath(value[position], path, depth + 1, visit);
  }
  return value.some((element) => isDoc(element) && visitPath(element, path, depth, visit));
}

/** How a condition reaches the values it is about. Both stop, returning true, when `visit` does. */
export interface Reach {
  /** The values at the path, arrays as they are. Missing is undefined. */
  values(root: BsonValue, visit: Visit): boolean;
  /** The same, and of an array each element before the array itself: what most operators compare with. */
  leaves(root: BsonValue, visit: Visit): boolean;
}

/** Follows a dotted path, through every document of the arrays on its way. */
export function reachPath(path: string): Reach {
  const parts = path.split('.');
  function values(root: BsonValue, visit: Visit): boolean {
    return visitPath(root, parts, 0, visit);
  }
  return {
    values,
    leaves: (root, visit) =>
      values(root, (value) => (Array.isArray(value) && value.some((element) => visit(element))) || visit(value)),
  };
}

/** Nothing but the value given: for the conditions inside `$elemMatch` and `$pull`. */
export const reachSelf: Reach = {
  values: (root, visit) => visit(root),
  leaves: (root, visit) => visit(root),
};
