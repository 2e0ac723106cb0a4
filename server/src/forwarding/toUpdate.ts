import { canBeAsked } from '../modules/reports/policy';
import type { OutboxEntry, ReportRecord } from '../modules/reports/record';
import { keyOf } from './keys';
import type { CaseUpdate } from './port';
import { scrub } from './scrub';
import { photosToLeave } from './toCase';

/** The round an entry of the outbox is about: that of the step which caused it. */
export const roundOf = (report: ReportRecord, entry: OutboxEntry): number =>
  report.timeline.find((line) => line.seq === entry.seq)?.round ?? report.position.round;

/**
 * News for a case from an `update` entry. Pure. Its id is the entry's own, so that a repeat is known.
 * @param known names by which the reporter is known, as with `toCase`
 */
export function toUpdate(
  report: ReportRecord,
  entry: OutboxEntry & { update: CaseUpdate['kind'] },
  caseNumber: string,
  known: readonly string[] = [],
): CaseUpdate {
  const cause = report.timeline.find((line) => line.seq === entry.seq);
  const evidence = entry.update === 'disputed' || entry.update === 'reopened' ? cause : undefined;
  const reason =
    entry.update === 'disputeRejected' ? cause?.reason : evidence && (evidence.reason ?? report.dispute?.reason);
  return {
    id: entry.id,
    key: keyOf(report._id, roundOf(report, entry)),
    caseNumber,
    kind: entry.update,
    ...(reason ? { reason: scrub(reason, known) } : {}),
    photos: photosToLeave(evidence?.photos ?? [], known),
    supports: report.supports,
    confirmed: report.confirmations.filter((c) => c.round === report.position.round).length,
    disputed: report.counts.disputes,
    asked: report.supports + (canBeAsked(report) ? 1 : 0),
    supervised: report.position.supervised,
  };
}
