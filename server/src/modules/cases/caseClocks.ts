import type { CaseCard, CaseStage } from '@jierong/shared/cases';
import type { TimeLimit } from '@jierong/shared/categories';
import type { Clock } from '@jierong/shared/clock';
import { presentClock, soonFrom } from '../calendar/clock';
import { addLimit } from '../calendar/workingTime';
import { openStages, waitsFor } from './caseLifecycle';
import type { CaseRecord } from './record';

type StageClock = { kind: Clock['kind']; limit: TimeLimit };

const acceptClock: StageClock = { kind: 'accept', limit: { value: 2, unit: 'workingHour' } };
const fileClock: StageClock = { kind: 'file', limit: { value: 2, unit: 'workingHour' } };
const dispatchClock: StageClock = { kind: 'dispatch', limit: { value: 0.5, unit: 'workingHour' } };
const checkClock: StageClock = { kind: 'check', limit: { value: 1, unit: 'workingDay' } };

/**
 * Limits of the desk's own stages. Sources: acceptance within two hours as Beijing's 接诉即办 keeps it; filing as long,
 * dispatch within half an hour and the check within a working day are settings of this installation.
 * Handling has the limit of the case itself.
 */
export const stageClocks: Partial<Record<CaseStage, StageClock>> = {
  arrived: acceptClock,
  accepted: fileClock,
  filed: dispatchClock,
  reopened: dispatchClock,
  handled: checkClock,
};

/** Stages in which the clock of the whole case still runs against somebody: after the feedback it has been met. */
const handlingRuns = (stage: CaseStage): boolean => openStages.includes(stage) && stage !== 'handled';

type Timing = Pick<CaseRecord, 'stage' | 'stageStartedAt' | 'limit'> &
  Partial<Pick<CaseRecord, 'startedAt' | 'dueAt' | 'unit' | 'handOverTo'>>;
type Derived = Pick<CaseRecord, 'open' | 'stageDueAt' | 'soonAt' | 'rank' | 'waitsFor'>;

/** Later than any deadline: finished cases come after all open ones. */
const AFTER_ALL = 8.64e15;

/** Everything the queue's indexes read, worked out anew at each write from the stage and both clocks. */
export function deriveQueue(record: Timing, updatedAt: Date): Derived {
  const open = openStages.includes(record.stage);
  const stageClock = stageClocks[record.stage];
  const stageDueAt = stageClock ? addLimit(record.stageStartedAt, stageClock.limit) : undefined;
  const running: { dueAt: Date; soonAt: Date }[] = [];
  if (stageClock && stageDueAt)
    running.push({ dueAt: stageDueAt, soonAt: soonFrom(record.stageStartedAt, stageDueAt, stageClock.limit) });
  if (record.startedAt && record.dueAt && handlingRuns(record.stage))
    running.push({ dueAt: record.dueAt, soonAt: soonFrom(record.startedAt, record.dueAt, record.limit) });
  const first = (dates: Date[]): Date | undefined =>
    dates.length ? new Date(Math.min(...dates.map((d) => d.getTime()))) : undefined;
  const deadline = first(running.map((r) => r.dueAt));
  return {
    open,
    stageDueAt,
    soonAt: first(running.map((r) => r.soonAt)),
    rank: open ? (deadline?.getTime() ?? AFTER_ALL / 2) : AFTER_ALL - updatedAt.getTime(),
    waitsFor: waitsFor(record.stage, record.unit?.id, record.handOverTo?.id),
  };
}

/** The clocks of a case as shown. That of the first contact is shown until the case is over, and once it was met. */
export function clocksOf(record: CaseRecord, now: Date): Pick<CaseCard, 'clock' | 'stageClock' | 'contactClock'> {
  const stage = stageClocks[record.stage];
  const done = !handlingRuns(record.stage);
  const stoodAt = record.stage === 'handled' || record.stage === 'closed' ? record.handledAt : undefined;
  return {
    ...(record.startedAt && record.dueAt
      ? {
          clock: presentClock('handle', record.startedAt, record.dueAt, done ? (stoodAt ?? record.updatedAt) : now, {
            limit: record.limit,
            done,
          }),
        }
      : {}),
    ...(stage && record.stageDueAt
      ? { stageClock: presentClock(stage.kind, record.stageStartedAt, record.stageDueAt, now, { limit: stage.limit }) }
      : {}),
    ...contactClock(record, now),
  };
}

function contactClock({ contact, stage }: CaseRecord, now: Date): Pick<CaseCard, 'contactClock'> {
  if (!contact || !(contact.doneAt || openStages.includes(stage))) return {};
  const { startedAt, dueAt, doneAt } = contact;
  return { contactClock: presentClock('contact', startedAt, dueAt, doneAt ?? now, { done: doneAt !== undefined }) };
}
