import type { ReportRecord } from '../modules/reports/record';
import { keyOf } from './keys';
import type { CaseInput } from './port';
import { scrub } from './scrub';

/** What a destination gets of a report: nothing of its reporter, and free text without numbers of persons. Pure. */
export function toCase(report: ReportRecord): CaseInput {
  const { point, address, source, road, grid, gridId } = report.place;
  return {
    key: keyOf(report._id, report.position.round),
    reportId: report._id,
    round: report.position.round,
    title: scrub(report.title),
    words: scrub(report.words),
    group: report.group,
    category: report.category,
    limit: report.limit,
    place: {
      ...(point ? { point } : {}),
      address: scrub(address),
      source,
      ...(road ? { road } : {}),
      ...(grid ? { grid } : {}),
      ...(gridId ? { gridId } : {}),
    },
    photos: report.photos,
    supports: report.supports,
    supervised: report.position.supervised,
    reportedAt: report.createdAt,
    demonstration: report.demonstration,
  };
}
