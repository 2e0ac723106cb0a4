import { caseStages } from '@jierong/shared/cases';
import { categoryGroups } from '@jierong/shared/categories';
import { model, Schema } from 'mongoose';
import type { CaseRecord } from './record';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const count = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const point = new Schema({ longitude: count, latitude: count, datum: text }, { _id: false });
const photo = new Schema({ key: text, width: count, height: count, view: text, alt: String }, { _id: false });
const named = new Schema({ id: text, name: text }, { _id: false, id: false });
const entry = new Schema(
  {
    seq: count,
    at: date,
    action: text,
    by: String,
    personId: String,
    unitName: String,
    to: { type: String, enum: caseStages, required: true },
    reason: String,
    note: String,
    dueAt: Date,
    photos: [photo],
  },
  { _id: false },
);
const answer = new Schema(
  {
    seq: count,
    at: date,
    action: text,
    by: String,
    unit: named,
    personId: String,
    reason: String,
    note: String,
    dueAt: Date,
    photos: [photo],
    sendBacks: Number,
  },
  { _id: false },
);

const caseSchema = new Schema<CaseRecord>(
  {
    _id: text,
    number: text,
    key: text,
    reportId: text,
    round: count,
    title: text,
    words: { type: String, default: '' },
    group: { type: String, enum: categoryGroups, required: true },
    category: {
      type: new Schema(
        { standard: text, edition: text, kind: text, majorCode: text, code: text, name: text },
        { _id: false },
      ),
      required: true,
    },
    limit: { type: new Schema({ value: count, unit: text }, { _id: false }), required: true },
    place: {
      type: new Schema({ point, address: text, source: text, road: String, grid: String }, { _id: false }),
      required: true,
    },
    cells: [String],
    photos: [photo],
    afterPhotos: [photo],
    stage: { type: String, enum: caseStages, required: true },
    open: flag,
    unit: named,
    handOverTo: named,
    startedAt: Date,
    dueAt: Date,
    handledAt: Date,
    contact: new Schema({ startedAt: date, dueAt: date, doneAt: Date }, { _id: false }),
    unreachable: Boolean,
    stageStartedAt: date,
    stageDueAt: Date,
    soonAt: Date,
    rank: count,
    waitsFor: [String],
    timeline: [entry],
    handledBy: { type: new Schema({ unitIds: [String], personIds: [String] }, { _id: false }), required: true },
    sendBacks: count,
    reworks: count,
    supports: count,
    asked: count,
    confirmed: count,
    disputed: count,
    disputeOpen: flag,
    dispute: new Schema({ reason: text, photos: [photo] }, { _id: false }),
    supervised: flag,
    answers: [answer],
    answersDueAt: Date,
    answerSeq: count,
    seenUpdates: [String],
    version: count,
    revision: count,
    terms: [String],
    demonstration: flag,
    arrivedAt: date,
    updatedAt: date,
  },
  { collection: 'cases', strict: 'throw', versionKey: false, minimize: false },
);

caseSchema.index({ key: 1 }, { unique: true });
caseSchema.index({ number: 1 }, { unique: true });
caseSchema.index({ waitsFor: 1, rank: 1, _id: 1 });
caseSchema.index({ rank: 1, _id: 1 });
caseSchema.index({ open: 1, rank: 1, _id: 1 });
caseSchema.index({ stage: 1, rank: 1, _id: 1 });
caseSchema.index({ 'unit.id': 1, rank: 1, _id: 1 });
caseSchema.index({ 'handOverTo.id': 1, rank: 1, _id: 1 });
caseSchema.index({ terms: 1, rank: 1, _id: 1 });
caseSchema.index({ cells: 1, group: 1 });
caseSchema.index({ answersDueAt: 1 }, { partialFilterExpression: { answersDueAt: { $exists: true } } });

/** Private to the cases module. */
export const CaseModel = model<CaseRecord>('Case', caseSchema);

/** Last case number of each day. */
interface CounterRecord {
  _id: string;
  last: number;
}
const counterSchema = new Schema<CounterRecord>(
  { _id: text, last: count },
  { collection: 'caseCounters', strict: 'throw', versionKey: false },
);
export const CaseCounterModel = model<CounterRecord>('CaseCounter', counterSchema);
