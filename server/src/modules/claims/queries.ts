import { pageOf } from '../../http/cursor';
import { after } from '../../http/timeCursor';
import { ReportModel } from '../reports/model';
import type { ReportRecord } from '../reports/record';

/** A page of what is offered for claiming right now, what ends first on top. */
export async function offerPage(
  now: Date,
  cursor: string | undefined,
  limit: number,
): Promise<{ rows: ReportRecord[]; next?: string }> {
  const rows = await ReportModel.find({
    'position.state': 'forwarding',
    'position.receipt': 'offered',
    published: true,
    $and: [{ offerUntil: { $gt: now } }, after(cursor, 'offerUntil', '$gt')],
  })
    .sort({ offerUntil: 1, _id: 1 })
    .limit(limit + 1)
    .lean<ReportRecord[]>();
  return pageOf(rows, limit, (row) => [row.offerUntil?.getTime() ?? 0, row._id]);
}
