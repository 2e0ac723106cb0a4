import { type CheckVerdict, checkVerdict } from '@jierong/shared/review';
import { model, Schema } from 'mongoose';

/**
 * Verdicts on photos as they came, by trace id. The answer may be faster than the write of its trace id, so it is kept
 * here first and taken from here by whichever of the two comes second.
 */
export interface PhotoVerdictRecord {
  _id: string;
  verdict: CheckVerdict;
  label?: string;
  at: Date;
}

const DAY_SECONDS = 86_400;

const photoVerdictSchema = new Schema<PhotoVerdictRecord>(
  {
    _id: { type: String, required: true },
    verdict: { type: String, enum: checkVerdict.options, required: true },
    label: String,
    at: { type: Date, required: true },
  },
  { collection: 'photoVerdicts', strict: 'throw', versionKey: false },
);
photoVerdictSchema.index({ at: 1 }, { expireAfterSeconds: DAY_SECONDS });

const PhotoVerdictModel = model<PhotoVerdictRecord>('PhotoVerdict', photoVerdictSchema);

/** Keeps a verdict; of two under one trace id the first holds. */
export async function keepVerdict({ _id, ...verdict }: PhotoVerdictRecord): Promise<void> {
  await PhotoVerdictModel.updateOne({ _id }, { $setOnInsert: verdict }, { upsert: true });
}

export const keptVerdicts = (traceIds: readonly string[]): Promise<PhotoVerdictRecord[]> =>
  PhotoVerdictModel.find({ _id: { $in: traceIds } }).lean<PhotoVerdictRecord[]>();

export async function forgetVerdicts(traceIds: readonly string[]): Promise<void> {
  await PhotoVerdictModel.deleteMany({ _id: { $in: traceIds } });
}
