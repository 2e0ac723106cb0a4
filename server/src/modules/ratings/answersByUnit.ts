import { AskingModel, type AskingRecord } from './asking';
import { RatingModel, type RatingRecord } from './model';

/** How people answered: those who were asked, those who did, and those of them who were 满意 or 基本满意. */
export interface Answers {
  asked: number;
  answered: number;
  satisfied: number;
}

/** Answers about repairs since an instant: in all, and by unit (repairs by claimers belong to none). */
export async function answersSince(since: Date): Promise<{ all: Answers; byUnit: Map<string, Answers> }> {
  const all: Answers = { asked: 0, answered: 0, satisfied: 0 };
  const byUnit = new Map<string, Answers>();
  const add = (unitId: string | undefined, more: Answers) => {
    const unit = unitId === undefined ? undefined : (byUnit.get(unitId) ?? { asked: 0, answered: 0, satisfied: 0 });
    if (unit && unitId !== undefined) byUnit.set(unitId, unit);
    for (const sum of unit ? [all, unit] : [all])
      for (const key of ['asked', 'answered', 'satisfied'] as const) sum[key] += more[key];
  };
  const askings = AskingModel.find({ at: { $gte: since } })
    .select('unitId asked')
    .lean<AskingRecord[]>()
    .cursor();
  for await (const { unitId, asked } of askings) add(unitId, { asked, answered: 0, satisfied: 0 });
  const ratings = RatingModel.find({ askedAt: { $gte: since } })
    .select('unitId satisfaction')
    .lean<RatingRecord[]>()
    .cursor();
  for await (const { unitId, satisfaction } of ratings)
    add(unitId, { asked: 0, answered: 1, satisfied: satisfaction === 'unsatisfied' ? 0 : 1 });
  return { all, byUnit };
}
