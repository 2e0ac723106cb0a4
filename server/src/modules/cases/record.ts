import type { CaseStage } from '@jierong/shared/cases';
import type { Category, CategoryGroup, TimeLimit } from '@jierong/shared/categories';
import type { Point } from '@jierong/shared/geo';
import type { Photo } from '@jierong/shared/media';
import type { PlaceSource } from '@jierong/shared/places';
import type { OfficialAnswer } from '../../forwarding/port';

/**
 * A line of a case's timeline as stored. The person's name is for the desk only, and empty for news from the report; the
 * id never leaves the server.
 */
export interface StoredCaseEntry {
  seq: number;
  at: Date;
  action: string;
  by: string;
  personId?: string;
  unitName?: string;
  to: CaseStage;
  reason?: string;
  note?: string;
  dueAt?: Date;
  photos: Photo[];
}

/** An answer to the report that has not been taken yet. Its event id is `caseId:seq`. */
export type StoredAnswer = Omit<OfficialAnswer, 'destination' | 'key' | 'caseNumber' | 'eventId' | 'action'> & {
  action: OfficialAnswer['action'] | 'contact';
};

/** A case of the built-in desk. It holds nothing of the reporter. */
export interface CaseRecord {
  _id: string;
  /** 案卷号. */
  number: string;
  /** `reportId:round`; unique, so that a report sent twice is one case. */
  key: string;
  reportId: string;
  round: number;
  title: string;
  words: string;
  group: CategoryGroup;
  category: Category;
  /** Handling limit of the category, until a dispatcher names another. */
  limit: TimeLimit;
  place: { point?: Point; address: string; source: PlaceSource; road?: string; grid?: string };
  cells: string[];
  photos: Photo[];
  afterPhotos: Photo[];
  stage: CaseStage;
  /** Still to be done; kept beside the stage for the indexes. */
  open: boolean;
  unit?: { id: string; name: string };
  /** The unit that is asked to take the case over. */
  handOverTo?: { id: string; name: string };
  /** The clock of the whole case: from filing to the handling deadline. */
  startedAt?: Date;
  dueAt?: Date;
  /** When the handling clock was met: the last feedback. */
  handledAt?: Date;
  /** First contact: from the acceptance to the first message to the reporter. */
  contact?: { startedAt: Date; dueAt: Date; doneAt?: Date };
  /** There is nobody to read such a message. */
  unreachable?: boolean;
  /** The clock of the present stage, where the desk has one. */
  stageStartedAt: Date;
  stageDueAt?: Date;
  /** From when a running clock is "soon". Absent when none runs. */
  soonAt?: Date;
  /**
   * The order of the queue in one number: open ones by their earliest deadline in milliseconds, then finished ones, the
   * newest first.
   */
  rank: number;
  /** Whose turn it is: duties, and handlers as `handler:unitId`. */
  waitsFor: string[];
  timeline: StoredCaseEntry[];
  handledBy: { unitIds: string[]; personIds: string[] };
  sendBacks: number;
  reworks: number;
  supports: number;
  asked: number;
  confirmed: number;
  disputed: number;
  disputeOpen: boolean;
  dispute?: { reason: string; photos: Photo[] };
  supervised: boolean;
  /** Answers on their way to the report, and when they are next due. */
  answers: StoredAnswer[];
  answersDueAt?: Date;
  answerSeq: number;
  /** Ids of news already taken; the newest hundred. */
  seenUpdates: string[];
  /** What callers name when they act. */
  version: number;
  /** Guards every write. */
  revision: number;
  terms: string[];
  demonstration: boolean;
  arrivedAt: Date;
  updatedAt: Date;
}
