import { model, Schema } from 'mongoose';

/** 我也遇到: the truth behind the number; one document a person and report. */
export interface SupportRecord {
  _id: string;
  reportId: string;
  personId: string;
  at: Date;
  /** Moved into the report's number yet? What is not after a crash is recounted. */
  counted: boolean;
}

const supportSchema = new Schema<SupportRecord>(
  {
    _id: { type: String, required: true },
    reportId: { type: String, required: true },
    personId: { type: String, required: true },
    at: { type: Date, required: true },
    counted: { type: Boolean, required: true },
  },
  { collection: 'supports', strict: 'throw', versionKey: false },
);
supportSchema.index({ reportId: 1, personId: 1 }, { unique: true });
supportSchema.index({ reportId: 1, at: 1, _id: 1 });
supportSchema.index({ personId: 1, at: -1, _id: -1 });
supportSchema.index({ counted: 1, at: 1 });

export const SupportModel = model<SupportRecord>('Support', supportSchema);

/** Since when a person supports a report; undefined when not. */
export async function supportedSince(reportId: string, personId: string): Promise<Date | undefined> {
  const support = await SupportModel.findOne({ reportId, personId }).lean<SupportRecord>();
  return support?.at;
}

/** Which of these reports a person supports. */
export async function supportedAmong(personId: string, reportIds: readonly string[]): Promise<Set<string>> {
  const rows = await SupportModel.find({ personId, reportId: { $in: reportIds } })
    .select('reportId')
    .lean<SupportRecord[]>();
  return new Set(rows.map((r) => r.reportId));
}

/** Supporters a page at a time, in order of joining; those after `before` (when the repair came) are left out. */
export async function* supportersOf(reportId: string, before?: Date): AsyncGenerator<SupportRecord> {
  const filter = { reportId, ...(before ? { at: { $lt: before } } : {}) };
  yield* SupportModel.find(filter).sort({ at: 1, _id: 1 }).lean<SupportRecord[]>().cursor({ batchSize: 200 });
}

/** How many supported before an instant. */
export const countSupports = (reportId: string, before?: Date): Promise<number> =>
  SupportModel.countDocuments({ reportId, ...(before ? { at: { $lt: before } } : {}) });
