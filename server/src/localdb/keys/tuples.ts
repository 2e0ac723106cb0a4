import { type BsonValue, type Doc, isDoc, isPosition, own } from '../bson/values';
import { CommandError } from '../errors';
import { encodeWhole } from './components';
import { EMPTY_ARRAY } from './valueEncoding';

/** One component of an index while its path is being followed into a document. */
interface Cursor {
  value: BsonValue;
  /** How many parts of the path have been followed. */
  depth: number;
  /** The value is final: an array element, never entered again. */
  done: boolean;
}

/** Follows one path until it ends, leaves the document, or meets an array to be multiplied out. */
function follow(cursor: Cursor, path: readonly string[]): Cursor {
  let { value, depth } = cursor;
  while (depth < path.length) {
    const part = path[depth]!;
    if (isDoc(value)) value = own(value, part);
    else if (Array.isArray(value) && isPosition(part)) value = value[Number(part)];
    else break;
    depth++;
  }
  if (depth < path.length && !Array.isArray(value)) return { value: undefined, depth: path.length, done: false };
  return { value, depth, done: false };
}

/**
 * All key tuples of a document for the given paths: one, or one per array element. `multikey[i]` is set for each path
 * that crossed an array. Missing values are undefined. Code 171 when two paths cross different arrays.
 */
export function tuplesOf(doc: Doc, paths: readonly (readonly string[])[], multikey: boolean[]): BsonValue[][] {
  const tuples: BsonValue[][] = [];

  function expand(before: readonly Cursor[]): void {
    const cursors = before.map((cursor, i) => (cursor.done ? cursor : follow(cursor, paths[i]!)));
    let array: BsonValue[] | undefined;
    for (const { value, done } of cursors) {
      if (done || !Array.isArray(value)) continue;
      if (array && array !== value) {
        throw new CommandError(171, 'CannotIndexParallelArrays', 'cannot index parallel arrays');
      }
      array = value;
    }
    if (!array) {
      tuples.push(cursors.map((cursor) => cursor.value));
      return;
    }
    const crossed = array;
    for (const element of crossed.length ? crossed : [undefined]) {
      expand(
        cursors.map((cursor, i) => {
          if (cursor.done || cursor.value !== crossed) return cursor;
          multikey[i] = true;
          if (cursor.depth === paths[i]!.length) {
            return { ...cursor, value: crossed.length ? element : EMPTY_ARRAY, done: true };
          }
          return { ...cursor, value: Array.isArray(element) ? undefined : element }; // arrays in arrays are not entered
        }),
      );
    }
  }

  expand(paths.map(() => ({ value: doc, depth: 0, done: false })));
  return tuples;
}

/** All values of one path, array elements one by one; missing is undefined, an empty array is EMPTY_ARRAY. */
export function valuesAt(doc: Doc, path: readonly string[]): BsonValue[] {
  return tuplesOf(doc, [path], [false]).map(([value]) => value);
}

/** Path and direction of each sort field. */
export type SortSpec = readonly (readonly [path: readonly string[], direction: 1 | -1])[];

/** Bytes that order documents by a sort: of an array counts the least element ascending, the greatest descending. */
export function sortKey(doc: Doc, sort: SortSpec): Buffer {
  return Buffer.concat(
    sort.map(([path, direction]) => {
      const [first, ...others] = valuesAt(doc, path).map(encodeWhole);
      let best = first ?? encodeWhole(null);
      for (const other of others) if (Buffer.compare(other, best) * direction < 0) best = other;
      return direction < 0 ? best.map((byte) => byte ^ 0xff) : best;
    }),
  );
}
