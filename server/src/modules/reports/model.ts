import { categoryGroups } from '@jierong/shared/categories';
import { reportStates } from '@jierong/shared/reportPosition';
import { model, Schema } from 'mongoose';
import type { ReportRecord } from './record';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const count = { type: Number, required: true } as const;
const point = new Schema({ longitude: count, latitude: count, datum: text }, { _id: false });
const photo = new Schema({ key: text, width: count, height: count, view: text, alt: String }, { _id: false });
const named = new Schema({ id: text, name: text }, { _id: false, id: false });
const position = new Schema(
  {
    state: { type: String, enum: reportStates, required: true },
    round: count,
    receipt: String,
    outcome: String,
    origin: String,
    disputeOpen: Boolean,
    appealOpen: Boolean,
    suspended: Boolean,
    supervised: Boolean,
    hidden: Boolean,
  },
  { _id: false },
);
const entry = new Schema(
  {
    seq: count,
    at: date,
    action: text,
    actor: text,
    personId: String,
    by: String,
    from: String,
    to: text,
    round: count,
    reason: String,
    note: String,
    dueAt: Date,
    caseNumber: String,
    photos: [photo],
  },
  { _id: false },
);
const delivery = {
  destination: String,
  attempts: [new Schema({ at: date, outcome: text, detail: String }, { _id: false })],
  lastError: String,
  nextAttemptAt: Date,
  caseNumbers: [String],
  token: String,
  acceptedAt: Date,
};
const outboxEntry = new Schema(
  { id: text, kind: text, dueAt: date, attempts: count, seq: count, destination: String, update: String },
  { _id: false, id: false },
);

const reportSchema = new Schema<ReportRecord>(
  {
    _id: text,
    clientKey: text,
    inputHash: text,
    reporterId: String,
    anonymous: Boolean,
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
    selfGovernable: Boolean,
    limit: { type: new Schema({ value: count, unit: text }, { _id: false }), required: true },
    place: {
      type: new Schema(
        {
          point,
          address: text,
          source: text,
          roadId: String,
          road: String,
          gridId: String,
          grid: String,
          cells: [String],
        },
        { _id: false },
      ),
      required: true,
    },
    photos: [photo],
    afterPhotos: [photo],
    position: { type: position, required: true },
    published: Boolean,
    open: Boolean,
    version: count,
    revision: count,
    undoUntil: date,
    check: {
      type: new Schema(
        {
          round: count,
          startedAt: date,
          words: text,
          wordsLabel: String,
          photos: [new Schema({ key: text, verdict: text, label: String, traceId: String }, { _id: false })],
        },
        { _id: false },
      ),
      required: true,
    },
    counts: {
      type: new Schema(
        {
          corrections: count,
          supplements: count,
          appeals: count,
          disputes: count,
          unsatisfied: count,
          sendBacks: count,
        },
        { _id: false },
      ),
      required: true,
    },
    refusal: new Schema({ reason: text, note: String, moderatorId: text, at: date }, { _id: false }),
    decline: new Schema({ reason: text, note: String, at: date }, { _id: false }),
    appeal: new Schema({ personId: text, reason: text, at: date, dueAt: date, answer: String }, { _id: false }),
    claim: new Schema({ personId: text, by: text, at: date, dueAt: date }, { _id: false }),
    offerUntil: Date,
    unit: named,
    handledBy: { type: new Schema({ unitIds: [String], personIds: [String] }, { _id: false }), required: true },
    shopId: String,
    acceptedAt: Date,
    filedAt: Date,
    dueAt: Date,
    resolvedAt: Date,
    closedAt: Date,
    answerUntil: Date,
    dispute: new Schema(
      {
        personId: text,
        as: text,
        at: date,
        reason: text,
        photos: [photo],
        decideBy: date,
        decision: String,
        decisionReason: String,
      },
      { _id: false },
    ),
    confirmations: [new Schema({ personId: text, as: text, at: date, round: count }, { _id: false })],
    delivery: { type: new Schema(delivery, { _id: false }), required: true },
    copies: [
      new Schema(
        {
          ...delivery,
          status: text,
          round: count,
          told: new Schema({ at: date, action: text, by: String, note: String }, { _id: false }),
        },
        { _id: false },
      ),
    ],
    timeline: [entry],
    outbox: [outboxEntry],
    lanes: { type: [String], default: undefined },
    lease: new Schema({ owner: String, until: Date, tried: { type: [String], default: undefined } }, { _id: false }),
    wakeAt: Date,
    seenAnswers: [String],
    heldAnswers: [new Schema({ at: date, event: text, action: text }, { _id: false })],
    supports: count,
    comments: count,
    proposals: count,
    tallyRevision: count,
    mergedInto: String,
    mergedAt: Date,
    before: position,
    recurrenceOf: String,
    terms: [String],
    demonstration: Boolean,
    createdAt: date,
    updatedAt: date,
  },
  { collection: 'reports', strict: 'throw', versionKey: false, minimize: false },
);

reportSchema.index(
  { reporterId: 1, clientKey: 1 },
  { unique: true, partialFilterExpression: { reporterId: { $exists: true } } },
);
reportSchema.index({ published: 1, createdAt: -1, _id: -1 });
reportSchema.index({ published: 1, open: 1, createdAt: -1, _id: -1 });
reportSchema.index({ published: 1, group: 1, createdAt: -1, _id: -1 });
reportSchema.index({ published: 1, 'position.state': 1, createdAt: -1, _id: -1 });
reportSchema.index({ 'place.cells': 1, published: 1, createdAt: -1, _id: -1 });
reportSchema.index({ terms: 1, published: 1, createdAt: -1, _id: -1 });
reportSchema.index({ reporterId: 1, createdAt: -1, _id: -1 });
reportSchema.index({ 'claim.personId': 1, createdAt: -1, _id: -1 }, { sparse: true });
reportSchema.index({ 'position.state': 1, 'position.receipt': 1, offerUntil: 1, _id: 1 });
reportSchema.index({ 'position.state': 1, updatedAt: 1, _id: 1 });
reportSchema.index({ 'position.disputeOpen': 1, 'dispute.decideBy': 1, _id: 1 });
reportSchema.index({ 'position.appealOpen': 1, 'position.state': 1, 'appeal.at': 1, _id: 1 });
reportSchema.index({ 'unit.id': 1, resolvedAt: -1 });
reportSchema.index({ 'delivery.acceptedAt': 1 }, { sparse: true });
reportSchema.index({ lanes: 1 }, { sparse: true });
reportSchema.index({ 'delivery.caseNumbers': 1 }, { sparse: true });
reportSchema.index({ 'copies.caseNumbers': 1 }, { sparse: true });
reportSchema.index({ wakeAt: 1 }, { partialFilterExpression: { wakeAt: { $exists: true } } });
reportSchema.index({ 'check.photos.traceId': 1 }, { sparse: true });

/** Private to the reports module: others read through its queries and write through its commands. */
export const ReportModel = model<ReportRecord>('Report', reportSchema);
