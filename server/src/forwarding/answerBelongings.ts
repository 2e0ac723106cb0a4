import type { Position } from '@jierong/shared/reportPosition';
import type { Env } from '../env';
import { addLimit } from '../modules/calendar/workingTime';
import { DESK } from '../modules/cases/deskName';
import type { Change } from '../modules/reports/change';
import { canBeAsked } from '../modules/reports/policy';
import type { ReportRecord } from '../modules/reports/record';
import { nextWake } from '../modules/reports/wakeAt';
import type { OfficialAnswer } from './port';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Timers = Pick<Env, 'ANSWER_DAYS' | 'CONTACT_HOURS' | 'PHOTO_CHECK_MINUTES' | 'SILENCE_CLOSES'>;

/**
 * What an official step brings along beside the position: clocks, the unit, who worked on it, photos of the repair, the
 * timer of the public's answer.
 * @param position where the step leads
 */
export function belongings(
  report: ReportRecord,
  answer: OfficialAnswer,
  position: Position,
  env: Timers,
): NonNullable<Change['set']> {
  const own = ownOf(report, answer, position, env);
  return { ...own, wakeAt: nextWake({ ...report, ...own, position }, env) };
}

type Own = { [K in keyof ReportRecord]?: ReportRecord[K] | undefined };

function ownOf(report: ReportRecord, answer: OfficialAnswer, position: Position, env: Timers): Own {
  const { action, at, reason, note, unit, dueAt } = answer;
  switch (action) {
    case 'accept':
      return { acceptedAt: at, ...contactPromised(report, answer, env) };
    case 'decline':
      return { decline: { reason: reason ?? 'other', ...(note ? { note } : {}), at } };
    case 'file':
      return { filedAt: at, dueAt: dueAt ?? addLimit(at, report.limit) };
    case 'dispatch':
    case 'handOver':
      return { ...(unit ? { unit } : {}), ...(dueAt ? { dueAt } : {}), handledBy: withHands(report, answer, false) };
    case 'start':
      return { ...(unit ? { unit } : {}), handledBy: withHands(report, answer, true) };
    case 'sendBack':
      return {
        unit: position.state === 'dispatched' ? unit : undefined,
        counts: { ...report.counts, sendBacks: answer.sendBacks ?? report.counts.sendBacks + 1 },
        handledBy: withHands(report, answer, true),
      };
    case 'feedback':
    case 'fixOnSpot':
      return {
        ...(unit ? { unit } : {}),
        afterPhotos: answer.photos,
        resolvedAt: at,
        answerUntil: new Date(at.getTime() + env.ANSWER_DAYS * DAY),
        handledBy: withHands(report, answer, true),
      };
    case 'checkPassed':
    case 'closeUnfixed':
    case 'void':
    case 'refuseRedo':
      return { closedAt: at };
    case 'checkFailed':
      return {
        ...(dueAt ? { dueAt } : {}),
        resolvedAt: undefined,
        closedAt: undefined,
        answerUntil: undefined,
        confirmations: [],
        counts: { ...report.counts, disputes: 0 },
        ...decidedDispute(report, reason),
      };
  }
}

/** The built-in desk promises a first contact with whoever reported; of other platforms nobody hears whether they did. */
function contactPromised(report: ReportRecord, { destination, at }: OfficialAnswer, env: Timers): Pick<Own, 'contact'> {
  if (!canBeAsked(report) || report.contact || destination !== DESK) return {};
  return { contact: { dueAt: new Date(at.getTime() + env.CONTACT_HOURS * HOUR) } };
}

/** The check that failed decides an open dispute as well. */
function decidedDispute({ dispute, position }: ReportRecord, reason: string | undefined): Own {
  if (!dispute || !position.disputeOpen) return {};
  return { dispute: { ...dispute, decision: 'upheld', ...(reason ? { decisionReason: reason } : {}) } };
}

/** Who is concerned by now: the unit as soon as it has the case, the person once they worked on it. */
function withHands(
  report: ReportRecord,
  { unit, personId }: OfficialAnswer,
  worked: boolean,
): ReportRecord['handledBy'] {
  const { unitIds, personIds } = report.handledBy;
  return {
    unitIds: unit && !unitIds.includes(unit.id) ? [...unitIds, unit.id] : unitIds,
    personIds: worked && personId && !personIds.includes(personId) ? [...personIds, personId] : personIds,
  };
}
