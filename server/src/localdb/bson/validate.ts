import { isUtf8 } from 'node:buffer';
import { CommandError } from '../errors';

/** The largest document that may travel: MongoDB's 16 MB, and room for a command around one. */
const LARGEST = 16 * 1024 * 1024 + 16 * 1024;
const DEEPEST = 200;

function invalid(what: string): CommandError {
  return new CommandError(22, 'InvalidBSON', `invalid BSON: ${what}`);
}

/** The position after a C string. */
function afterName(bytes: Buffer, from: number, end: number): number {
  let at = from;
  let beyondAscii = 0;
  while (at < end && bytes[at] !== 0) beyondAscii |= bytes[at++]!;
  if (at >= end) throw invalid('a name does not end');
  if (beyondAscii > 0x7f && !isUtf8(bytes.subarray(from, at))) throw invalid('a name is not UTF-8');
  return at + 1;
}

/** The position after a length and a string that ends with 0. */
function afterString(bytes: Buffer, at: number, end: number): number {
  const size = at + 4 <= end ? bytes.readInt32LE(at) : 0;
  const after = at + 4 + size;
  if (size < 1 || after > end || bytes[after - 1] !== 0) throw invalid('a string of a wrong length');
  if (!isUtf8(bytes.subarray(at + 4, after - 1))) throw invalid('a string is not UTF-8');
  return after;
}

function afterBinary(bytes: Buffer, at: number, end: number): number {
  const size = at + 5 <= end ? bytes.readInt32LE(at) : -1;
  const OLD = 2; // holds its length a second time
  const wrong = size < 0 || (bytes[at + 4] === OLD && (size < 4 || bytes.readInt32LE(at + 5) !== size - 4));
  if (wrong) throw invalid('a binary of a wrong length');
  return at + 5 + size;
}

/** Sizes of values that always have the same. */
const FIXED: Record<number, number> = {
  1: 8,
  6: 0,
  7: 12,
  8: 1,
  9: 8,
  10: 0,
  16: 4,
  17: 8,
  18: 8,
  19: 16,
  127: 0,
  255: 0,
};

/** The position after a value that holds no document. */
function afterValue(bytes: Buffer, type: number, at: number, end: number): number {
  const fixed = FIXED[type];
  if (fixed !== undefined) return at + fixed;
  switch (type) {
    case 0x02: // string
    case 0x0d: // code
    case 0x0e: // symbol
      return afterString(bytes, at, end);
    case 0x05:
      return afterBinary(bytes, at, end);
    case 0x0b: // regular expression
      return afterName(bytes, afterName(bytes, at, end), end);
    case 0x0c: // DBPointer
      return afterString(bytes, at, end) + 12;
    default:
      throw invalid(`type ${type}`);
  }
}

/** Where a document that begins at `at` ends: before its closing 0, which has to be there. */
function documentEnd(bytes: Buffer, at: number, limit: number): number {
  const size = at + 4 <= limit ? bytes.readInt32LE(at) : 0;
  const end = at + size;
  if (size < 5 || end > limit || bytes[end - 1] !== 0) throw invalid('a document of a wrong length');
  return end - 1;
}

/**
 * Walks through the bytes of a document, which fill `bytes`, without decoding it and without recursion: what passes can
 * be stored as it came. Code 22 when they are not BSON, 10334 when they are too many, 15 when it is nested too deep.
 */
export function validateDocument(bytes: Buffer): void {
  if (bytes.length > LARGEST) {
    const message = `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${LARGEST}(16MB)`;
    throw new CommandError(10334, 'BSONObjectTooLarge', message);
  }
  const ends = [documentEnd(bytes, 0, bytes.length)];
  if (ends[0] !== bytes.length - 1) throw invalid('a document of a wrong length');
  let at = 4;
  for (let end = ends[0]!; ; ) {
    if (at === end) {
      at++;
      ends.pop();
      if (ends.length === 0) return;
      end = ends.at(-1)!;
      continue;
    }
    const type = bytes[at]!;
    at = afterName(bytes, at + 1, end);
    if (type === 0x03 || type === 0x04 || type === 0x0f) {
      // Code with scope: its whole length, the code, the scope.
      const begins = type === 0x0f ? afterString(bytes, at + 4, end) : at;
      const inner = documentEnd(bytes, begins, end);
      if (type === 0x0f && bytes.readInt32LE(at) !== inner + 1 - at) throw invalid('code of a wrong length');
      if (ends.push(inner) > DEEPEST) {
        throw new CommandError(15, 'Overflow', `Document exceeded maximum nested object depth: ${DEEPEST}`);
      }
      end = inner;
      at = begins + 4;
    } else {
      at = afterValue(bytes, type, at, end);
      if (at > end) throw invalid('a value runs over the end');
    }
  }
}
