import type { Env } from '../../env';
import type { CheckRecord, ReportRecord } from './record';

type Timers = Pick<Env, 'PHOTO_CHECK_MINUTES' | 'SILENCE_CLOSES'>;

/** What the content check said of the words and of every photo. */
export const verdictsOf = (check: CheckRecord) => [check.words, ...check.photos.map((photo) => photo.verdict)];

/** Until when unanswered parts of a check are waited for; then people look. */
export const checkDeadline = (check: CheckRecord, env: Pick<Env, 'PHOTO_CHECK_MINUTES'>): Date =>
  new Date(check.startedAt.getTime() + env.PHOTO_CHECK_MINUTES * 60_000);

/**
 * When a report's own timer is next due: the undo window, the unanswered photo check, a dispute nobody decided, seven
 * days of silence. Undefined: nothing happens by itself. Whoever writes a transition writes this into `wakeAt`.
 * Offers and claims are not here: their outbox entry is due by itself. An official case that awaits 核查 is not woken.
 */
export function nextWake(
  report: Pick<ReportRecord, 'position' | 'undoUntil' | 'check' | 'answerUntil' | 'dispute'>,
  env: Timers,
): Date | undefined {
  const { position, dispute } = report;
  if (position.disputeOpen) return dispute?.decideBy;
  if (position.state === 'received') return afterUndo(report, env);
  if (position.state === 'resolved' && (position.origin === 'claim' || env.SILENCE_CLOSES)) return report.answerUntil;
  return undefined;
}

function afterUndo({ undoUntil, check }: Pick<ReportRecord, 'undoUntil' | 'check'>, env: Timers): Date {
  const verdicts = verdictsOf(check);
  const onlyWaits = verdicts.includes('waiting') && verdicts.every((v) => v === 'pass' || v === 'waiting');
  const deadline = checkDeadline(check, env);
  return onlyWaits && deadline > undoUntil ? deadline : undoUntil;
}
