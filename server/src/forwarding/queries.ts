import type { QueryFilter } from 'mongoose';
import { pageOf } from '../http/cursor';
import { after } from '../http/timeCursor';
import { ReportModel } from '../modules/reports/model';
import type { ReportRecord } from '../modules/reports/record';

const waiting: QueryFilter<ReportRecord> = {
  'position.state': 'forwarding',
  'position.receipt': { $in: ['queued', 'attempted'] },
};
const held: QueryFilter<ReportRecord> = { 'position.state': 'forwarding', 'position.receipt': 'held' };

export const countWaiting = (): Promise<number> => ReportModel.countDocuments(waiting);
export const countHeld = (): Promise<number> => ReportModel.countDocuments(held);

/** How many reports have something to be sent to a destination, due or not. */
export const countLane = (name: string): Promise<number> =>
  ReportModel.countDocuments({ lanes: { $elemMatch: { $gte: `${name} `, $lt: `${name}!` } } });

/** How many reports a destination took since an instant. */
export const countAccepted = (since: Date): Promise<number> =>
  ReportModel.countDocuments({ 'delivery.acceptedAt': { $gte: since } });

/** Since when a report is on its way: its last step into forwarding. */
export const forwardingSince = (report: Pick<ReportRecord, 'timeline' | 'updatedAt'>): Date =>
  report.timeline.findLast((entry) => entry.to === 'forwarding' && entry.from !== 'forwarding')?.at ?? report.updatedAt;

/** Since when the report that waits longest is on its way; undefined when none waits. */
export async function oldestWaiting(): Promise<Date | undefined> {
  const report = await ReportModel.findOne(waiting)
    .sort({ updatedAt: 1, _id: 1 })
    .select('timeline updatedAt')
    .lean<Pick<ReportRecord, 'timeline' | 'updatedAt'>>();
  return report ? forwardingSince(report) : undefined;
}

/** Reports held for people, or on their way, the longest waiting first; one more than asked for when there are more. */
export const forwardingQuery = (view: 'held' | 'waiting', cursor: string | undefined, limit: number) =>
  ReportModel.find({ ...(view === 'held' ? held : waiting), ...after(cursor, 'updatedAt', '$gt') })
    .sort({ updatedAt: 1, _id: 1 })
    .limit(limit + 1);

/** A page of them. @throws invalidInput on a foreign cursor */
export async function listForwarding(
  ...asked: Parameters<typeof forwardingQuery>
): Promise<{ rows: ReportRecord[]; next?: string }> {
  const rows = await forwardingQuery(...asked).lean<ReportRecord[]>();
  return pageOf(rows, asked[2], (row) => [row.updatedAt.getTime(), row._id]);
}
