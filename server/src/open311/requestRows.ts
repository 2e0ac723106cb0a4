import { mediaPath } from '@jierong/shared/media';
import type { ReportState } from '@jierong/shared/reportPosition';
import type { ReportRecord } from '../modules/reports/record';
import { w3c } from './instant';
import { SOURCE } from './keys/partner';
import { toWgs84 } from './place';
import { serviceName } from './services';
import { limitText, notes, reasonTexts, stateNotes } from './text';
import type { Value } from './xml';

/** «closed: it has been resolved» (specification): people may still answer a repair, and a dispute makes it open again. */
export const closedStates: readonly ReportState[] = ['resolved', 'closed', 'declined', 'merged'];
const endedUnseen: readonly ReportState[] = ['refused', 'withdrawn'];

const closed = (r: ReportRecord): boolean => [...closedStates, ...endedUnseen].includes(r.position.state);

/**
 * A row of GET requests. Nothing says who reported. A report that is not public is told only to who holds its id and only
 * when it came through Open311 (`isTold`), without its words, place and photos: its sender learns that it is there and how
 * it stands.
 */
export function requestRow(r: ReportRecord, origin: string): Value {
  const shown = r.published;
  const point = shown && r.place.point ? toWgs84(r.place.point) : undefined;
  const photo = shown ? r.photos[0] : undefined;
  return {
    service_request_id: r._id,
    status: closed(r) ? 'closed' : 'open',
    status_notes: noteOf(r),
    service_name: serviceName(r.group),
    service_code: r.group,
    description: shown ? r.words || r.title : null,
    agency_responsible: r.unit?.name ?? null,
    service_notice: limitText(r.limit),
    requested_datetime: w3c(r.createdAt),
    updated_datetime: w3c(r.position.state === 'closed' && r.closedAt ? r.closedAt : r.updatedAt),
    expected_datetime: r.dueAt ? w3c(r.dueAt) : null,
    address: shown ? r.place.address : null,
    address_id: null,
    zipcode: null,
    lat: point?.latitude ?? null,
    long: point?.longitude ?? null,
    media_url: photo ? origin + mediaPath(photo.key, 'full') : null,
  };
}

/** Whether somebody who holds its id may be told of a report at all. */
export const isTold = (r: ReportRecord): boolean => r.published || r.source?.startsWith(`${SOURCE}:`) === true;

function noteOf({ position, decline }: ReportRecord): string {
  const { state, outcome, receipt, disputeOpen, hidden } = position;
  if (hidden) return notes.hidden;
  if (disputeOpen) return notes.disputed;
  if (receipt === 'held' && state === 'forwarding') return notes.held;
  if (outcome === 'unfixed') return notes.unfixed;
  if (outcome === 'voided') return notes.voided;
  if (state === 'declined' && decline)
    return `${stateNotes.declined}：${reasonTexts[decline.reason] ?? decline.reason}`;
  return stateNotes[state];
}
