import type { ReportState } from '@jierong/shared/reportPosition';
import { model, Schema } from 'mongoose';

/** A stored message. `key` says of which entry and to whom, so that a repeated delivery adds nothing. */
export interface MessageRecord {
  /** Begins with the sequence number of the timeline entry, so that messages of one instant keep their order. */
  _id: string;
  key: string;
  personId: string;
  /** When it reached the person: a late one does not hide below those already read. */
  at: Date;
  kind: string;
  reportId: string;
  reportTitle: string;
  state: ReportState;
  reason?: string;
  unitName?: string;
  caseNumber?: string;
  dueAt?: Date;
  words?: string;
  asks: boolean;
  read: boolean;
}

const text = { type: String, required: true } as const;
const messageSchema = new Schema<MessageRecord>(
  {
    _id: text,
    key: text,
    personId: text,
    at: { type: Date, required: true },
    kind: text,
    reportId: text,
    reportTitle: text,
    state: text,
    reason: String,
    unitName: String,
    caseNumber: String,
    dueAt: Date,
    words: String,
    asks: { type: Boolean, required: true },
    read: { type: Boolean, required: true },
  },
  { collection: 'messages', strict: 'throw', versionKey: false },
);
messageSchema.index({ key: 1 }, { unique: true });
messageSchema.index({ personId: 1, at: -1, _id: -1 });
messageSchema.index({ personId: 1, read: 1 });
messageSchema.index({ personId: 1, reportId: 1 });

/** Private to the messages module. */
export const MessageModel = model<MessageRecord>('Message', messageSchema);
