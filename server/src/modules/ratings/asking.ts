import { model, Schema } from 'mongoose';
import type { ReportRecord, StoredEntry } from '../reports/record';

/** Whether an entry is the one with which an issue became 已处置: its people are asked then. */
export const asks = (entry: Pick<StoredEntry, 'from' | 'to'>): boolean =>
  entry.to === 'resolved' && entry.from !== 'resolved';

const answered = (state: StoredEntry['to'] | undefined): boolean => state === 'resolved' || state === 'closed';

/**
 * Which repair, or closing without one, people now answer about: the sequence number of its timeline entry, 0 when there
 * was none. A redo has another, so it asks anew.
 */
export const askingOf = (report: { timeline: readonly Pick<StoredEntry, 'seq' | 'from' | 'to'>[] }): number =>
  report.timeline.findLast((entry) => answered(entry.to) && !answered(entry.from))?.seq ?? 0;

/** The instant of that repair or closing. */
export const askedAtOf = (report: Pick<ReportRecord, 'resolvedAt' | 'closedAt' | 'updatedAt'>): Date =>
  report.resolvedAt ?? report.closedAt ?? report.updatedAt;

/** How many were asked about one repair, and whose work it was. */
export interface AskingRecord {
  /** `reportId:asking` */
  _id: string;
  reportId: string;
  /** Absent when a claimer fixed it. */
  unitId?: string;
  at: Date;
  asked: number;
}

const askingSchema = new Schema<AskingRecord>(
  {
    _id: { type: String, required: true },
    reportId: { type: String, required: true },
    unitId: String,
    at: { type: Date, required: true },
    asked: { type: Number, required: true },
  },
  { collection: 'askings', strict: 'throw', versionKey: false },
);
askingSchema.index({ at: 1 });
askingSchema.index({ unitId: 1, at: 1 });

export const AskingModel = model<AskingRecord>('Asking', askingSchema);

/** Records how many were asked with an entry of a report's timeline. A repeat writes the same again. */
export async function recordAsking(report: ReportRecord, entry: StoredEntry, asked: number): Promise<void> {
  const unitId = entry.action === 'done' ? undefined : report.unit?.id;
  await AskingModel.updateOne(
    { _id: `${report._id}:${entry.seq}` },
    { $set: { reportId: report._id, ...(unitId ? { unitId } : {}), at: entry.at, asked } },
    { upsert: true },
  );
}
