import { limits } from '@jierong/shared/limits';
import type { UnitResult } from '@jierong/shared/ratings';
import { AppError } from '../../appError';
import { ReportModel } from '../reports/model';
import type { ReportRecord } from '../reports/record';
import { findUnit } from '../units/queries';
import { AskingModel, type AskingRecord } from './asking';
import { RatingModel, type RatingRecord } from './model';
import { handledInTime, reworkedSince } from './rework';

const DAY = 86_400_000;
const WORDS = 20;
const inHand = { $in: ['dispatched', 'handling', 'reopened'] as const };

type Work = Pick<ReportRecord, 'position' | 'dueAt' | 'resolvedAt' | 'timeline'>;
type Answer = Pick<RatingRecord, 'speed' | 'quality' | 'manner' | 'satisfaction' | 'words' | 'wordsShown' | 'at'>;
const workFields = 'position.state dueAt resolvedAt timeline.action timeline.at';

/**
 * A unit's public result: its work of the last days, and what the people who were asked about it answered. Words are shown
 * without a name, the newest twenty.
 * @throws notFound
 */
export async function unitResult(unitId: string, days: number, now: Date): Promise<UnitResult> {
  const unit = await findUnit(unitId);
  if (!unit) throw new AppError('notFound');
  const since = new Date(now.getTime() - days * DAY);
  const [finished, open, askings, answers] = await Promise.all([
    ReportModel.find({ 'unit.id': unitId, resolvedAt: { $gte: since } })
      .select(workFields)
      .lean<Work[]>(),
    ReportModel.find({ 'position.state': inHand, 'unit.id': unitId }).select(workFields).lean<Work[]>(),
    AskingModel.find({ unitId, at: { $gte: since } })
      .select('asked')
      .lean<Pick<AskingRecord, 'asked'>[]>(),
    RatingModel.find({ unitId, askedAt: { $gte: since } })
      .select('speed quality manner satisfaction words wordsShown at')
      .lean<Answer[]>(),
  ]);
  return {
    unit: { id: unit._id, name: unit.name, demonstration: unit.demonstration },
    days,
    handled: finished.length,
    onTime: finished.filter(handledInTime).length,
    reworked: [...finished, ...open].filter((work) => reworkedSince(work.timeline, since)).length,
    open: open.length,
    overdue: open.filter(({ dueAt }) => dueAt !== undefined && dueAt < now).length,
    asked: askings.reduce((sum, { asked }) => sum + asked, 0),
    ...answersOf(answers),
  };
}

function answersOf(answers: readonly Answer[]) {
  const count = (satisfaction: RatingRecord['satisfaction']) =>
    answers.filter((answer) => answer.satisfaction === satisfaction).length;
  const mean = (of: (answer: Answer) => number) =>
    Math.round((answers.reduce((sum, answer) => sum + of(answer), 0) / answers.length) * 10) / 10;
  const words = answers
    .filter((answer) => answer.wordsShown && answer.words !== '')
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, WORDS)
    .map((answer) => ({ at: answer.at.toISOString(), words: answer.words, satisfaction: answer.satisfaction }));
  return {
    answered: answers.length,
    fewAnswers: answers.length < limits.fewAnswers,
    ...(answers.length
      ? { speed: mean((a) => a.speed), quality: mean((a) => a.quality), manner: mean((a) => a.manner) }
      : {}),
    satisfied: count('satisfied'),
    mostlySatisfied: count('mostlySatisfied'),
    unsatisfied: count('unsatisfied'),
    words,
  };
}
