import type { Category, CategoryGroup, TimeLimit } from '@jierong/shared/categories';
import type { Point } from '@jierong/shared/geo';
import type { Photo } from '@jierong/shared/media';
import type { PlaceSource } from '@jierong/shared/places';
import type { Position, ReportState } from '@jierong/shared/reportPosition';
import type { CheckVerdict } from '@jierong/shared/review';
import type { Actor } from '@jierong/shared/roles';
import type { UpdateKind } from '../../forwarding/port';

/** A line of the timeline as stored. `personId` is who did it and never leaves the server. */
export interface StoredEntry {
  seq: number;
  at: Date;
  action: string;
  actor: Actor;
  personId?: string;
  by?: string;
  from?: ReportState;
  to: ReportState;
  round: number;
  reason?: string;
  note?: string;
  dueAt?: Date;
  caseNumber?: string;
  photos: Photo[];
}

/**
 * What must leave a report, kept in the report itself so that it is written in the same atomic act.
 * forward: open a case · follow: ask for the number of a case that was taken under a token · update: tell the
 * destination something new · notify: messages to its people · check: ask the content check.
 */
export interface OutboxEntry {
  id: string;
  kind: 'forward' | 'follow' | 'update' | 'notify' | 'check';
  dueAt: Date;
  attempts: number;
  /** Sequence number of the timeline entry that caused it. */
  seq: number;
  /** For updates: what happened. */
  /** Where to; without it a report to be forwarded has yet to be routed. */
  destination?: string;
  update?: UpdateKind;
}

/** What the content check was asked and answered. `round` grows with every new asking; older answers are ignored. */
export interface CheckRecord {
  round: number;
  startedAt: Date;
  words: CheckVerdict;
  wordsLabel?: string;
  photos: { key: string; verdict: CheckVerdict; label?: string; traceId?: string }[];
}

/** The receipt of a report's case. */
export interface DeliveryRecord {
  destination?: string;
  attempts: { at: Date; outcome: 'accepted' | 'rejected' | 'retryLater'; detail?: string }[];
  lastError?: string;
  nextAttemptAt?: Date;
  caseNumbers: string[];
  /** The destination took the report and has not numbered it yet. */
  token?: string;
  acceptedAt?: Date;
}

/** The receipt of a further destination that gets the case as well; it does not move the report. */
export interface CopyRecord extends DeliveryRecord {
  destination: string;
  status: 'queued' | 'attempted' | 'held' | 'accepted';
  round: number;
  /** The newest that this destination said; it is shown and moves nothing. */
  told?: { at: Date; action: string; by?: string; note?: string };
}

export interface DisputeRecord {
  personId: string;
  as: 'reporter' | 'supporter';
  at: Date;
  reason: string;
  photos: Photo[];
  decideBy: Date;
  decision?: 'upheld' | 'rejected';
  decisionReason?: string;
}

/** An outside program that sent a report. */
export interface OutsideSender {
  /** Its kind and id, as routing knows it: `open311:` and the id of the key. */
  source: string;
  /** What it is called in public. */
  name: string;
}

/**
 * Who works on what must leave, until when. `tried`: the destinations that something may have been sent to without the
 * result being written; a worker that dies leaves them behind.
 */
export interface Lease {
  owner?: string;
  until?: Date;
  tried?: string[];
}

/** A stored report: its state, its timeline and what must leave it are one document. */
export interface ReportRecord {
  _id: string;
  clientKey: string;
  inputHash: string;
  /** Absent once the reporter had their name erased. */
  reporterId?: string;
  /** The outside program that sent it; absent when a person did, here. */
  source?: string;
  sourceName?: string;
  anonymous: boolean;
  title: string;
  words: string;
  group: CategoryGroup;
  category: Category;
  selfGovernable: boolean;
  limit: TimeLimit;
  place: {
    point?: Point;
    address: string;
    source: PlaceSource;
    roadId?: string;
    road?: string;
    gridId?: string;
    grid?: string;
    cells: string[];
  };
  photos: Photo[];
  afterPhotos: Photo[];
  position: Position;
  /** Kept beside the position for the indexes: seen by everyone; still to be done. */
  published: boolean;
  open: boolean;
  /** What callers name when they act; grows with every transition. */
  version: number;
  /** Guards every write of this document. */
  revision: number;
  undoUntil: Date;
  check: CheckRecord;
  counts: {
    corrections: number;
    supplements: number;
    appeals: number;
    disputes: number;
    unsatisfied: number;
    sendBacks: number;
  };
  refusal?: { reason: string; note?: string; moderatorId: string; at: Date };
  decline?: { reason: string; note?: string; at: Date };
  appeal?: { personId: string; reason: string; at: Date; dueAt: Date; answer?: string };
  claim?: { personId: string; by: string; at: Date; dueAt: Date };
  offerUntil?: Date;
  unit?: { id: string; name: string };
  /** Units and persons that ever worked on it: they never confirm, dispute, rate or decide. */
  handledBy: { unitIds: string[]; personIds: string[] };
  shopId?: string;
  acceptedAt?: Date;
  /** First contact with the reporter, where the built-in desk promised it. */
  contact?: { dueAt: Date; at?: Date };
  filedAt?: Date;
  dueAt?: Date;
  resolvedAt?: Date;
  closedAt?: Date;
  answerUntil?: Date;
  dispute?: DisputeRecord;
  confirmations: { personId: string; as: 'reporter' | 'supporter'; at: Date; round: number }[];
  delivery: DeliveryRecord;
  copies: CopyRecord[];
  timeline: StoredEntry[];
  outbox: OutboxEntry[];
  /** When each lane of the outbox is next due, see `lanesOf`; absent when nothing is left. */
  lanes?: string[];
  lease?: Lease;
  /** When a timer of its own (undo, photo check, dispute, silence) is next due. */
  wakeAt?: Date;
  /** Ids of answers already taken from destinations; the newest 200. */
  seenAnswers: string[];
  /** Answers for a step the table does not allow now, kept for people. */
  heldAnswers: { at: Date; event: string; action: string }[];
  supports: number;
  comments: number;
  proposals: number;
  tallyRevision: number;
  mergedInto?: string;
  mergedAt?: Date;
  before?: Position;
  recurrenceOf?: string;
  /** Words of the title, words and address, for the text filter. */
  terms: string[];
  demonstration: boolean;
  createdAt: Date;
  updatedAt: Date;
}
