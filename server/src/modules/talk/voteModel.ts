import type { VoteChoice } from '@jierong/shared/talk';
import { model, Schema } from 'mongoose';

/** A vote: the truth behind the tally. One a person and proposal. */
export interface VoteRecord {
  _id: string;
  proposalId: string;
  personId: string;
  choice: VoteChoice;
  kind: 'resident' | 'merchant';
  /** Of the alliance whose shop the report concerns. */
  member: boolean;
  at: Date;
  /** Moved into the tally yet? What is not after a crash is recounted. */
  counted: boolean;
}

const text = { type: String, required: true } as const;
const voteSchema = new Schema<VoteRecord>(
  {
    _id: text,
    proposalId: text,
    personId: text,
    choice: { type: String, enum: ['for', 'against'], required: true },
    kind: { type: String, enum: ['resident', 'merchant'], required: true },
    member: { type: Boolean, required: true },
    at: { type: Date, required: true },
    counted: { type: Boolean, required: true },
  },
  { collection: 'votes', strict: 'throw', versionKey: false },
);
voteSchema.index({ proposalId: 1, personId: 1 }, { unique: true });
voteSchema.index({ proposalId: 1, kind: 1, choice: 1, member: 1 });
voteSchema.index({ counted: 1, at: 1 });

/** Private to the talk module. */
export const VoteModel = model<VoteRecord>('Vote', voteSchema);
