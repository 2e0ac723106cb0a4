import type { Board } from '@jierong/shared/board';
import type { Services } from '../../services';
import { startOfDay } from '../calendar/workingTime';
import { answersSince } from '../ratings/answersByUnit';
import { handledInTime } from '../ratings/rework';
import { handlingUnits } from '../units/queries';
import { finishedSince, openNow, overdueNow, type ReportFacts, reportedSince } from './facts';
import { daysOf, indicatorsOf } from './indicators';

const DAY = 86_400_000;
const KEPT_MS = 60_000;

interface Kept {
  until: number;
  board: Promise<Board>;
}
const kept = new WeakMap<Services, Map<number, Kept>>();

/** The board over so many days, today among them. Kept for a minute: who asks at the same time shares one count. */
export function boardOf(services: Services, days: number, now: Date): Promise<Board> {
  const boards = kept.get(services) ?? new Map<number, Kept>();
  kept.set(services, boards);
  const known = boards.get(days);
  if (known && known.until > now.getTime() && known.until <= now.getTime() + KEPT_MS) return known.board;
  const board = count(days, now);
  boards.set(days, { until: now.getTime() + KEPT_MS, board });
  board.catch(() => boards.delete(days));
  return board;
}

async function count(days: number, now: Date): Promise<Board> {
  const since = new Date(startOfDay(now).getTime() - (days - 1) * DAY);
  const reportedAt: Date[] = [];
  const [indicators, finished, overdue, open, answers, units] = await Promise.all([
    indicatorsOf(noting(reportedSince(since), reportedAt), since, now),
    finishedIn(since),
    overdueNow(now),
    openNow(),
    answersSince(since),
    handlingUnits(),
  ]);
  const none = { handled: 0, onTime: 0 };
  return {
    days,
    ...indicators,
    overdue: overdue.length,
    open,
    satisfied: { count: answers.all.satisfied, of: answers.all.answered },
    asked: answers.all.asked,
    byDay: daysOf(reportedAt, finished.closedAt, since, now),
    units: units.map(({ _id: id, name }) => ({
      id,
      name,
      ...(finished.byUnit.get(id) ?? none),
      overdue: overdue.filter(({ unit }) => unit?.id === id).length,
      ...(answers.byUnit.get(id) ?? { asked: 0, answered: 0, satisfied: 0 }),
    })),
  };
}

/** Passes reports on and notes when they came in. */
async function* noting(reports: AsyncIterable<ReportFacts>, at: Date[]): AsyncGenerator<ReportFacts> {
  for await (const report of reports) {
    at.push(report.createdAt);
    yield report;
  }
}

/** What was handled by each unit, and what was closed, since an instant. */
async function finishedIn(since: Date) {
  const closedAt: Date[] = [];
  const byUnit = new Map<string, { handled: number; onTime: number }>();
  for await (const report of finishedSince(since)) {
    if (report.position.state === 'closed' && report.closedAt) closedAt.push(report.closedAt);
    if (!report.unit || !report.resolvedAt || report.resolvedAt < since) continue;
    const unit = byUnit.get(report.unit.id) ?? { handled: 0, onTime: 0 };
    byUnit.set(report.unit.id, {
      handled: unit.handled + 1,
      onTime: unit.onTime + (handledInTime(report) ? 1 : 0),
    });
  }
  return { closedAt, byUnit };
}
