import type { Actor } from '@jierong/shared/roles';
import { AppError } from '../../appError';
import type { Person } from '../people/person';
import type { ReportRecord } from './record';

/** Who claimed or handled it, people of the unit or of the shop concerned: they never confirm, dispute, rate or decide. */
export function conflicted(person: Person, report: ReportRecord): boolean {
  return (
    report.handledBy.personIds.includes(person.id) ||
    (person.unit !== undefined && report.handledBy.unitIds.includes(person.unit.id)) ||
    report.claim?.personId === person.id ||
    (person.shop !== undefined && report.shopId === person.shop.id)
  );
}

/** @throws conflictOfInterest */
export function refuseConflict(person: Person, report: ReportRecord): void {
  if (conflicted(person, report)) throw new AppError('conflictOfInterest');
}

/** Published ones are for everyone; others only for their reporter. Staff see them on their own pages. */
export const maySee = (person: Person | undefined, report: ReportRecord): boolean =>
  report.published || (person !== undefined && report.reporterId === person.id);

/** @throws notFound, so that nobody learns of what they may not see */
export function requireSight(person: Person | undefined, report: ReportRecord | null): ReportRecord {
  if (!report || !maySee(person, report)) throw new AppError('notFound');
  return report;
}

/** Whether a support of this date counts as one from before the repair: only those are asked. */
export const supportedInTime = (report: ReportRecord, since: Date | undefined): boolean =>
  since !== undefined && (report.resolvedAt === undefined || since < report.resolvedAt);

/** As whom a person may act on a report, apart from the desk's duties. */
export function actorsOf(person: Person | undefined, report: ReportRecord, supportSince: Date | undefined): Actor[] {
  if (!person) return [];
  const actors: Actor[] = [];
  if (report.reporterId === person.id) actors.push('reporter');
  else if (supportedInTime(report, supportSince)) actors.push('supporter');
  if (report.claim?.personId === person.id) actors.push('claimer');
  if (person.role === 'merchant' || person.role === 'allianceLead') actors.push('merchant');
  if (person.role === 'roadChief') actors.push('roadChief');
  if (person.role === 'volunteer') actors.push('volunteer');
  if (person.role === 'gridOfficer') actors.push('gridOfficer');
  return actors;
}

/** The reporter or a supporter from before the repair. @throws forbidden */
export function asAffected(
  person: Person,
  report: ReportRecord,
  supportSince: Date | undefined,
): 'reporter' | 'supporter' {
  const as = actorsOf(person, report, supportSince).find((a) => a === 'reporter' || a === 'supporter');
  if (as !== 'reporter' && as !== 'supporter') throw new AppError('forbidden');
  return as;
}

/** Whether its reporter can be told and asked: an outside program passes the news on to its own people. */
export const canBeAsked = (report: ReportRecord): boolean => report.reporterId !== undefined && !report.source;
