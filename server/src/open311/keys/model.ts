import { model, Schema } from 'mongoose';

/** What a key may be used for. Reading needs none. */
export const scopes = ['report', 'update'] as const;
export type Scope = (typeof scopes)[number];

/** A stored key: the key itself is never stored, only its hash. */
export interface KeyRecord {
  _id: string;
  hash: string;
  /** The outside program, shown as where a report came from. */
  name: string;
  scopes: Scope[];
  ratePerMinute: number;
  demonstration: boolean;
  createdAt: Date;
  revokedAt?: Date;
}

const text = { type: String, required: true } as const;
const keySchema = new Schema<KeyRecord>(
  {
    _id: text,
    hash: text,
    name: text,
    scopes: [{ type: String, enum: scopes, required: true }],
    ratePerMinute: { type: Number, required: true },
    demonstration: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
    revokedAt: Date,
  },
  { collection: 'open311Keys', strict: 'throw', versionKey: false },
);
keySchema.index({ hash: 1 }, { unique: true });

/** Private to the keys of the Open311 server. */
export const KeyModel = model<KeyRecord>('Open311Key', keySchema);
