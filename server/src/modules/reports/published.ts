import type { CategoryGroup } from '@jierong/shared/categories';
import type { ReportState } from '@jierong/shared/reportPosition';
import type { QueryFilter } from 'mongoose';
import { type Box, cellsInBox } from '../places/places';
import { ReportModel } from './model';
import type { ReportRecord, StoredEntry } from './record';

/** A span of time, both ends included; an end that is not given is open. */
export interface Span {
  from?: Date | undefined;
  to?: Date | undefined;
}

/** What of the published reports is asked for. `box` is in GCJ-02. */
export interface PublishedFilter {
  groups?: readonly CategoryGroup[] | undefined;
  states?: readonly ReportState[] | undefined;
  created?: Span | undefined;
  updated?: Span | undefined;
  box?: Box | undefined;
}

const within = ({ from, to }: Span) => ({ ...(from ? { $gte: from } : {}), ...(to ? { $lte: to } : {}) });

const needed =
  'source title words group place photos position published limit unit decline dueAt closedAt createdAt updatedAt';

/** A page of published reports, newest first: by their last change when that is what is asked for, else by their coming. */
export async function publishedPage(
  { groups, states, created, updated, box }: PublishedFilter,
  page: { skip: number; limit: number },
): Promise<ReportRecord[]> {
  const cells = box && cellsInBox(box);
  const filter: QueryFilter<ReportRecord> = {
    published: true,
    ...(groups ? { group: { $in: groups } } : {}),
    ...(states ? { 'position.state': { $in: states } } : {}),
    ...(created ? { createdAt: within(created) } : {}),
    ...(updated ? { updatedAt: within(updated) } : {}),
    ...(cells ? { 'place.cells': { $in: cells } } : {}),
    ...(box
      ? {
          'place.point.longitude': { $gte: box.west, $lte: box.east },
          'place.point.latitude': { $gte: box.south, $lte: box.north },
        }
      : {}),
  };
  return ReportModel.find(filter)
    .select(needed)
    .sort(updated && !created ? { updatedAt: -1, _id: -1 } : { createdAt: -1, _id: -1 })
    .skip(page.skip)
    .limit(page.limit)
    .lean<ReportRecord[]>();
}

/** Reports by id, published or not, with what a page of them holds. */
export const reportsById = (ids: readonly string[]): Promise<ReportRecord[]> =>
  ReportModel.find({ _id: { $in: ids } })
    .select(needed)
    .lean<ReportRecord[]>()
    .exec();

/** One step of a published report. */
export interface PublishedStep {
  report: Pick<ReportRecord, '_id' | 'decline'>;
  entry: StoredEntry;
}

const FIRST_SLICE_MS = 3_600_000;

/**
 * The steps published reports took within a span, the earliest first, at most `max`. The span is read slice by slice, wider
 * ones where little happened, and no further than `max`: what is asked for bounds the work, not what is stored.
 */
export async function publishedSteps(
  span: { from: Date; to: Date },
  wanted: (entry: StoredEntry) => boolean,
  max: number,
): Promise<PublishedStep[]> {
  const steps: PublishedStep[] = [];
  const end = span.to.getTime();
  let begin = span.from.getTime();
  for (let width = FIRST_SLICE_MS; begin <= end && steps.length < max; ) {
    const found = await stepsWithin(new Date(begin), new Date(Math.min(begin + width - 1, end)), wanted);
    steps.push(...found.sort(byTime));
    begin += width;
    if (found.length < max / 4) width *= 2;
  }
  return steps.slice(0, max);
}

/** Steps between two instants, both included; only documents that took a step then are read. */
async function stepsWithin(from: Date, to: Date, wanted: (entry: StoredEntry) => boolean): Promise<PublishedStep[]> {
  const reports = await ReportModel.find({
    published: true,
    timeline: { $elemMatch: { at: { $gte: from, $lte: to } } },
  })
    .select('timeline decline')
    .lean<Pick<ReportRecord, '_id' | 'timeline' | 'decline'>[]>();
  return reports.flatMap(({ timeline, ...report }) =>
    timeline.filter((entry) => entry.at >= from && entry.at <= to && wanted(entry)).map((entry) => ({ report, entry })),
  );
}

function byTime(a: PublishedStep, b: PublishedStep): number {
  const apart = a.entry.at.getTime() - b.entry.at.getTime();
  if (apart) return apart;
  return a.report._id === b.report._id ? a.entry.seq - b.entry.seq : a.report._id < b.report._id ? -1 : 1;
}

/** The report that a reporter sent under a key, in any state. */
export const reportSentAs = (reporterId: string, clientKey: string): Promise<ReportRecord | null> =>
  ReportModel.findOne({ reporterId, clientKey }).lean<ReportRecord>().exec();
