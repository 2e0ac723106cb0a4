import { model, Schema } from 'mongoose';
import type { IncomingAnswer } from '../port';

/** An answer of an outside destination, kept until its report has taken it; the truth of what was said stays. */
export interface InboxRecord {
  /** `destination:eventId`: told twice, it is one. */
  _id: string;
  destination: string;
  caseNumber: string;
  seq: number;
  answer: IncomingAnswer;
  receivedAt: Date;
  tries: number;
  /** When it is looked at next; absent once it is settled. */
  dueAt?: Date;
  result?: 'taken' | 'held' | 'unknown';
  reportId?: string;
  /** It moved nothing, and nobody has looked at it yet. */
  stray?: true;
}

const text = { type: String, required: true } as const;
const inboxSchema = new Schema<InboxRecord>(
  {
    _id: text,
    destination: text,
    caseNumber: text,
    seq: { type: Number, required: true },
    answer: { type: Schema.Types.Mixed, required: true },
    receivedAt: { type: Date, required: true },
    tries: { type: Number, required: true },
    dueAt: Date,
    result: String,
    reportId: String,
    stray: Boolean,
  },
  { collection: 'officialAnswers', strict: 'throw', versionKey: false, minimize: false },
);
inboxSchema.index({ dueAt: 1 }, { sparse: true });
inboxSchema.index({ destination: 1, caseNumber: 1, seq: 1 });
inboxSchema.index({ stray: 1, receivedAt: 1, _id: 1 }, { partialFilterExpression: { stray: true } });

/** Private to the inbox. */
export const InboxModel = model<InboxRecord>('OfficialAnswer', inboxSchema);

/** How many answers wait for their report or case to be known. */
export const countWaitingAnswers = (): Promise<number> => InboxModel.countDocuments({ dueAt: { $gt: new Date(0) } });
