import type { OutboxEntry, ReportRecord, StoredEntry } from '../../src/modules/reports/record';

/** A mark that names the field it stands in. */
const markOf = (field: string): string => `SECRET-${field}`;

/** The fields whose marks are in something that leaves. */
export const marksIn = (leaving: unknown): string[] =>
  [...new Set(JSON.stringify(leaving).match(/SECRET-[A-Za-z.]+/g) ?? [])].map((mark) => mark.slice(7)).sort();

const AT = new Date('2026-11-23T02:31:17.123Z');
const photo = (field: string) => ({
  key: markOf(`${field}.key`),
  width: 640,
  height: 480,
  view: 'far' as const,
  alt: markOf(`${field}.alt`),
});
const step = (seq: number, action: string): StoredEntry => ({
  seq,
  at: AT,
  action,
  actor: 'reporter',
  personId: markOf('timeline.personId'),
  by: markOf('timeline.by'),
  to: 'resolved',
  round: 1,
  reason: markOf('timeline.reason'),
  note: markOf('timeline.note'),
  photos: [photo('timeline.photos')],
});

/** A report in which every text is a mark of its own field: whatever leaves of it says where it was taken from. */
export function markedReport(): ReportRecord {
  const position = {
    state: 'resolved',
    round: 1,
    disputeOpen: true,
    appealOpen: false,
    suspended: false,
    supervised: true,
    hidden: false,
  } as const;
  return {
    _id: markOf('id'),
    clientKey: markOf('clientKey'),
    inputHash: markOf('inputHash'),
    reporterId: markOf('reporterId'),
    anonymous: true,
    title: markOf('title'),
    words: markOf('words'),
    group: 'occupation',
    category: { standard: 'GB/T', edition: '2026', kind: 'event', majorCode: '09', code: '09005', name: '店外经营' },
    selfGovernable: false,
    limit: { value: 2, unit: 'workingHour' },
    place: {
      point: { longitude: 120.7592, latitude: 30.76478, datum: 'gcj02' },
      address: markOf('place.address'),
      source: 'device',
      roadId: markOf('place.roadId'),
      road: markOf('place.road'),
      gridId: markOf('place.gridId'),
      grid: markOf('place.grid'),
      cells: [markOf('place.cells')],
    },
    photos: [photo('photos')],
    afterPhotos: [photo('afterPhotos')],
    position,
    published: true,
    open: true,
    version: 7,
    revision: 9,
    undoUntil: AT,
    check: { round: 1, startedAt: AT, words: 'pass', wordsLabel: markOf('check.wordsLabel'), photos: [] },
    counts: { corrections: 0, supplements: 0, appeals: 0, disputes: 1, unsatisfied: 0, sendBacks: 0 },
    refusal: { reason: markOf('refusal.reason'), moderatorId: markOf('refusal.moderatorId'), at: AT },
    appeal: { personId: markOf('appeal.personId'), reason: markOf('appeal.reason'), at: AT, dueAt: AT },
    claim: { personId: markOf('claim.personId'), by: markOf('claim.by'), at: AT, dueAt: AT },
    handledBy: { unitIds: [], personIds: [markOf('handledBy.personIds')] },
    shopId: markOf('shopId'),
    dispute: {
      personId: markOf('dispute.personId'),
      as: 'reporter',
      at: AT,
      reason: markOf('dispute.reason'),
      photos: [photo('dispute.photos')],
      decideBy: AT,
    },
    confirmations: [{ personId: markOf('confirmations.personId'), as: 'supporter', at: AT, round: 1 }],
    delivery: { attempts: [], caseNumbers: [markOf('delivery.caseNumbers')] },
    copies: [],
    timeline: ['submit', 'dispute', 'reopen', 'rejectDispute'].map((action, at) => step(at + 1, action)),
    outbox: [],
    seenAnswers: [],
    heldAnswers: [],
    supports: 3,
    comments: 1,
    proposals: 0,
    tallyRevision: 0,
    terms: [markOf('terms')],
    demonstration: true,
    createdAt: AT,
    updatedAt: AT,
  };
}

/** The instants at which the reporter acted: none of them leaves. */
export const actedAt = AT;

export const updateEntry = (
  update: NonNullable<OutboxEntry['update']>,
  seq: number,
): OutboxEntry & { update: NonNullable<OutboxEntry['update']> } => ({
  id: 'entry-1',
  kind: 'update',
  dueAt: AT,
  attempts: 0,
  seq,
  update,
});
