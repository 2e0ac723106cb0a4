import { transition } from '@jierong/shared/reportLifecycle';
import { AppError } from '../appError';
import { type Act, act, type Change, changeReport, factsOf, visibility } from '../modules/reports/change';
import type { ReportRecord } from '../modules/reports/record';
import type { Services } from '../services';
import { belongings } from './answerBelongings';
import { parseKey } from './keys';
import type { OfficialAnswer } from './port';

/**
 * taken: applied, or known already · held: the table does not allow it, kept for people · early: its report does not
 * know of the case yet, tell it again · unknown: no such report.
 */
export type Taken = 'taken' | 'held' | 'early' | 'unknown';

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

type Verdict = { taken: Taken; change: Change | null; again?: boolean };

/**
 * Takes an answer from any destination: idempotent by its event id, in order of `seq` within a case. Steps the other side
 * left out are entered as 未提供; what the table does not allow is kept for people. It never throws for what came from
 * outside.
 */
export async function receiveAnswer(services: Services, answer: OfficialAnswer): Promise<Taken> {
  const key = parseKey(answer.key);
  if (!key) return 'unknown';
  for (;;) {
    let verdict: Verdict = { taken: 'unknown', change: null };
    try {
      await changeReport(key.reportId, undefined, (report) => {
        verdict = judge(services, report, key.round, answer);
        return verdict.change;
      });
    } catch (error) {
      if (error instanceof AppError && error.code === 'notFound') return 'unknown';
      throw error;
    }
    if (verdict.again) continue;
    if (verdict.taken === 'held') services.log.warn({ key: answer.key, event: answer.eventId }, 'an answer is held');
    if (verdict.change) services.kick();
    return verdict.taken;
  }
}

function judge(services: Services, report: ReportRecord, round: number, answer: OfficialAnswer): Verdict {
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
  const skipped = missingStep(report, answer);
  if (skipped === 'none') return hold;
  if (skipped !== 'allowed')
    return { taken: 'taken', change: enterMissing(services, report, skipped, answer), again: true };
  const applied = apply(services, report, answer);
  if (!applied) return hold;
  return { taken: 'taken', change: { ...applied, set: { ...applied.set, ...seen } } };
}

/** Answers are remembered with round and place, so that one that was overtaken is known as late. */
const markOf = (round: number, answer: OfficialAnswer): string => `${round}:${answer.seq}:${answer.eventId}`;

const isLate = (report: ReportRecord, round: number, answer: OfficialAnswer): boolean =>
  report.seenAnswers.some((mark) => {
    const [seenRound, seq] = mark.split(':');
    return Number(seenRound) === round && Number(seq) > answer.seq;
  });

/** What the answer says holds already. */
const alreadySo = ({ position }: ReportRecord, { action }: OfficialAnswer): boolean =>
  action === 'checkPassed' && position.state === 'closed' && position.outcome === 'fixed';

/** Whether the answer may be applied now, or which step before it was left out; `none` when no way leads there. */
function missingStep(report: ReportRecord, answer: OfficialAnswer): SkippedStep | 'allowed' | 'none' {
  const facts = answerFacts(report, answer);
  let position = report.position;
  let first: SkippedStep | undefined;
  for (;;) {
    if (transition(position, answer.action, 'official', facts).allowed) return first ?? 'allowed';
    const step = nextSteps[position.state as keyof typeof nextSteps];
    const next = step && transition(position, step, 'official', facts);
    if (!step || !next?.allowed) return 'none';
    first ??= step;
    position = next.position;
  }
}

const answerFacts = (report: ReportRecord, answer: OfficialAnswer): NonNullable<Act['facts']> => ({
  ...factsOf(report, answer.at),
  ...(answer.action === 'sendBack' && answer.sendBacks !== undefined ? { sendBacks: answer.sendBacks - 1 } : {}),
});

/** Enters a step the other side never told. Nobody is messaged about it: the step that was told follows at once. */
function enterMissing(services: Services, report: ReportRecord, action: SkippedStep, answer: OfficialAnswer): Change {
  const found = transition(report.position, action, 'official', answerFacts(report, answer));
  if (!found.allowed) throw new Error(`${action} was allowed a moment ago`);
  const { position } = found;
  return {
    set: {
      position,
      ...visibility(position),
      ...belongings(report, { ...answer, action, photos: [] }, position, services.env),
    },
    entry: {
      seq: report.timeline.length + 1,
      at: answer.at,
      action,
      actor: 'official',
      by: answer.by ?? answer.destination,
      from: report.position.state,
      to: position.state,
      round: position.round,
      note: 'notProvided',
      photos: [],
    },
  };
}

/** The step as the table has it; undefined when it lacks what the table asks for. */
function apply(services: Services, report: ReportRecord, answer: OfficialAnswer): Change | undefined {
  const { action, reason, note, photos, personId } = answer;
  const dispatched = action === 'dispatch' || action === 'handOver';
  const by = (dispatched ? answer.unit?.name : undefined) ?? answer.by ?? answer.unit?.name ?? answer.destination;
  const dueAt = answer.dueAt ?? (action === 'dispatch' ? report.dueAt : undefined);
  try {
    const { position, change } = act(report, {
      action,
      actor: 'official',
      at: answer.at,
      by,
      ...(personId ? { personId } : {}),
      facts: answerFacts(report, answer),
      detail: {
        ...(reason ? { reason } : {}),
        ...(note ? { note } : {}),
        ...(dueAt ? { dueAt } : {}),
        photos,
      },
    });
    return { ...change, set: { ...change.set, ...belongings(report, answer, position, services.env) } };
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
