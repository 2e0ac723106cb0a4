import type { Env } from '../../env';
import { type Change, outboxEntry } from '../reports/change';
import type { ReportRecord } from '../reports/record';
import { nextWake } from '../reports/wakeAt';
import { type Acted, towardsForwarding } from './towardsForwarding';

/**
 * Completes a transition that sends a report back to work (an upheld dispute, 不满意): an official case is reopened at
 * its destination with the evidence, a claimed one goes to the queue. The next repair is asked about anew: confirmations
 * and the count of disputes are of the repair that did not hold.
 */
export function backToWork(report: ReportRecord, acted: Acted, now: Date, env: Env): Change {
  const { position, change } = acted;
  const set: typeof change.set = {
    ...change.set,
    counts: { ...report.counts, disputes: 0 },
    confirmations: [],
    resolvedAt: undefined,
    closedAt: undefined,
    answerUntil: undefined,
    wakeAt: nextWake({ ...report, position }, env),
  };
  const cleared: Acted = { position, change: { ...change, set } };
  if (position.state === 'forwarding') return towardsForwarding(report, cleared, now, env);
  return { ...cleared.change, enqueue: [...change.enqueue, outboxEntry('update', change.entry.seq, now, 'reopened')] };
}
