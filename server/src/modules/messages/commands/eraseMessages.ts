import { MessageModel } from '../model';

/** Removes what ties a person to a report in their inbox, when they have their name erased from it. */
export async function eraseMessages(personId: string, reportId: string): Promise<void> {
  await MessageModel.deleteMany({ personId, reportId });
}
