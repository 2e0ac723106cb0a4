import type { DisputeItem, ReviewItem } from '@jierong/shared/review';
import type { Env } from '../../env';
import { addWorkingHours } from '../calendar/workingTime';
import type { DisputeRecord, ReportRecord } from '../reports/record';
import type { Waiting } from './queries';

/** A report or appeal as a moderator sees it: nothing of its reporter. Overdue is shown, nothing happens by itself. */
export function presentWaiting({ kind, since, report }: Waiting, conflict: boolean, env: Env): ReviewItem {
  const dueAt =
    kind === 'appeal' && report.appeal ? report.appeal.dueAt : addWorkingHours(since, env.REVIEW_WORKING_HOURS);
  const against = report.position.state === 'declined' ? report.decline : report.refusal;
  return {
    id: report._id,
    kind,
    title: report.title,
    words: report.words,
    group: report.group,
    place: report.place,
    photos: report.photos.map((photo) => ({ photo, ...verdictOn(report, photo.key) })),
    wordsVerdict: report.check.words,
    ...(report.check.wordsLabel ? { wordsLabel: report.check.wordsLabel } : {}),
    ...(kind === 'appeal' && against ? { refusedBecause: against.reason } : {}),
    ...(kind === 'appeal' && report.appeal ? { appealWords: report.appeal.reason } : {}),
    corrections: report.counts.corrections,
    since: since.toISOString(),
    dueAt: dueAt.toISOString(),
    version: report.version,
    conflict,
  };
}

function verdictOn(report: ReportRecord, key: string): Pick<ReviewItem['photos'][number], 'verdict' | 'label'> {
  const checked = report.check.photos.find((photo) => photo.key === key);
  return { verdict: checked?.verdict ?? 'waiting', ...(checked?.label ? { label: checked.label } : {}) };
}

/** An open dispute with what was before, what is claimed and what the disputer shows. */
export function presentDispute(report: ReportRecord, dispute: DisputeRecord, conflict: boolean): DisputeItem {
  const caseNumber = report.delivery.caseNumbers.at(-1);
  return {
    reportId: report._id,
    title: report.title,
    group: report.group,
    place: report.place,
    before: report.photos,
    after: report.afterPhotos,
    evidence: dispute.photos,
    reason: dispute.reason,
    by: dispute.as,
    ...(report.unit ? { unitName: report.unit.name } : {}),
    ...(caseNumber ? { caseNumber } : {}),
    at: dispute.at.toISOString(),
    decideBy: dispute.decideBy.toISOString(),
    version: report.version,
    conflict,
  };
}
