import { ReportModel } from './model';
import type { ReportRecord } from './record';

type Numbers = Pick<ReportRecord, 'supports' | 'comments' | 'proposals'>;

const RETRIES = 20;

/**
 * Moves numbers into a report: counts their documents and writes the counts under a guard, so that of two who count at
 * once the later count wins. Nothing is incremented, so a crash in between loses nothing: who wrote a document counts after
 * it, and what was left uncounted is counted again by the recount job.
 */
export async function tallyReport(
  reportId: string,
  counters: { [K in keyof Numbers]?: () => Promise<number> },
): Promise<Partial<Numbers>> {
  for (let i = 0; i < RETRIES; i++) {
    const seen = await ReportModel.findById(reportId)
      .select('tallyRevision')
      .lean<Pick<ReportRecord, 'tallyRevision'>>();
    if (!seen) return {};
    const numbers: Partial<Numbers> = {};
    for (const [name, count] of Object.entries(counters) as [keyof Numbers, () => Promise<number>][])
      numbers[name] = await count();
    const written = await ReportModel.updateOne(
      { _id: reportId, tallyRevision: seen.tallyRevision },
      { $set: numbers, $inc: { tallyRevision: 1 } },
    );
    if (written.matchedCount) return numbers;
  }
  return {};
}
