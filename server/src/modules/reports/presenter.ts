import type { Clock } from '@jierong/shared/clock';
import { distanceMeters, type Point } from '@jierong/shared/geo';
import { type Action, openActions } from '@jierong/shared/reportLifecycle';
import { openStates, unpublishedStates } from '@jierong/shared/reportPosition';
import type { Holder, ReportCard, ReportInfo, ReportPin, TimelineEntry } from '@jierong/shared/reports';
import type { Services } from '../../services';
import { presentClock } from '../calendar/clock';
import type { Person } from '../people/person';
import { factsOf } from './change';
import { actorsOf, conflicted } from './policy';
import { presentContact } from './presentContact';
import { presentReceipt } from './presentReceipt';
import type { ReportRecord, StoredEntry } from './record';

const iso = (date: Date): string => date.toISOString();

/** What a presenter needs to know of the reader. */
export interface Reader {
  person?: Person | undefined;
  supported: boolean;
  supportSince?: Date | undefined;
  ratedByMe?: boolean;
}

/** Who has it now. */
export function holderOf(r: ReportRecord): Holder {
  const unit = r.unit ? { name: r.unit.name } : {};
  switch (r.position.state) {
    case 'received':
      return { kind: 'check' };
    case 'inReview':
      return { kind: 'moderator' };
    case 'refused':
      return { kind: r.position.appealOpen ? 'moderator' : 'reporter' };
    case 'forwarding':
      if (r.position.receipt === 'offered') return { kind: 'neighbours' };
      return { kind: r.position.receipt === 'held' ? 'people' : 'queue' };
    case 'claimed':
      return { kind: 'claimer', ...(r.claim ? { name: r.claim.by } : {}) };
    case 'delivered':
    case 'filed':
    case 'reopened':
      return { kind: 'desk' };
    case 'dispatched':
    case 'handling':
      return { kind: 'unit', ...unit };
    case 'resolved':
      return r.position.disputeOpen ? { kind: 'people' } : { kind: 'public', ...unit };
    case 'closed':
      return { kind: r.position.disputeOpen ? 'people' : 'nobody' };
    default:
      return { kind: 'nobody' };
  }
}

/** The one clock of a card: what is waited for now. */
export function clockOf(r: ReportRecord, now: Date): Clock | undefined {
  const { state, receipt, disputeOpen, suspended } = r.position;
  if (state === 'received') return presentClock('undo', r.createdAt, r.undoUntil, now, {});
  if (state === 'forwarding' && receipt === 'offered' && r.offerUntil)
    return presentClock('offer', r.updatedAt, r.offerUntil, now, {});
  if (state === 'claimed' && r.claim) return presentClock('claim', r.claim.at, r.claim.dueAt, now, {});
  if (disputeOpen && r.dispute) return presentClock('dispute', r.dispute.at, r.dispute.decideBy, now, {});
  if (state === 'resolved' && r.answerUntil && r.resolvedAt)
    return presentClock('answer', r.resolvedAt, r.answerUntil, now, {});
  if (['filed', 'dispatched', 'handling', 'reopened'].includes(state) && r.filedAt && r.dueAt)
    return presentClock('handle', r.filedAt, r.dueAt, now, { limit: r.limit, paused: suspended });
  return undefined;
}

/** A report in a list. */
export function presentCard(r: ReportRecord, reader: Reader, now: Date, from?: Omit<Point, 'datum'>): ReportCard {
  const clock = clockOf(r, now);
  const { state, receipt, outcome, origin, disputeOpen, appealOpen, supervised } = r.position;
  const { point, address, source, road, grid } = r.place;
  return {
    id: r._id,
    title: r.title,
    group: r.group,
    state,
    ...(receipt ? { receipt } : {}),
    ...(outcome ? { outcome } : {}),
    ...(origin ? { origin } : {}),
    disputeOpen,
    appealOpen,
    supervised,
    place: { ...(point ? { point } : {}), address, source, ...(road ? { road } : {}), ...(grid ? { grid } : {}) },
    ...(r.photos[0] ? { cover: r.photos[0] } : {}),
    holder: holderOf(r),
    ...(clock ? { clock } : {}),
    supports: r.supports,
    comments: r.comments,
    supported: reader.supported,
    mine: reader.person !== undefined && r.reporterId === reader.person.id,
    demonstration: r.demonstration,
    ...(from && point ? { distanceMeters: Math.round(distanceMeters(from, point)) } : {}),
    createdAt: iso(r.createdAt),
    updatedAt: iso(r.updatedAt),
  };
}

/** What happened before a report was published is its reporter's own matter (lifecycle: "Public sees"). */
const isPublic = (e: StoredEntry): boolean => e.action === 'submit' || !unpublishedStates.includes(e.to);

const presentEntry = (e: StoredEntry): TimelineEntry => ({
  seq: e.seq,
  at: iso(e.at),
  action: e.action,
  actor: e.actor,
  ...(e.by ? { by: e.by } : {}),
  ...(e.from ? { from: e.from } : {}),
  to: e.to,
  round: e.round,
  ...(e.reason ? { reason: e.reason } : {}),
  ...(e.note ? { note: e.note } : {}),
  ...(e.dueAt ? { dueAt: iso(e.dueAt) } : {}),
  ...(e.caseNumber ? { caseNumber: e.caseNumber } : {}),
  photos: e.photos,
});

