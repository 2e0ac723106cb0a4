import type { Photo } from '@jierong/shared/media';
import type { ReportRecord } from '../modules/reports/record';
import { halfDayOf } from './coarseTime';
import { keyOf } from './keys';
import type { CaseInput } from './port';
import { scrub } from './scrub';

/** Photos as they leave: what is said of them is free text too. Their files were made anew without metadata. */
export const photosToLeave = (photos: readonly Photo[], known: readonly string[]): Photo[] =>
  photos.map(({ key, width, height, view, alt }) => ({
    key,
    width,
    height,
    view,
    ...(alt ? { alt: scrub(alt, known) } : {}),
  }));

/**
 * What a destination gets of a report: nothing of its reporter, free text without names and numbers of persons, and the
 * half day in which it was reported. Pure.
 * @param known names by which the reporter is known, to be covered wherever they stand
 */
export function toCase(report: ReportRecord, known: readonly string[] = []): CaseInput {
  const { point, address, source, road, grid, gridId } = report.place;
  return {
    key: keyOf(report._id, report.position.round),
    reportId: report._id,
    round: report.position.round,
    title: scrub(report.title, known),
    words: scrub(report.words, known),
    group: report.group,
    category: report.category,
    limit: report.limit,
    place: {
      ...(point ? { point } : {}),
      address: scrub(address, known),
      source,
      ...(road ? { road } : {}),
      ...(grid ? { grid } : {}),
      ...(gridId ? { gridId } : {}),
    },
    photos: photosToLeave(report.photos, known),
    supports: report.supports,
    supervised: report.position.supervised,
    reportedAt: halfDayOf(report.createdAt),
    demonstration: report.demonstration,
  };
}
