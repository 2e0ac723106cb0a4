import type { RatingInput } from '@jierong/shared/ratings';
import { AppError } from '../../../appError';
import { isDuplicateKey } from '../../../db/duplicateKey';
import { newId } from '../../../ids';
import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import { requireSight } from '../../reports/policy';
import { findReport } from '../../reports/queries';
import type { ReportRecord } from '../../reports/record';
import { supportedSince } from '../../reports/supports';
import { askedAtOf, askingOf } from '../asking';
import { RatingModel, type RatingRecord } from '../model';
import { asRater } from '../policy';
import { orderRedo } from './orderRedo';

/** An answer this low asks for 回访. */
const LOW_STARS = 2;

/**
 * Rates a repair, once a person. 不满意 by the reporter sends the work back by itself; low stars, and anybody else's
 * 不满意, ask for 回访.
 * @throws notFound, illegalTransition, conflictOfInterest, forbidden, alreadyRated
 */
export async function addRating(services: Services, person: Person, input: RatingInput): Promise<ReportRecord> {
  const report = requireSight(undefined, await findReport(input.reportId));
  const now = services.now();
  const as = asRater(person, report, await supportedSince(report._id, person.id), now, services.env);
  const { speed, quality, manner, satisfaction, words } = input;
  const redo = as === 'reporter' && satisfaction === 'unsatisfied';
  const rating = await insert({
    _id: newId(),
    reportId: report._id,
    asking: askingOf(report),
    askedAt: askedAtOf(report),
    personId: person.id,
    as,
    ...(report.unit && report.position.origin !== 'claim' ? { unitId: report.unit.id } : {}),
    speed,
    quality,
    manner,
    satisfaction,
    words,
    wordsShown: words !== '' && (await passes(services, person, words)),
    ...(redo ? { redo: 'due' as const } : {}),
    callBack: !redo && (satisfaction === 'unsatisfied' || Math.min(speed, quality, manner) <= LOW_STARS),
    at: now,
  });
  if (rating.redo !== 'due') return report;
  return orderRedo(services, rating);
}

async function passes(services: Services, person: Person, words: string): Promise<boolean> {
  return (await services.contentCheck.checkWords(words, { personId: person.id })).verdict === 'pass';
}

/** Inserts; a repeat finds the rating whose 不满意 did not reach the report yet. @throws alreadyRated */
async function insert(rating: RatingRecord): Promise<RatingRecord> {
  try {
    await RatingModel.create(rating);
    return rating;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const { reportId, personId, asking } = rating;
    const first = await RatingModel.findOne({ reportId, personId, asking }).lean<RatingRecord>();
    if (first?.redo !== 'due') throw new AppError('alreadyRated');
    return first;
  }
}
