import type { Board, Rate } from '@jierong/shared/board';
import { categoryGroups } from '@jierong/shared/categories';
import { reportStates } from '@jierong/shared/reportPosition';
import { dayStamp } from '../calendar/workingTime';
import { handledInTime, reworkedSince } from '../ratings/rework';
import type { ReportFacts } from './facts';

const DAY = 86_400_000;
const ROADS = 12;

type Reported = Pick<Board, 'reported' | 'closing' | 'onTime' | 'rework' | 'byState' | 'byGroup' | 'byRoad'>;

/** `2026-11-23`: the day of an instant in Beijing. */
const dayOf = (at: Date): string => dayStamp(at).replace(/^(\d{4})(\d{2})/, '$1-$2-');

const add = <K>(counts: Map<K, number>, key: K): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/**
 * Indicators of the reports that came in since an instant (domain §3):
 * 结案率 = closed / to be closed, which are the closed ones and those over their limit; 按期处置率 = handled in time / to be
 * handled, which are the handled ones and those over their limit; 返工率 = sent back / to be closed. What was voided,
 * declined or merged is no case to be closed.
 */
export async function indicatorsOf(reports: AsyncIterable<ReportFacts>, since: Date, now: Date): Promise<Reported> {
  const closing: Rate = { count: 0, of: 0 };
  const onTime: Rate = { count: 0, of: 0 };
  const rework: Rate = { count: 0, of: 0 };
  const states = new Map<string, number>();
  const groups = new Map<string, { count: number; open: number }>();
  const roads = new Map<string, { count: number; open: number }>();
  let reported = 0;
  for await (const report of reports) {
    reported++;
    add(states, report.position.state);
    countIn(groups, report.group, report.open);
    if (report.place.road) countIn(roads, report.place.road, report.open);
    if (!isCase(report)) continue;
    const over = report.dueAt !== undefined && report.dueAt < now;
    const isClosed = report.position.state === 'closed';
    if (isClosed || over) {
      closing.of++;
      rework.of++;
      if (isClosed) closing.count++;
      if (reworkedSince(report.timeline, since)) rework.count++;
    }
    if (report.resolvedAt || over) {
      onTime.of++;
      if (handledInTime(report)) onTime.count++;
    }
  }
  return {
    reported,
    closing,
    onTime,
    rework,
    byState: reportStates.flatMap((state) => (states.has(state) ? [{ state, count: states.get(state) ?? 0 }] : [])),
    byGroup: categoryGroups.flatMap((group) => (groups.has(group) ? [{ group, ...groups.get(group)! }] : [])),
    byRoad: [...roads]
      .map(([road, counts]) => ({ road, ...counts }))
      .sort((a, b) => b.count - a.count || a.road.localeCompare(b.road))
      .slice(0, ROADS),
  };
}

/** Filed, or fixed by a claimer; not voided, declined or merged away. */
const isCase = ({ position, filedAt, resolvedAt }: ReportFacts): boolean =>
  (filedAt !== undefined || resolvedAt !== undefined) &&
  position.outcome !== 'voided' &&
  position.state !== 'declined' &&
  position.state !== 'merged';

function countIn(counts: Map<string, { count: number; open: number }>, key: string, open: boolean): void {
  const seen = counts.get(key) ?? { count: 0, open: 0 };
  counts.set(key, { count: seen.count + 1, open: seen.open + (open ? 1 : 0) });
}

/** Reports in and out by day, from the first day of the window to today, without gaps. */
export function daysOf(reportedAt: readonly Date[], closedAt: readonly Date[], since: Date, now: Date): Board['byDay'] {
  const days = new Map<string, Board['byDay'][number]>();
  for (let at = since.getTime(); at <= now.getTime(); at += DAY) {
    const day = dayOf(new Date(at));
    days.set(day, { day, reported: 0, closed: 0 });
  }
  for (const at of reportedAt) {
    const day = days.get(dayOf(at));
    if (day) day.reported++;
  }
  for (const at of closedAt) {
    const day = days.get(dayOf(at));
    if (day) day.closed++;
  }
  return [...days.values()];
}
