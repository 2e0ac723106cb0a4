import type { Env } from '../env';
import { act, type Change, changeReport, outboxEntry } from '../modules/reports/change';
import { ReportModel } from '../modules/reports/model';
import type { ReportRecord } from '../modules/reports/record';
import { nextWake } from '../modules/reports/wakeAt';
import { upheld } from '../modules/review/commands/decideDispute';
import { decideAfterUndo } from '../modules/review/verdicts';
import type { Services } from '../services';
import { type Rounds, startRounds } from './rounds';

const EVERY_MS = 2_000;
const BATCH = 50;
/** A report whose timer cannot be served stands back this long, so that it does not keep others waiting. */
const STAND_BACK_MS = 60_000;

/**
 * What a report's due timers ask for: the end of the undo window or of the photo check, a dispute nobody decided in time,
 * silence after a repair. Whatever happens, `wakeAt` is set anew.
 */
export function wakeChange(report: ReportRecord, now: Date, env: Env): Change {
  const { position, dispute, answerUntil } = report;
  const over = (date: Date | undefined): boolean => date !== undefined && date <= now;
  if (position.disputeOpen && over(dispute?.decideBy)) return upheld(report, { actor: 'system', at: now }, env);
  const decided = decideAfterUndo(report, now, env);
  if (decided) return decided;
  const wakeAt = nextWake(report, env);
  if (position.state === 'resolved' && !position.disputeOpen && over(answerUntil) && over(wakeAt))
    return silenceOver(report, now, env);
  return { set: { wakeAt } };
}

/** Seven days without a dispute. The destination of an official case is told that it closed. */
function silenceOver(report: ReportRecord, now: Date, env: Env): Change {
  const facts = { silenceCloses: env.SILENCE_CLOSES };
  const { change } = act(report, { action: 'silenceOver', actor: 'system', at: now, facts });
  const tell = report.position.origin === 'official' ? [outboxEntry('update', change.entry.seq, now, 'closed')] : [];
  return {
    ...change,
    set: { ...change.set, closedAt: now, wakeAt: undefined },
    enqueue: [...change.enqueue, ...tell],
  };
}

const dueReports = (now: Date): Promise<Pick<ReportRecord, '_id'>[]> =>
  ReportModel.find({ wakeAt: { $lte: now } })
    .sort({ wakeAt: 1 })
    .limit(BATCH)
    .select('_id')
    .lean<Pick<ReportRecord, '_id'>[]>();

async function serve(services: Services, id: string): Promise<void> {
  const now = services.now();
  try {
    await changeReport(id, undefined, (report) =>
      report.wakeAt && report.wakeAt <= now ? wakeChange(report, now, services.env) : null,
    );
  } catch (err) {
    services.log.error({ reportId: id, err }, 'a timer could not be served');
    const later = new Date(now.getTime() + STAND_BACK_MS);
    await changeReport(id, undefined, () => ({ set: { wakeAt: later } }));
  }
}

export interface Wake extends Rounds {
  /** Serves every timer that is due; resolves when none is left. @throws when the database is away */
  drain(): Promise<void>;
}

export interface WakeOptions {
  /** How often it looks by itself; 0: only when kicked or drained. */
  everyMs?: number;
}

/**
 * Serves the timers of reports every two seconds. Any number of workers may do so at once: each write is guarded by the
 * revision of its report, and a timer that was served is not due any more.
 */
export function startWake(services: Services, { everyMs = EVERY_MS }: WakeOptions = {}): Wake {
  const drain = async (): Promise<void> => {
    for (;;) {
      const due = await dueReports(services.now());
      for (const { _id } of due) await serve(services, _id);
      if (due.length) services.kick();
      if (due.length < BATCH) return;
    }
  };
  const onError = (err: unknown): void => services.log.warn({ err }, 'timers wait for the database');
  return { ...startRounds(drain, everyMs, onError), drain };
}
