import { PersonModel } from '../modules/people/model';
import type { ReportRecord } from '../modules/reports/record';

/** Names by which the reporter of a report is known here, for `toCase` and `toUpdate` to cover. Erased: none. */
export async function knownNames({ reporterId }: Pick<ReportRecord, 'reporterId'>): Promise<string[]> {
  if (!reporterId) return [];
  const person = await PersonModel.findById(reporterId).select('nickname').lean<{ nickname: string }>();
  return person ? [person.nickname] : [];
}
