import type { Action } from '@jierong/shared/reportLifecycle';

/** Steps that send a repair back to be done again (返工). */
export const reworkActions: readonly Action[] = ['checkFailed', 'upholdDispute', 'rateUnsatisfied'];

interface Step {
  action: string;
  at: Date;
}

/** Whether a report was sent back to work since an instant. */
export const reworkedSince = (timeline: readonly Step[], since: Date): boolean =>
  timeline.some(({ action, at }) => at >= since && (reworkActions as readonly string[]).includes(action));

/** Whether a repair was in time. One without a limit, as a claimed one, always is: a lapsed claim goes to the queue. */
export const handledInTime = (report: { resolvedAt?: Date; dueAt?: Date }): boolean =>
  report.resolvedAt !== undefined && (report.dueAt === undefined || report.resolvedAt <= report.dueAt);
