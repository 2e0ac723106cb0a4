import { decodeCursor } from '../../http/cursor';
import { ReportModel } from '../reports/model';
import type { ReportRecord } from '../reports/record';

/** A report in a queue of people, with the instant since which it waits. */
export interface Waiting {
  kind: 'review' | 'appeal';
  since: Date;
  report: ReportRecord;
}

interface Page {
  cursor?: string | undefined;
  limit: number;
}

const since = (waiting: Waiting) => waiting.since.getTime();

/** The key a queue is paged by. */
export const waitingKey = (waiting: Waiting): [number, string] => [since(waiting), waiting.report._id];

/** The report that waits for the answer with this trace id. */
export async function reportIdOfTrace(traceId: string): Promise<string | undefined> {
  const found = await ReportModel.findOne({ 'check.photos.traceId': traceId })
    .select('_id')
    .lean<Pick<ReportRecord, '_id'>>();
  return found?._id;
}

/** What waits for a moderator: reports to look at and appeals against refusals, the longest waiting first; one row too many. */
export async function waitingForModerators(page: Page): Promise<Waiting[]> {
  const [reviews, appeals] = await Promise.all([reportsInReview(page), appealsAgainst('refused', page)]);
  return [...reviews, ...appeals]
    .sort((a, b) => since(a) - since(b) || (a.report._id < b.report._id ? -1 : 1))
    .slice(0, page.limit + 1);
}

/** Appeals against 不予立案, for the squadron lead; one row too many. */
export const waitingForLead = (page: Page): Promise<Waiting[]> => appealsAgainst('declined', page);

async function reportsInReview(page: Page): Promise<Waiting[]> {
  const reports = await ReportModel.find({ 'position.state': 'inReview', ...after('updatedAt', page.cursor) })
    .sort({ updatedAt: 1, _id: 1 })
    .limit(page.limit + 1)
    .lean<ReportRecord[]>();
  return reports.map((report) => ({ kind: 'review', since: report.updatedAt, report }));
}

async function appealsAgainst(state: 'refused' | 'declined', page: Page): Promise<Waiting[]> {
  const filter = { 'position.appealOpen': true, 'position.state': state, ...after('appeal.at', page.cursor) };
  const reports = await ReportModel.find(filter)
    .sort({ 'appeal.at': 1, _id: 1 })
    .limit(page.limit + 1)
    .lean<ReportRecord[]>();
  return reports.map((report) => ({ kind: 'appeal', since: report.appeal?.at ?? report.updatedAt, report }));
}

/** Open disputes, the earliest decision date first; one row too many. */
export const openDisputes = (page: Page): Promise<ReportRecord[]> =>
  ReportModel.find({ 'position.disputeOpen': true, ...after('dispute.decideBy', page.cursor) })
    .sort({ 'dispute.decideBy': 1, _id: 1 })
    .limit(page.limit + 1)
    .lean<ReportRecord[]>();

/** Rows after the one a cursor names. @throws invalidInput for a cursor that is not ours */
function after(field: string, cursor: string | undefined): Record<string, unknown> {
  if (!cursor) return {};
  const [instant, id] = decodeCursor(cursor, 2);
  const at = new Date(Number(instant));
  return { $or: [{ [field]: { $gt: at } }, { [field]: at, _id: { $gt: String(id) } }] };
}
