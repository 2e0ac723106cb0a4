import { AppError } from '../../appError';
import type { Env } from '../../env';
import type { Person } from '../people/person';
import { asAffected, refuseConflict } from '../reports/policy';
import type { ReportRecord } from '../reports/record';

const DAY = 86_400_000;

/** Handled, or closed within the days of reopening; what was voided asks nobody. */
export function ratable(report: ReportRecord, now: Date, env: Pick<Env, 'REOPEN_DAYS'>): boolean {
  const { state, outcome } = report.position;
  if (state === 'resolved') return true;
  if (state !== 'closed' || outcome === 'voided') return false;
  return report.closedAt === undefined || now.getTime() - report.closedAt.getTime() <= env.REOPEN_DAYS * DAY;
}

/**
 * As whom a person may rate: the reporter, or a supporter from before the repair; never who did the work, their unit or
 * the shop concerned.
 * @throws illegalTransition, conflictOfInterest, forbidden
 */
export function asRater(
  person: Person,
  report: ReportRecord,
  supportSince: Date | undefined,
  now: Date,
  env: Pick<Env, 'REOPEN_DAYS'>,
): 'reporter' | 'supporter' {
  if (!ratable(report, now, env))
    throw new AppError('illegalTransition', { state: report.position.state, action: 'rate' });
  refuseConflict(person, report);
  return asAffected(person, report, supportSince);
}
