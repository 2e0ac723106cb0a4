import { type Duty, duties, type Role, roles } from '@jierong/shared/roles';
import { model, Schema } from 'mongoose';

/** A stored person. The openid is kept only as a keyed hash, the phone only encrypted. */
export interface PersonRecord {
  _id: string;
  openidHash?: string;
  nickname: string;
  role: Role;
  title: string;
  grants: { duty: Duty; unitId: string; until: Date }[];
  unit?: { id: string; name: string };
  shop?: { id: string; name: string };
  allianceId?: string;
  gridId?: string;
  roadIds: string[];
  phone?: string;
  phoneVerified: boolean;
  demonstration: boolean;
  createdAt: Date;
}

const named = new Schema(
  { id: { type: String, required: true }, name: { type: String, required: true } },
  { _id: false, id: false },
);
const grant = new Schema(
  {
    duty: { type: String, enum: duties, required: true },
    unitId: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { _id: false },
);
const personSchema = new Schema<PersonRecord>(
  {
    _id: { type: String, required: true },
    openidHash: String,
    nickname: { type: String, required: true },
    role: { type: String, enum: roles, required: true },
    title: { type: String, required: true },
    grants: [grant],
    unit: named,
    shop: named,
    allianceId: String,
    gridId: String,
    roadIds: [String],
    phone: String,
    phoneVerified: { type: Boolean, default: false },
    demonstration: { type: Boolean, default: false },
    createdAt: { type: Date, required: true },
  },
  { collection: 'people', strict: 'throw', versionKey: false },
);
personSchema.index({ openidHash: 1 }, { unique: true, partialFilterExpression: { openidHash: { $exists: true } } });
personSchema.index({ demonstration: 1, _id: 1 });

export const PersonModel = model<PersonRecord>('Person', personSchema);

/** A session: the token itself is never stored, only its hash. */
export interface SessionRecord {
  _id: string;
  personId: string;
  /** The openid, encrypted, only as long as the session: the content check must name its author. */
  sealedOpenid?: string;
  createdAt: Date;
  expiresAt: Date;
}
const sessionSchema = new Schema<SessionRecord>(
  {
    _id: { type: String, required: true },
    personId: { type: String, required: true },
    sealedOpenid: String,
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'sessions', strict: 'throw', versionKey: false },
);
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
sessionSchema.index({ personId: 1, createdAt: -1 });

export const SessionModel = model<SessionRecord>('Session', sessionSchema);
