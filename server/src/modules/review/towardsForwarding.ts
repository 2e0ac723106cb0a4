import type { Env } from '../../env';
import { addWorkingMinutes } from '../calendar/workingTime';
import { type act, type Change, outboxEntry } from '../reports/change';
import type { ReportRecord } from '../reports/record';
import { nextWake } from '../reports/wakeAt';

/** A transition looked up in the table, not yet written. */
export type Acted = ReturnType<typeof act>;

/**
 * Completes a transition that ends in forwarding (release, pass, a granted appeal, a supplement, a claim that did not
 * hold): one forward entry, due at once or, when the issue is first offered to neighbours, at the end of the offer. A new
 * round starts its delivery and its clocks anew; the case numbers so far stay.
 */
export function towardsForwarding(report: ReportRecord, acted: Acted, now: Date, env: Env): Change {
  const { position, change } = acted;
  const offerUntil = position.receipt === 'offered' ? offerEnd(now, env) : undefined;
  return {
    ...change,
    set: {
      ...change.set,
      ...(position.round > report.position.round ? freshRound(report) : {}),
      offerUntil,
      wakeAt: nextWake({ ...report, position }, env),
    },
    enqueue: [...change.enqueue, outboxEntry('forward', change.entry.seq, offerUntil ?? now)],
    finish: [...change.finish, ...report.outbox.filter((e) => e.kind === 'forward').map((e) => e.id)],
  };
}

const offerEnd = (now: Date, env: Env): Date =>
  env.CLAIM_OFFER_HOURS === 'office'
    ? addWorkingMinutes(now, env.CLAIM_OFFER_MINUTES)
    : new Date(now.getTime() + env.CLAIM_OFFER_MINUTES * 60_000);

const freshRound = (report: ReportRecord): NonNullable<Change['set']> => ({
  delivery: {
    ...(report.delivery.destination ? { destination: report.delivery.destination } : {}),
    attempts: [],
    caseNumbers: report.delivery.caseNumbers,
  },
  counts: { ...report.counts, disputes: 0, sendBacks: 0 },
  unit: undefined,
  decline: undefined,
  acceptedAt: undefined,
  filedAt: undefined,
  dueAt: undefined,
  resolvedAt: undefined,
  closedAt: undefined,
  answerUntil: undefined,
});
