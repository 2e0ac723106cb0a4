import type { CategoryGroup } from '@jierong/shared/categories';
import { distanceMeters } from '@jierong/shared/geo';
import { limits } from '@jierong/shared/limits';
import type { ReportState } from '@jierong/shared/reportPosition';
import type { QueryFilter } from 'mongoose';
import { decodeCursor, pageOf } from '../../http/cursor';
import { after } from '../../http/timeCursor';
import { type Box, cellsAround, cellsInBox } from '../places/places';
import { ReportModel } from './model';
import type { ReportRecord } from './record';
import { SupportModel, type SupportRecord } from './supports';
import { termsOf } from './title';

export const findReport = (id: string): Promise<ReportRecord | null> =>
  ReportModel.findById(id).lean<ReportRecord>().exec();

/** Reports by id, in any state. */
export const findReports = (ids: readonly string[]): Promise<ReportRecord[]> =>
  ReportModel.find({ _id: { $in: ids } })
    .lean<ReportRecord[]>()
    .exec();

export interface ListFilter {
  groups?: readonly CategoryGroup[] | undefined;
  states?: readonly ReportState[] | undefined;
  open?: boolean | undefined;
  text?: string | undefined;
}

interface Page {
  cursor?: string | undefined;
  limit: number;
}

/** Fields a card needs: lists do not read timelines and outboxes. */
export const cardFields = '-timeline -outbox -terms -seenAnswers -heldAnswers -confirmations -check -words';

/** The filter of published reports. */
export function publishedFilter(f: ListFilter): QueryFilter<ReportRecord> {
  const terms = f.text ? termsOf(f.text) : [];
  return {
    published: true,
    ...(f.open ? { open: true } : {}),
    ...(f.groups?.length ? { group: { $in: f.groups } } : {}),
    ...(f.states?.length ? { 'position.state': { $in: f.states } } : {}),
    ...(terms.length ? { terms: { $all: terms } } : {}),
  };
}

export const newestFirst = { createdAt: -1, _id: -1 } as const;
const keyOf = (r: ReportRecord): [number, string] => [r.createdAt.getTime(), r._id];

/** Published reports, newest first. */
export async function listReports(filter: ListFilter, page: Page): Promise<{ rows: ReportRecord[]; next?: string }> {
  const rows = await ReportModel.find({ ...publishedFilter(filter), ...after(page.cursor, 'createdAt', '$lt') })
    .select(cardFields)
    .sort(newestFirst)
    .limit(page.limit + 1)
    .lean<ReportRecord[]>();
  return pageOf(rows, page.limit, keyOf);
}

/** A neighbourhood holds few enough reports to sort by distance here. */
export const NEARBY_MAX = 600;
/** In a busy street the first page lies within this many metres: what is farther need not be read for it. */
const FIRST_REACH_METERS = 500;

type Place = { longitude: number; latitude: number };

/** Published reports within a radius, nearest first; the cursor is the distance and id of the last one. */
export async function listNearby(
  filter: ListFilter,
  centre: Place,
  radius: number,
  page: Page,
): Promise<{ rows: ReportRecord[]; next?: string }> {
  const [from, lastId] = page.cursor ? decodeCursor(page.cursor, 2) : [-1, ''];
  const isAfter = ({ report, meters }: Near): boolean =>
    meters > Number(from) || (meters === Number(from) && report._id > String(lastId));
  for (const reach of [FIRST_REACH_METERS, radius]) {
    const last = reach >= radius;
    if (!last && Number(from) >= reach) continue;
    const rest = (await within(filter, centre, Math.min(reach, radius))).filter(isAfter);
    if (!last && rest.length <= page.limit) continue;
    const paged = pageOf(rest, page.limit, ({ report, meters }) => [meters, report._id]);
    return { rows: paged.rows.map(({ report }) => report), ...(paged.next ? { next: paged.next } : {}) };
  }
  return { rows: [] };
}

interface Near {
  report: ReportRecord;
  meters: number;
}

/** Everything within so many metres, nearest first. */
async function within(filter: ListFilter, centre: Place, meters: number): Promise<Near[]> {
  const found = await ReportModel.find({
    ...publishedFilter(filter),
    'place.cells': { $in: cellsAround(centre, meters) },
  })
    .select(cardFields)
    .sort(newestFirst)
    .limit(NEARBY_MAX)
    .lean<ReportRecord[]>();
  return found
    .map((report) => ({
      report,
      meters: report.place.point ? distanceMeters(centre, report.place.point) : Number.POSITIVE_INFINITY,
    }))
    .filter((near) => near.meters <= meters)
    .sort((a, b) => a.meters - b.meters || (a.report._id < b.report._id ? -1 : 1));
}

/** Open reports of one group near a point, nearest first. */
export async function findDuplicates(
  group: CategoryGroup,
  point: { longitude: number; latitude: number },
): Promise<ReportRecord[]> {
  const { rows } = await listNearby({ groups: [group], open: true }, point, limits.duplicateDistanceMeters, {
    limit: 5,
  });
  return rows;
}

/** Published reports with a point inside a box, newest first, one more than `max` when there are more. */
export async function listInBox(filter: ListFilter, box: Box, max: number): Promise<ReportRecord[]> {
  const cells = cellsInBox(box);
  return ReportModel.find({
    ...publishedFilter(filter),
    ...(cells ? { 'place.cells': { $in: cells } } : {}),
    'place.point.longitude': { $gte: box.west, $lte: box.east },
    'place.point.latitude': { $gte: box.south, $lte: box.north },
  })
    .select('title group position place.point dueAt')
    .sort(newestFirst)
    .limit(max + 1)
    .lean<ReportRecord[]>();
}

/** What a person reported or claimed, newest first, in every state. */
export async function listOwn(
  personId: string,
  as: 'reporter' | 'claimer',
  page: Page,
): Promise<{ rows: ReportRecord[]; next?: string }> {
  const whose = as === 'reporter' ? { reporterId: personId } : { 'claim.personId': personId };
  const rows = await ReportModel.find({ ...whose, ...after(page.cursor, 'createdAt', '$lt') })
    .select(cardFields)
    .sort(newestFirst)
    .limit(page.limit + 1)
    .lean<ReportRecord[]>();
  return pageOf(rows, page.limit, keyOf);
}

/** What a person supports, the newest support first. */
export async function listSupported(personId: string, page: Page): Promise<{ rows: ReportRecord[]; next?: string }> {
  const supports = await SupportModel.find({ personId, ...after(page.cursor, 'at', '$lt') })
    .sort({ at: -1, _id: -1 })
    .limit(page.limit + 1)
    .lean<SupportRecord[]>();
  const paged = pageOf(supports, page.limit, (s) => [s.at.getTime(), s._id]);
  const reports = new Map((await findReports(paged.rows.map((s) => s.reportId))).map((r) => [r._id, r]));
  const rows = paged.rows.flatMap((s) => reports.get(s.reportId) ?? []);
  return { rows, ...(paged.next ? { next: paged.next } : {}) };
}
