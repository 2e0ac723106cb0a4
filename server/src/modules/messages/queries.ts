import { pageOf } from '../../http/cursor';
import { after } from '../../http/timeCursor';
import { MessageModel, type MessageRecord } from './model';

/** A page of a person's messages, newest first. @throws invalidInput on a foreign cursor */
export async function messagePage(
  personId: string,
  cursor: string | undefined,
  limit: number,
): Promise<{ rows: MessageRecord[]; next?: string }> {
  const rows = await MessageModel.find({ personId, ...after(cursor, 'at', '$lt') })
    .sort({ at: -1, _id: -1 })
    .limit(limit + 1)
    .lean<MessageRecord[]>();
  return pageOf(rows, limit, (row) => [row.at.getTime(), row._id]);
}

/** How many messages a person has not read. */
export const countUnread = (personId: string): Promise<number> =>
  MessageModel.countDocuments({ personId, read: false });
