import { MessageModel } from '../model';

/** Marks a person's messages as read: the named ones, or all. Ids of others' messages change nothing. */
export async function readMessages(personId: string, ids?: readonly string[]): Promise<void> {
  await MessageModel.updateMany(
    { personId, read: false, ...(ids ? { _id: { $in: ids } } : {}) },
    { $set: { read: true } },
  );
}
