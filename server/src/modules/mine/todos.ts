import { limits } from '@jierong/shared/limits';
import type { Env } from '../../env';
import type { Person } from '../people/person';
import { ratable } from '../ratings/policy';
import { ratedAmong } from '../ratings/queries';
import { ReportModel } from '../reports/model';
import { actorsOf, conflicted } from '../reports/policy';
import type { ReportRecord } from '../reports/record';
import { SupportModel, type SupportRecord } from '../reports/supports';

/** So many of a person's newest reports and supports are looked at. */
const LOOKED_AT = 100;
const heavy = '-timeline.photos -outbox -terms -seenAnswers -heldAnswers -check';

export type TodoKind = 'correct' | 'supplement' | 'claimDue' | 'confirm' | 'rate';
const order: readonly TodoKind[] = ['correct', 'supplement', 'claimDue', 'confirm', 'rate'];

export interface Todo {
  kind: TodoKind;
  report: ReportRecord;
}

/**
 * What waits for a person: refused and declined reports to put right, claims to finish, repairs to confirm and then to
 * rate. One for each report, what has the nearest end first.
 */
export async function todosOf(person: Person, now: Date, env: Pick<Env, 'REOPEN_DAYS'>): Promise<Todo[]> {
  const since = await supportDates(person.id);
  const [own, supported, claimed] = await Promise.all([
    reports({ reporterId: person.id, 'position.state': { $in: ['refused', 'declined', 'resolved', 'closed'] } }),
    reports({ _id: { $in: [...since.keys()] }, 'position.state': { $in: ['resolved', 'closed'] }, published: true }),
    reports({ 'claim.personId': person.id, 'position.state': 'claimed' }),
  ]);
  const rated = await ratedAmong(person.id, [...own, ...supported]);
  const todos = new Map<string, Todo>();
  for (const report of claimed) todos.set(report._id, { kind: 'claimDue', report });
  for (const report of [...own, ...supported]) {
    const kind =
      report.reporterId === person.id && ['refused', 'declined'].includes(report.position.state)
        ? toPutRight(report)
        : toAnswer(person, report, since.get(report._id), rated.has(report._id), ratable(report, now, env));
    if (kind) todos.set(report._id, { kind, report });
  }
  return [...todos.values()].sort(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) || b.report.updatedAt.getTime() - a.report.updatedAt.getTime(),
  );
}

async function supportDates(personId: string): Promise<Map<string, Date>> {
  const supports = await SupportModel.find({ personId })
    .sort({ at: -1, _id: -1 })
    .limit(LOOKED_AT)
    .lean<SupportRecord[]>();
  return new Map(supports.map(({ reportId, at }) => [reportId, at]));
}

const reports = (filter: Record<string, unknown>): Promise<ReportRecord[]> =>
  ReportModel.find(filter)
    .sort({ createdAt: -1, _id: -1 })
    .limit(LOOKED_AT)
    .select(heavy)
    .lean<ReportRecord[]>()
    .exec();

function toPutRight({ position, counts }: ReportRecord): TodoKind | undefined {
  if (position.appealOpen) return undefined;
  if (position.state === 'refused') return counts.corrections < limits.correctionsPerReport ? 'correct' : undefined;
  return counts.supplements < limits.supplementsPerReport ? 'supplement' : undefined;
}

function toAnswer(
  person: Person,
  report: ReportRecord,
  supportSince: Date | undefined,
  rated: boolean,
  mayRate: boolean,
): TodoKind | undefined {
  const affected = actorsOf(person, report, supportSince).some(
    (actor) => actor === 'reporter' || actor === 'supporter',
  );
  if (!affected || conflicted(person, report)) return undefined;
  const { state, disputeOpen, round } = report.position;
  const confirmed = report.confirmations.some((c) => c.personId === person.id && c.round === round);
  if (state === 'resolved' && !disputeOpen && !confirmed && !rated) return 'confirm';
  return mayRate && !rated && !disputeOpen ? 'rate' : undefined;
}
