import { firstPosition } from '@jierong/shared/reportPosition';
import type { ReportRecord } from './record';

/** What a report holds before anything has happened to it but its sending. */
export const untouched = () =>
  ({
    afterPhotos: [],
    position: firstPosition,
    published: false,
    open: false,
    version: 1,
    revision: 1,
    counts: { corrections: 0, supplements: 0, appeals: 0, disputes: 0, unsatisfied: 0, sendBacks: 0 },
    handledBy: { unitIds: [], personIds: [] },
    confirmations: [],
    delivery: { attempts: [], caseNumbers: [] },
    copies: [],
    seenAnswers: [],
    heldAnswers: [],
    supports: 0,
    comments: 0,
    proposals: 0,
    tallyRevision: 0,
  }) satisfies Partial<ReportRecord>;
