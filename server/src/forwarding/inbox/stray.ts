import type { StrayAnswer } from '@jierong/shared/forwarding';
import { AppError } from '../../appError';
import { pageOf } from '../../http/cursor';
import { after } from '../../http/timeCursor';
import type { Destinations } from '../destinations';
import { InboxModel, type InboxRecord } from './model';

/** Answers that moved nothing and that nobody has looked at, the oldest first; one more than asked for when there are more. */
export const strayQuery = (cursor: string | undefined, limit: number) =>
  InboxModel.find({ stray: true, ...after(cursor, 'receivedAt', '$gt') })
    .sort({ receivedAt: 1, _id: 1 })
    .limit(limit + 1);

export const countStray = (): Promise<number> => InboxModel.countDocuments({ stray: true });

const present = ({ _id, destination, caseNumber, answer, receivedAt, result, reportId }: InboxRecord): StrayAnswer => ({
  id: _id,
  destination,
  caseNumber,
  action: answer.action,
  at: answer.at.toISOString(),
  receivedAt: receivedAt.toISOString(),
  why: result === 'held' ? 'held' : 'unknown',
  ...(answer.by ? { by: answer.by } : {}),
  ...(answer.note ? { note: answer.note } : {}),
  ...(reportId ? { reportId } : {}),
});

/** A page of them. @throws invalidInput on a foreign cursor */
export async function listStray(
  { title }: Pick<Destinations, 'title'>,
  cursor: string | undefined,
  limit: number,
): Promise<{ items: StrayAnswer[]; next?: string }> {
  const found = await strayQuery(cursor, limit).lean<InboxRecord[]>();
  const { rows, next } = pageOf(found, limit, (row) => [row.receivedAt.getTime(), row._id]);
  return {
    items: rows.map((row) => ({ ...present(row), destination: title(row.destination) })),
    ...(next ? { next } : {}),
  };
}

/** Notes that somebody has looked at it. @throws notFound */
export async function dismissStray(id: string): Promise<void> {
  const { matchedCount } = await InboxModel.updateOne({ _id: id, stray: true }, { $unset: { stray: 1 } });
  if (!matchedCount) throw new AppError('notFound');
}
