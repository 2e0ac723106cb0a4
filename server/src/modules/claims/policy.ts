import { AppError } from '../../appError';
import type { Person } from '../people/person';
import type { ReportRecord } from '../reports/record';

export type ClaimActor = 'merchant' | 'roadChief' | 'volunteer';

/** As whom a person may claim; undefined: not at all. */
export function claimActorOf(person: Person): ClaimActor | undefined {
  switch (person.role) {
    case 'merchant':
    case 'allianceLead':
      return 'merchant';
    case 'roadChief':
    case 'volunteer':
      return person.role;
    default:
      return undefined;
  }
}

/**
 * As whom a person claims this issue. Nobody gathers credit by claiming what they reported themselves, but a merchant may
 * report and fix what is not about their own shop. Claimers never confirm.
 * @throws forbidden, conflictOfInterest
 */
export function asClaimer(person: Person, report: ReportRecord): ClaimActor {
  const actor = claimActorOf(person);
  if (!actor) throw new AppError('forbidden');
  const ownShop = person.shop !== undefined && person.shop.id === report.shopId;
  if (report.reporterId === person.id && (actor !== 'merchant' || ownShop)) throw new AppError('conflictOfInterest');
  return actor;
}

/** @throws forbidden when somebody else claimed it */
export function requireClaimer(person: Person, report: ReportRecord): void {
  if (report.position.state === 'claimed' && report.claim?.personId !== person.id) throw new AppError('forbidden');
}
