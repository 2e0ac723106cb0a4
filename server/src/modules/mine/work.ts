import { countForPerson } from '../cases/queries';
import type { Person } from '../people/person';
import { ReportModel } from '../reports/model';
import { isLead, isModerator } from '../review/policy';
import { countHeldTalk } from '../talk/held';

/** How much waits at the desk and for moderators, judges of disputes and whoever sends held reports on. */
export interface Work {
  desk: number;
  review: number;
  disputes: number;
  held: number;
}

/** The work that is a person's to do, 0 where it is not theirs. */
export async function workOf(person: Person): Promise<Work> {
  const judges = isLead(person) || person.duties.includes('checker');
  const sendsOn = isLead(person) || person.role === 'admin';
  const [desk, review, disputes, held] = await Promise.all([
    countForPerson(person),
    reviewsFor(person),
    judges ? ReportModel.countDocuments({ 'position.disputeOpen': true }) : 0,
    sendsOn ? ReportModel.countDocuments({ 'position.state': 'forwarding', 'position.receipt': 'held' }) : 0,
  ]);
  return { desk, review, disputes, held };
}

/** Reports and words to look at and appeals against refusals for moderators, appeals against 不予立案 for leads. */
async function reviewsFor(person: Person): Promise<number> {
  const appeals = (state: 'refused' | 'declined') =>
    ReportModel.countDocuments({ 'position.appealOpen': true, 'position.state': state });
  if (isModerator(person)) {
    const reports = ReportModel.countDocuments({ 'position.state': 'inReview' });
    return (await Promise.all([reports, appeals('refused'), countHeldTalk()])).reduce((sum, n) => sum + n);
  }
  return isLead(person) ? appeals('declined') : 0;
}
