import type { ReportCard, ReportInfo } from '@jierong/shared/reports';
import type { Services } from '../../services';
import { PersonModel, type PersonRecord } from '../people/model';
import type { Person } from '../people/person';
import { ratedBy } from '../ratings/queries';
import { canBeAsked } from './policy';
import { presentCard, presentInfo } from './presenter';
import type { ReportRecord } from './record';
import { countSupports, supportedAmong, supportedSince } from './supports';

/** A report as one reader sees it: gathers what the presenter needs beside the record. */
export async function viewReport(
  services: Services,
  person: Person | undefined,
  report: ReportRecord,
): Promise<ReportInfo> {
  const [since, rated, supporters, reporterName] = await Promise.all([
    person ? supportedSince(report._id, person.id) : undefined,
    person ? ratedBy(person.id, report) : false,
    countSupports(report._id, report.resolvedAt),
    nicknameOf(report),
  ]);
  const reader = { person, supported: since !== undefined, supportSince: since, ratedByMe: rated };
  const asked = supporters + (canBeAsked(report) ? 1 : 0);
  return presentInfo(report, reader, services, services.now(), { reporterName, asked });
}

async function nicknameOf(report: ReportRecord): Promise<string | undefined> {
  if (report.sourceName) return report.sourceName;
  if (report.anonymous || !report.reporterId) return undefined;
  const record = await PersonModel.findById(report.reporterId)
    .select('nickname')
    .lean<Pick<PersonRecord, 'nickname'>>();
  return record?.nickname;
}

/** Cards of a list as one reader sees them. */
export async function viewCards(
  person: Person | undefined,
  rows: readonly ReportRecord[],
  now: Date,
  from?: { longitude: number; latitude: number },
): Promise<ReportCard[]> {
  const supported = person
    ? await supportedAmong(
        person.id,
        rows.map((r) => r._id),
      )
    : new Set<string>();
  return rows.map((r) => presentCard(r, { person, supported: supported.has(r._id) }, now, from));
}
