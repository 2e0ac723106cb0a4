import type { Env } from '../../../env';
import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import { type Act, act, type Change, changeReport, outboxEntry } from '../../reports/change';
import type { DisputeRecord, ReportRecord } from '../../reports/record';
import { nextWake } from '../../reports/wakeAt';
import { backToWork } from '../backToWork';
import { asJudge, refuseConcerned } from '../policy';

interface Input {
  id: string;
  version: number;
  uphold: boolean;
  reason: string;
}

const DAY = 86_400_000;

/**
 * Upholds or rejects a dispute: the squadron lead or a checker on duty, never who has a part in it.
 * @throws notFound, reportMoved, illegalTransition, forbidden, conflictOfInterest
 */
export async function decideDispute(services: Services, person: Person, input: Input): Promise<void> {
  const actor = asJudge(person);
  const at = services.now();
  const who = { actor, at, personId: person.id, ...(person.unit ? { by: person.unit.name } : {}) };
  await changeReport(input.id, input.version, async (report) => {
    await refuseConcerned(person, report);
    return input.uphold
      ? upheld(report, who, services.env, input.reason)
      : rejected(report, who, services.env, input.reason);
  });
  services.kick();
}

type Judge = Pick<Act, 'actor' | 'at' | 'personId' | 'by'>;

/** The dispute holds, or nobody decided in time (then the system says so, without a reason): the work is done again. */
export function upheld(report: ReportRecord, who: Judge, env: Env, reason?: string): Change {
  const photos = report.dispute?.photos ?? [];
  const detail = { photos, ...(reason ? { reason } : {}) };
  const acted = act(report, { ...who, action: 'upholdDispute', detail });
  const set = { ...acted.change.set, ...decided(report.dispute, 'upheld', reason) };
  return backToWork(report, { ...acted, change: { ...acted.change, set } }, who.at, env);
}

/** The repair stands: the people are asked seven days anew, and the destination of an official case is told. */
function rejected(report: ReportRecord, who: Judge, env: Env, reason: string): Change {
  const { position, change } = act(report, { ...who, action: 'rejectDispute', detail: { reason } });
  const answerUntil =
    position.state === 'resolved' ? new Date(who.at.getTime() + env.ANSWER_DAYS * DAY) : report.answerUntil;
  const tell =
    position.origin === 'official' ? [outboxEntry('update', change.entry.seq, who.at, 'disputeRejected')] : [];
  return {
    ...change,
    set: {
      ...change.set,
      ...decided(report.dispute, 'rejected', reason),
      answerUntil,
      wakeAt: nextWake({ ...report, position, answerUntil }, env),
    },
    enqueue: [...change.enqueue, ...tell],
  };
}

const decided = (dispute: DisputeRecord | undefined, decision: 'upheld' | 'rejected', reason?: string) =>
  dispute ? { dispute: { ...dispute, decision, ...(reason ? { decisionReason: reason } : {}) } } : {};
