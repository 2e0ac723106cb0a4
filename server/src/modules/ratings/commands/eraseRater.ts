import { RatingModel } from '../model';

/** Keeps a person's ratings of a report under an id that leads to nobody. */
export async function eraseRater(reportId: string, personId: string, nobody: string): Promise<void> {
  await RatingModel.updateMany({ reportId, personId }, { $set: { personId: nobody } });
}
