import type { Tally } from '@jierong/shared/talk';
import { model, Schema } from 'mongoose';

/** A stored proposal how to fix a report (民议). */
export interface ProposalRecord {
  _id: string;
  reportId: string;
  authorId: string;
  clientKey: string;
  nickname: string;
  title: string;
  why: string;
  /** Held ones wait for a moderator. They and hidden ones are seen by their author only. */
  status: 'shown' | 'held' | 'hidden';
  at: Date;
  closesAt: Date;
  tally: Tally;
  comments: number;
  /** Guards the numbers: of two who count at once the later count wins. */
  tallyRevision: number;
  /** Counted once more after the vote ended. */
  settled: boolean;
  /** Moved into the number of its report yet? */
  counted: boolean;
  officialAnswer?: { at: Date; unitName: string; words: string };
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const count = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const proposalSchema = new Schema<ProposalRecord>(
  {
    _id: text,
    reportId: text,
    authorId: text,
    clientKey: text,
    nickname: text,
    title: text,
    why: text,
    status: { type: String, enum: ['shown', 'held', 'hidden'], required: true },
    at: date,
    closesAt: date,
    tally: {
      type: new Schema(
        {
          residents: new Schema({ for: count, against: count }, { _id: false }),
          merchants: new Schema(
            { for: count, against: count, membersFor: count, membersAgainst: count },
            { _id: false },
          ),
        },
        { _id: false },
      ),
      required: true,
    },
    comments: count,
    tallyRevision: count,
    settled: flag,
    counted: flag,
    officialAnswer: new Schema({ at: date, unitName: text, words: text }, { _id: false }),
  },
  { collection: 'proposals', strict: 'throw', versionKey: false },
);
proposalSchema.index({ authorId: 1, clientKey: 1 }, { unique: true });
proposalSchema.index({ at: -1, _id: -1 });
proposalSchema.index({ reportId: 1, at: -1, _id: -1 });
proposalSchema.index({ settled: 1, closesAt: 1 });
proposalSchema.index({ counted: 1, at: 1 });
proposalSchema.index({ status: 1, at: 1, _id: 1 }, { partialFilterExpression: { status: 'held' } });

/** Private to the talk module. */
export const ProposalModel = model<ProposalRecord>('Proposal', proposalSchema);
