import type { CaseCard, CaseEntry, CaseInfo } from '@jierong/shared/cases';
import type { Person } from '../people/person';
import { clocksOf } from './caseClocks';
import { abilitiesOf, checkBarred } from './policy';
import type { CaseRecord, StoredCaseEntry } from './record';

/** A case in the queue. */
export function presentCase(record: CaseRecord, now: Date): CaseCard {
  const cover = record.photos[0];
  return {
    id: record._id,
    number: record.number,
    reportId: record.reportId,
    title: record.title,
    group: record.group,
    stage: record.stage,
    place: record.place,
    ...(cover ? { cover } : {}),
    ...(record.unit ? { unit: record.unit } : {}),
    ...(record.handOverTo ? { handOverTo: record.handOverTo } : {}),
    ...clocksOf(record, now),
    ...(record.unreachable ? { unreachable: true } : {}),
    supports: record.supports,
    disputeOpen: record.disputeOpen,
    supervised: record.supervised,
    reworks: record.reworks,
    arrivedAt: record.arrivedAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
    demonstration: record.demonstration,
  };
}

const presentEntry = (entry: StoredCaseEntry): CaseEntry => ({
  seq: entry.seq,
  at: entry.at.toISOString(),
  action: entry.action,
  by: entry.by,
  ...(entry.unitName ? { unitName: entry.unitName } : {}),
  to: entry.to,
  ...(entry.reason ? { reason: entry.reason } : {}),
  ...(entry.note ? { note: entry.note } : {}),
  ...(entry.dueAt ? { dueAt: entry.dueAt.toISOString() } : {}),
  photos: entry.photos,
});

/** A case's own page as one person sees it. */
export const presentCaseInfo = (
  record: CaseRecord,
  person: Person,
  now: Date,
  more: Pick<CaseInfo, 'suggested' | 'nearby'>,
): CaseInfo => ({
  ...presentCase(record, now),
  version: record.version,
  words: record.words,
  category: record.category,
  photos: record.photos,
  afterPhotos: record.afterPhotos,
  timeline: record.timeline.map(presentEntry),
  sendBacks: record.sendBacks,
  ...(record.dispute ? { disputeReason: record.dispute.reason } : {}),
  disputePhotos: record.dispute?.photos ?? [],
  answers: { asked: record.asked, confirmed: record.confirmed, disputed: record.disputed },
  abilities: abilitiesOf(person, record),
  conflict: checkBarred(person, record),
  ...more,
});
