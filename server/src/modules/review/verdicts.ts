import type { Env } from '../../env';
import { act, type Change } from '../reports/change';
import type { ReportRecord } from '../reports/record';
import { checkDeadline, nextWake, verdictsOf } from '../reports/wakeAt';
import { towardsForwarding } from './towardsForwarding';

/**
 * What happens when the undo window is over: everything passes → towards forwarding; anything unsure, risky or
 * unavailable, or unanswered past the photo timer → people. Null: not yet, or not received any more. A machine never
 * refuses.
 */
export function decideAfterUndo(report: ReportRecord, now: Date, env: Env): Change | null {
  if (report.position.state !== 'received' || now < report.undoUntil) return null;
  const verdicts = verdictsOf(report.check);
  if (verdicts.every((v) => v === 'pass'))
    return towardsForwarding(report, act(report, { action: 'release', actor: 'system', at: now }), now, env);
  const doubt = verdicts.some((v) => v !== 'pass' && v !== 'waiting');
  if (!doubt && now < checkDeadline(report.check, env)) return null;
  const { position, change } = act(report, { action: 'sendToReview', actor: 'system', at: now });
  return { ...change, set: { ...change.set, wakeAt: nextWake({ ...report, position }, env) } };
}

/**
 * Writes what the check answered, and what follows from it in the same act: the undo window may be over already, and a
 * late "pass" lets a report out of the moderators' queue. Not one that a moderator refused before: a person's refusal is
 * not overruled by a machine.
 */
export function withCheck(report: ReportRecord, check: ReportRecord['check'], now: Date, env: Env): Change {
  const answered = { ...report, check };
  const follows = decideAfterUndo(answered, now, env) ?? latePass(answered, now, env);
  if (follows) return { ...follows, set: { ...follows.set, check } };
  return { set: { check, wakeAt: nextWake(answered, env) } };
}

function latePass(report: ReportRecord, now: Date, env: Env): Change | null {
  if (report.position.state !== 'inReview' || report.counts.corrections > 0) return null;
  if (!verdictsOf(report.check).every((v) => v === 'pass')) return null;
  return towardsForwarding(report, act(report, { action: 'pass', actor: 'system', at: now }), now, env);
}
