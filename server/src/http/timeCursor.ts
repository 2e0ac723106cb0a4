import { AppError } from '../appError';
import { decodeCursor } from './cursor';

type Operator = '$gt' | '$lt';

/**
 * The filter for what follows a cursor in a list ordered by an instant and then by id: rows of one instant are neither
 * lost nor repeated at the edge of a page. The key of such a row is `[time in milliseconds, id]`.
 * @param field the stored instant the list is ordered by
 * @param operator `$gt` for oldest first, `$lt` for newest first
 * @throws invalidInput when the cursor is not one of ours
 */
export function after(cursor: string | undefined, field: string, operator: Operator): Record<string, unknown> {
  if (!cursor) return {};
  const [time, id] = decodeCursor(cursor, 2);
  const at = new Date(typeof time === 'number' ? time : Number.NaN);
  if (Number.isNaN(at.getTime()) || typeof id !== 'string')
    throw new AppError('invalidInput', { issues: [{ path: 'cursor', problem: 'invalid' }] });
  return {
    [field]: { [`${operator}e`]: at },
    $or: [{ [field]: { [operator]: at } }, { [field]: at, _id: { [operator]: id } }],
  };
}
