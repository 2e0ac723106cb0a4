import { AppError } from '../appError';

type Key = readonly (string | number)[];

/** Packs the sort key of the last row of a page. */
export const encodeCursor = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Unpacks a cursor of `length` parts. @throws invalidInput when it is not one of ours */
export function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === length && key.every((k) => typeof k === 'string' || typeof k === 'number'))
      return key;
  } catch {
    // falls through to the one answer for all bad cursors
  }
  throw new AppError('invalidInput', { issues: [{ path: 'cursor', problem: 'invalid' }] });
}

/** Cuts a list fetched with one row too many into a page and its cursor. */
export function pageOf<T>(rows: T[], limit: number, keyOf: (row: T) => Key): { rows: T[]; next?: string } {
  if (rows.length <= limit) return { rows };
  const page = rows.slice(0, limit);
  return { rows: page, next: encodeCursor(keyOf(page[page.length - 1]!)) };
}
