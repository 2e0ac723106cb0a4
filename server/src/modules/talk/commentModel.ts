import { model, Schema } from 'mongoose';

/** Held: waits for a moderator. Hidden: by a moderator. TakenBack: by its author, and gone for everyone. */
export const commentStatuses = ['shown', 'held', 'hidden', 'takenBack'] as const;
export type CommentStatus = (typeof commentStatuses)[number];

/** A stored comment, under a report or under a proposal. */
export interface CommentRecord {
  _id: string;
  reportId?: string;
  proposalId?: string;
  authorId: string;
  /** The Idempotency-Key of its author: one comment however often it is sent. */
  clientKey: string;
  /** The name in front as it was then. */
  nickname: string;
  official: boolean;
  unitName?: string;
  words: string;
  status: CommentStatus;
  at: Date;
  /** Moved into the number of its report or proposal yet? */
  counted: boolean;
}

const text = { type: String, required: true } as const;
const commentSchema = new Schema<CommentRecord>(
  {
    _id: text,
    reportId: String,
    proposalId: String,
    authorId: text,
    clientKey: text,
    nickname: text,
    official: { type: Boolean, required: true },
    unitName: String,
    words: text,
    status: { type: String, enum: commentStatuses, required: true },
    at: { type: Date, required: true },
    counted: { type: Boolean, required: true },
  },
  { collection: 'comments', strict: 'throw', versionKey: false },
);
commentSchema.index({ authorId: 1, clientKey: 1 }, { unique: true });
commentSchema.index({ reportId: 1, at: 1, _id: 1 });
commentSchema.index({ proposalId: 1, at: 1, _id: 1 });
commentSchema.index({ counted: 1, at: 1 });
commentSchema.index({ status: 1, at: 1, _id: 1 }, { partialFilterExpression: { status: 'held' } });

/** Private to the talk module. */
export const CommentModel = model<CommentRecord>('Comment', commentSchema);
