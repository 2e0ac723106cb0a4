import type { ReportState } from '@jierong/shared/reportPosition';
import { ReportModel } from '../reports/model';
import type { ReportRecord } from '../reports/record';

/** What the indicators look at of a report. */
export type ReportFacts = Pick<
  ReportRecord,
  'position' | 'group' | 'open' | 'createdAt' | 'filedAt' | 'dueAt' | 'resolvedAt' | 'closedAt' | 'unit' | 'timeline'
> & { place: { road?: string } };

const fields =
  'position.state position.outcome group open createdAt filedAt dueAt resolvedAt closedAt unit place.road timeline.action timeline.at';
const BATCH = 1000;

/** States in which a handling limit runs. */
export const inHand: readonly ReportState[] = ['filed', 'dispatched', 'handling', 'reopened'];

/** Published reports that came in since an instant. */
export const reportedSince = (since: Date): AsyncIterable<ReportFacts> =>
  ReportModel.find({ published: true, createdAt: { $gte: since } })
    .sort({ createdAt: -1, _id: -1 })
    .select(fields)
    .lean<ReportFacts[]>()
    .cursor({ batchSize: BATCH });

/** Reports handled or closed since an instant, whenever they came in. */
export const finishedSince = (since: Date): AsyncIterable<ReportFacts> =>
  ReportModel.find({
    'position.state': { $in: ['resolved', 'closed'] },
    updatedAt: { $gte: since },
    published: true,
  })
    .select(fields)
    .lean<ReportFacts[]>()
    .cursor({ batchSize: BATCH });

/** What is over its handling limit now, whenever it came in. */
export const overdueNow = (now: Date): Promise<Pick<ReportRecord, 'unit'>[]> =>
  ReportModel.find({ 'position.state': { $in: inHand }, published: true, dueAt: { $lt: now } })
    .select('unit')
    .lean<Pick<ReportRecord, 'unit'>[]>()
    .exec();

/** How much is still to be done, whenever it came in. */
export const openNow = (): Promise<number> => ReportModel.countDocuments({ published: true, open: true });
