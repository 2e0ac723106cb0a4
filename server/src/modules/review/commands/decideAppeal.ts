import { AppError } from '../../../appError';
import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import { act, type Change, changeReport } from '../../reports/change';
import type { ReportRecord } from '../../reports/record';
import { isLead, isModerator, refuseConcerned, refusedIt } from '../policy';
import { towardsForwarding } from '../towardsForwarding';

interface Input {
  id: string;
  version: number;
  grant: boolean;
  reason: string;
}

/**
 * Decides an appeal: against a refusal another moderator, against 不予立案 the squadron lead (granted: a new round).
 * @throws notFound, reportMoved, illegalTransition, forbidden, conflictOfInterest
 */
export async function decideAppeal(services: Services, person: Person, input: Input): Promise<void> {
  await changeReport(input.id, input.version, async (report) => {
    const actor = await asDecider(person, report);
    return decision(services, person, actor, report, input);
  });
  services.kick();
}

async function asDecider(person: Person, report: ReportRecord): Promise<'moderator' | 'lead'> {
  if (report.position.state === 'declined') {
    if (!isLead(person)) throw new AppError('forbidden');
    await refuseConcerned(person, report);
    return 'lead';
  }
  if (!isModerator(person)) throw new AppError('forbidden');
  if (refusedIt(person, report)) throw new AppError('conflictOfInterest');
  return 'moderator';
}

function decision(
  { env, now }: Services,
  person: Person,
  actor: 'moderator' | 'lead',
  report: ReportRecord,
  { grant, reason }: Input,
): Change {
  const at = now();
  const acted = act(report, {
    action: grant ? 'grantAppeal' : 'rejectAppeal',
    actor,
    at,
    personId: person.id,
    detail: { reason },
    ...(actor === 'lead' && person.unit ? { by: person.unit.name } : {}),
  });
  const answered = report.appeal ? { appeal: { ...report.appeal, answer: reason } } : {};
  const change = { ...acted.change, set: { ...acted.change.set, ...answered } };
  return grant ? towardsForwarding(report, { ...acted, change }, at, env) : change;
}