/** Acts of the table that people do on the report's own page; the desk's are done at the desk. */
const onPage: readonly Action[] = [
  'edit',
  'withdraw',
  'leave',
  'correct',
  'appeal',
  'supplement',
  'claim',
  'done',
  'giveUp',
  'takeOver',
  'confirm',
  'dispute',
];
const judging: readonly string[] = ['confirm', 'dispute'];

/** Everything the reader may do now. */
export function abilitiesOf(r: ReportRecord, reader: Reader, services: Pick<Services, 'env'>, now: Date): string[] {
  const { person } = reader;
  if (!person) return [];
  const facts = { ...factsOf(r, now), destinationAgrees: true };
  const actors = actorsOf(person, r, reader.supportSince);
  const partial = conflicted(person, r);
  const confirmed = r.confirmations.some((c) => c.personId === person.id && c.round === r.position.round);
  const acts = openActions(r.position, actors, facts).filter((a) => {
    if (!onPage.includes(a) || (partial && judging.includes(a))) return false;
    if (a === 'edit') return now < r.undoUntil;
    if (a === 'confirm') return !confirmed;
    return true;
  });
  const affected = actors.includes('reporter') || actors.includes('supporter');
  const closedLately = !r.closedAt || now.getTime() - r.closedAt.getTime() <= services.env.REOPEN_DAYS * 86_400_000;
  const { state, outcome, disputeOpen } = r.position;
  const open = openStates.includes(state);
  const isReporter = r.reporterId === person.id;
  const ratable = ['resolved', 'closed'].includes(state) && outcome !== 'voided' && closedLately;
  const extra: [string, boolean][] = [
    // While people decide whether it is done at all, nobody is asked how it was done.
    ['rate', affected && !partial && ratable && !disputeOpen && !reader.ratedByMe],
    ['support', open && !r.handledBy.personIds.includes(person.id) && !isReporter && !reader.supported],
    ['unsupport', reader.supported],
    ['comment', r.published],
    ['propose', r.published && open],
    ['forget', isReporter],
  ];
  return [...acts, ...extra.filter(([, may]) => may).map(([name]) => name)];
}

/** A report's own page. `reporterName` is shown only when it is not anonymous. */
export function presentInfo(
  r: ReportRecord,
  reader: Reader,
  services: Pick<Services, 'env' | 'destinations'>,
  now: Date,
  people: { reporterName?: string | undefined; asked: number },
): ReportInfo {
  const delivery = presentReceipt(r, services.destinations);
  const mine = reader.person !== undefined && r.reporterId === reader.person.id;
  const round = r.confirmations.filter((c) => c.round === r.position.round);
  const d = r.dispute;
  return {
    ...presentCard(r, reader, now),
    words: r.words,
    category: r.category,
    photos: r.photos,
    afterPhotos: r.afterPhotos,
    timeline: r.timeline.filter((e) => mine || isPublic(e)).map(presentEntry),
    ...(delivery ? { delivery } : {}),
    version: r.version,
    round: r.position.round,
    anonymous: r.anonymous,
    reporter: r.anonymous || !people.reporterName ? '一位居民' : people.reporterName,
    ...(mine && r.position.state === 'received' ? { undoUntil: iso(r.undoUntil) } : {}),
    ...(r.answerUntil && r.position.state === 'resolved' ? { answerUntil: iso(r.answerUntil) } : {}),
    asked: people.asked,
    confirmed: round.length,
    disputed: r.counts.disputes,
    ...(r.unit ? { unit: { id: r.unit.id, name: r.unit.name } } : {}),
    ...(r.claim ? { claimedBy: r.claim.by } : {}),
    ...(d
      ? {
          dispute: {
            at: iso(d.at),
            reason: d.reason,
            photos: d.photos,
            decideBy: iso(d.decideBy),
            ...(d.decision ? { decision: d.decision } : {}),
            ...(d.decisionReason ? { decisionReason: d.decisionReason } : {}),
          },
        }
      : {}),
    ...presentContact(r),
    ratedByMe: reader.ratedByMe ?? false,
    ...(r.mergedInto ? { mergedInto: r.mergedInto } : {}),
    ...(r.recurrenceOf ? { recurrenceOf: r.recurrenceOf } : {}),
    abilities: abilitiesOf(r, reader, services, now),
    selfGovernable: r.selfGovernable,
  };
}

/** A pin on the map. */
export const presentPin = (r: ReportRecord, now: Date): ReportPin => ({
  id: r._id,
  title: r.title,
  group: r.group,
  state: r.position.state,
  over:
    r.dueAt !== undefined &&
    r.dueAt < now &&
    ['filed', 'dispatched', 'handling', 'reopened'].includes(r.position.state),
  longitude: r.place.point?.longitude ?? 0,
  latitude: r.place.point?.latitude ?? 0,
});
