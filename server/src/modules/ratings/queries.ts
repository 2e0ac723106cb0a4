import type { ReportRecord } from '../reports/record';
import { askingOf } from './asking';
import { RatingModel, type RatingRecord } from './model';

type Asked = Pick<ReportRecord, '_id' | 'timeline'>;

/** Which of these reports a person has rated as they stand now; ratings of an earlier repair do not count. */
export async function ratedAmong(personId: string, reports: readonly Asked[]): Promise<Set<string>> {
  const ratings = await RatingModel.find({ personId, reportId: { $in: reports.map((r) => r._id) } })
    .select('reportId asking')
    .lean<Pick<RatingRecord, 'reportId' | 'asking'>[]>();
  const given = new Set(ratings.map((rating) => `${rating.reportId}:${rating.asking}`));
  return new Set(reports.filter((r) => given.has(`${r._id}:${askingOf(r)}`)).map((r) => r._id));
}

/** Whether a person has rated a report as it stands now. */
export const ratedBy = async (personId: string, report: Asked): Promise<boolean> =>
  (await ratedAmong(personId, [report])).has(report._id);
