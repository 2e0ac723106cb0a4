import { mediaPath } from '@jierong/shared/media';
import { unpublishedStates } from '@jierong/shared/reportPosition';
import type { PublishedStep } from '../modules/reports/published';
import type { StoredEntry } from '../modules/reports/record';
import { w3c } from './instant';
import { notes, reasonTexts, stateNotes } from './text';
import type { Value } from './xml';

/** Steps that keep the state and still tell something. */
const telling: readonly string[] = ['accept', 'dispute', 'rejectDispute', 'hold'];
const unfixed: readonly string[] = ['closeUnfixed', 'closeWithReason', 'refuseRedo'];

/** Which steps of a timeline are news for outside programs; what happened before it was public is not. */
export const isNews = (entry: StoredEntry): boolean =>
  !unpublishedStates.includes(entry.to) && (entry.from !== entry.to || telling.includes(entry.action));

/** The extended statuses that the updates extension knows, by what a step led to. */
function statusOf({ action, to, reason }: StoredEntry): string {
  if (action === 'dispute') return 'INVESTIGATING';
  switch (to) {
    case 'delivered':
      return 'INVESTIGATING';
    case 'filed':
    case 'dispatched':
      return 'ACTION_SCHEDULED';
    case 'claimed':
    case 'handling':
      return 'IN_PROGRESS';
    case 'resolved':
      return 'FIXED';
    case 'closed':
      if (action === 'void') return 'CLOSED';
      return unfixed.includes(action) ? 'NO_FURTHER_ACTION' : 'FIXED';
    case 'declined':
      return reason === 'outOfScope' ? 'NOT_COUNCILS_RESPONSIBILITY' : 'NO_FURTHER_ACTION';
    case 'merged':
      return 'DUPLICATE';
    default:
      return 'OPEN';
  }
}

function headOf({ action, to }: StoredEntry): string {
  if (action === 'dispute') return notes.disputed;
  if (action === 'accept') return notes.accepted;
  if (action === 'hold') return notes.held;
  if (action === 'void') return notes.voided;
  return unfixed.includes(action) ? notes.unfixed : stateNotes[to];
}

/** A row of GET servicerequestupdates. Units are named, persons never. */
export function updateRow({ report, entry }: PublishedStep, origin: string): Value {
  const photo = entry.photos[0];
  const reason = entry.reason && (reasonTexts[entry.reason] ?? entry.reason);
  const head = headOf(entry) + (entry.by ? `（${entry.by}）` : '');
  const rest = [reason, entry.note].filter(Boolean).join('；');
  return {
    update_id: `${report._id}-${entry.seq}`,
    service_request_id: report._id,
    status: statusOf(entry),
    updated_datetime: w3c(entry.at),
    description: rest ? `${head}：${rest}` : head,
    media_url: photo ? origin + mediaPath(photo.key, 'full') : null,
  };
}
