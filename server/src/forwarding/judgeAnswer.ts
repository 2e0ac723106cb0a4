import { transition } from '@jierong/shared/reportLifecycle';
import type { Position, ReportState } from '@jierong/shared/reportPosition';
import { AppError } from '../appError';
import type { Env } from '../env';
import { addLimit } from '../modules/calendar/workingTime';
import { type Act, act, type Change, factsOf, visibility } from '../modules/reports/change';
import type { ReportRecord } from '../modules/reports/record';
import { belongings } from './answerBelongings';
import { DESK } from './deskName';
import type { OfficialAnswer } from './port';

/**
 * taken: applied, or known already · held: the table does not allow it, kept for people · early: its report does not
 * know of the case yet, tell it again · unknown: no such report.
 */
export type Taken = 'taken' | 'held' | 'early' | 'unknown';

/** What an answer comes to, and what is written. `again`: only a step that was left out; the answer itself follows. */
export interface Verdict {
  taken: Taken;
  change: Change | null;
  again?: boolean;
}

const SEEN_KEPT = 200;

/** The way forward when an outside platform leaves steps out. */
const nextSteps = {
  delivered: 'file',
  filed: 'dispatch',
  dispatched: 'start',
  reopened: 'start',
  handling: 'feedback',
} as const;
type SkippedStep = (typeof nextSteps)[keyof typeof nextSteps];

/** Judges an answer by the report as it stands. Pure: the clock is the answer's own. */
export function judgeAnswer(env: Env, report: ReportRecord, round: number, answer: OfficialAnswer): Verdict {
  const mark = markOf(round, answer);
  if (report.seenAnswers.includes(mark)) return { taken: 'taken', change: null };
  const waiting = report.position.state === 'forwarding' || report.position.state === 'claimed';
  if (waiting && report.position.round === round) return { taken: 'early', change: null };
  const seen = { seenAnswers: [...report.seenAnswers, mark].slice(-SEEN_KEPT) };
  const hold: Verdict = {
    taken: 'held',
    change: {
      set: {
        ...seen,
        heldAnswers: [...report.heldAnswers, { at: answer.at, event: answer.eventId, action: answer.action }],
      },
    },
  };
  if (report.position.round !== round || isLate(report, round, answer)) return hold;
  if (alreadySo(report, answer)) return { taken: 'taken', change: { set: seen } };
  const way = wayTo(report, answer);
  const applied = way && apply(env, { ...report, position: way.position }, answer);
  if (!way || !applied) return hold;
  if (way.missing) return { taken: 'taken', change: enterMissing(env, report, way.missing, answer), again: true };
  return { taken: 'taken', change: { ...applied, set: { ...applied.set, ...seen } } };
}

/** Answers are remembered with round and place, so that one that was overtaken is known as late. */
const markOf = (round: number, answer: OfficialAnswer): string => `${round}:${answer.seq}:${answer.eventId}`;

const isLate = (report: ReportRecord, round: number, answer: OfficialAnswer): boolean =>
  report.seenAnswers.some((mark) => {
    const [seenRound, seq] = mark.split(':');
    return Number(seenRound) === round && Number(seq) > answer.seq;
  });

const filedOrLater: readonly ReportState[] = ['filed', 'dispatched', 'handling', 'resolved'];

/** What the answer says holds already. Outside platforms tell a status again with every word they add to a case. */
function alreadySo({ position, acceptedAt, unit }: ReportRecord, answer: OfficialAnswer): boolean {
  const { state } = position;
  if (answer.action === 'checkPassed') return state === 'closed' && position.outcome === 'fixed';
  if (answer.destination === DESK) return false;
  switch (answer.action) {
    case 'accept':
      return acceptedAt !== undefined;
    case 'file':
      return filedOrLater.includes(state);
    case 'dispatch':
      return state === 'dispatched' && unit?.name === answer.unit?.name;
    case 'start':
      return state === 'handling';
    case 'feedback':
      return state === 'resolved' && position.origin === 'official';
    default:
      return false;
  }
}

/**
 * From which position the answer may be applied: the present one, or one further on, and then the first step that was
 * left out. Undefined: no way leads there.
 */
function wayTo(
  report: ReportRecord,
  answer: OfficialAnswer,
): { position: Position; missing?: SkippedStep } | undefined {
  const facts = answerFacts(report, answer);
  let position = report.position;
  let missing: SkippedStep | undefined;
  for (;;) {
    if (transition(position, answer.action, 'official', facts).allowed)
      return { position, ...(missing ? { missing } : {}) };
    const step = nextSteps[position.state as keyof typeof nextSteps];
    const next = step && transition(position, step, 'official', facts);
    if (!step || !next?.allowed) return undefined;
    missing ??= step;
    position = next.position;
  }
}

const answerFacts = (report: ReportRecord, answer: OfficialAnswer): NonNullable<Act['facts']> => ({
  ...factsOf(report, answer.at),
  ...(answer.action === 'sendBack' && answer.sendBacks !== undefined ? { sendBacks: answer.sendBacks - 1 } : {}),
});

/** Enters a step the other side never told. Nobody is messaged about it: the step that was told follows at once. */
function enterMissing(env: Env, report: ReportRecord, action: SkippedStep, answer: OfficialAnswer): Change {
  const found = transition(report.position, action, 'official', answerFacts(report, answer));
  if (!found.allowed) throw new Error(`${action} was allowed a moment ago`);
  const { position } = found;
  return {
    set: {
      position,
      ...visibility(position),
      ...belongings(report, { ...answer, action, photos: [] }, position, env),
    },
    entry: {
      seq: report.timeline.length + 1,
      at: answer.at,
      action,
      actor: 'official',
      ...(answer.by ? { by: answer.by } : {}),
      from: report.position.state,
      to: position.state,
      round: position.round,
      note: 'notProvided',
      photos: [],
    },
  };
}

/** The step as the table has it; undefined when it lacks what the table asks for. */
function apply(env: Env, report: ReportRecord, answer: OfficialAnswer): Change | undefined {
  const { action, reason, note, photos, personId } = answer;
  const dispatched = action === 'dispatch' || action === 'handOver';
  const by = dispatched ? (answer.unit?.name ?? answer.by ?? answer.destination) : (answer.by ?? answer.unit?.name);
  const dueAt = answer.dueAt ?? (dispatched ? (report.dueAt ?? addLimit(answer.at, report.limit)) : undefined);
  try {
    const { position, change } = act(report, {
      action,
      actor: 'official',
      at: answer.at,
      ...(by ? { by } : {}),
      ...(personId ? { personId } : {}),
      facts: answerFacts(report, answer),
      // a platform that keeps its photos to itself has still said that it is done; people may dispute it
      ...(answer.destination === DESK ? {} : { waived: ['afterPhoto'] }),
      detail: {
        ...(reason ? { reason } : {}),
        ...(note ? { note } : {}),
        ...(dueAt ? { dueAt } : {}),
        photos,
      },
    });
    return { ...change, set: { ...change.set, ...belongings(report, answer, position, env) } };
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
