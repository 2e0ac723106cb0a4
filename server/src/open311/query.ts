import type { CategoryGroup } from '@jierong/shared/categories';
import { type ReportState, reportStates, unpublishedStates } from '@jierong/shared/reportPosition';
import type { Box } from '../modules/places/places';
import type { PublishedFilter } from '../modules/reports/published';
import { instantOf } from './instant';
import { boxToGcj02 } from './place';
import { badParameter } from './problem';
import { closedStates } from './requestRows';
import { groupOf } from './services';

const DAY = 86_400_000;
/** «a span of 90 days or first 1000 requests, whichever is smallest» (specification). */
const SPAN_DAYS = 90;
export const MOST = 1000;
/** Pages beyond this many rows are asked for by a narrower span instead. */
const DEEPEST = 20_000;

/** Parameters by name: those not given and those given empty are the same (specification: Optional Arguments). */
export interface Parameters {
  one(name: string): string | undefined;
  all(name: string): string[];
}

/** The list of a parameter that may be repeated and may hold commas. */
function list(given: Parameters, name: string): string[] {
  return given
    .all(name)
    .flatMap((part) => part.split(','))
    .map((part) => part.trim())
    .filter(Boolean);
}

function wholeNumber(given: Parameters, name: string, otherwise: number, most: number): number {
  const text = given.one(name);
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (!/^\d{1,6}$/.test(text) || number < 1 || number > most)
    throw badParameter(name, `must be a whole number from 1 to ${most}`);
  return number;
}

export function pageOf(given: Parameters): { skip: number; limit: number } {
  const limit = wholeNumber(given, 'page_size', MOST, MOST);
  const skip = (wholeNumber(given, 'page', 1, DEEPEST) - 1) * limit;
  if (skip + limit > DEEPEST) throw badParameter('page', `lies beyond ${DEEPEST} rows; ask for a shorter span of time`);
  return { skip, limit };
}

/** A span of at most 90 days; an end that is missing lies 90 days from the other, or at `now`. */
export function spanOf(
  given: Parameters,
  [first, last]: readonly [string, string],
  now: Date,
  days = SPAN_DAYS,
): { from: Date; to: Date } {
  const start = given.one(first);
  const end = given.one(last);
  const begin = start ? instantOf(first, start) : undefined;
  const to = end ? instantOf(last, end) : undefined;
  const from = begin ?? new Date((to ?? now).getTime() - days * DAY);
  const until = to ?? new Date(Math.min(now.getTime(), from.getTime() + SPAN_DAYS * DAY));
  if (to && until < from) throw badParameter(last, `lies before ${first}`);
  if (until.getTime() - from.getTime() > SPAN_DAYS * DAY)
    throw badParameter(`${first}, ${last}`, `may not span more than ${SPAN_DAYS} days`);
  return { from, to: until };
}

/** Ids that were asked for; those override all other parameters. */
export function idsOf(given: Parameters): string[] {
  const ids = [...new Set(list(given, 'service_request_id'))];
  if (ids.length > MOST) throw badParameter('service_request_id', `takes at most ${MOST} ids`);
  return ids;
}

/** The filter of GET requests. @throws Open311Problem */
export function filterOf(given: Parameters, now: Date): PublishedFilter {
  const byUpdate = given.one('updated_after') !== undefined || given.one('updated_before') !== undefined;
  const byDate = given.one('start_date') !== undefined || given.one('end_date') !== undefined;
  const codes = list(given, 'service_code').map(groupOf);
  const box = given.one('bbox');
  return {
    groups: codes.length ? ([...new Set(codes)] as CategoryGroup[]) : undefined,
    states: statesOf(list(given, 'status')),
    created: byDate || !byUpdate ? spanOf(given, ['start_date', 'end_date'], now) : undefined,
    updated: byUpdate ? spanOf(given, ['updated_after', 'updated_before'], now) : undefined,
    box: box ? boxOf(box) : undefined,
  };
}

function statesOf(wanted: readonly string[]): ReportState[] | undefined {
  if (wanted.some((one) => one !== 'open' && one !== 'closed')) throw badParameter('status', 'must be open or closed');
  if (wanted.includes('open') === wanted.includes('closed')) return undefined;
  const closed = wanted.includes('closed');
  return reportStates.filter((state) => !unpublishedStates.includes(state) && closedStates.includes(state) === closed);
}

/** `south,west,north,east` in WGS-84, as other servers of GeoReport v2 take it. */
function boxOf(text: string): Box {
  const parts = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [south, west, north, east] = parts as [number, number, number, number];
  const inOrder = south < north && west < east && Math.abs(south) <= 90 && Math.abs(north) <= 90;
  if (parts.length !== 4 || !inOrder || Math.abs(west) > 180 || Math.abs(east) > 180)
    throw badParameter('bbox', 'must be south,west,north,east in degrees');
  return boxToGcj02({ south, west, north, east });
}
