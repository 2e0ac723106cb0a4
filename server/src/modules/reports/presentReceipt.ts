import type { DeliveryReceipt } from '@jierong/shared/reports';
import type { CopyRecord, ReportRecord } from './record';

const iso = (date: Date): string => date.toISOString();

/** The receipts of a report: its own, and those of further places that got the case in this round. */
export function presentReceipt(r: ReportRecord): DeliveryReceipt | undefined {
  const { receipt } = r.position;
  if (!receipt) return undefined;
  const { destination, attempts, lastError, nextAttemptAt, caseNumbers, acceptedAt, token } = r.delivery;
  const copies = r.copies.filter(({ round }) => round === r.position.round).map(presentCopy);
  return {
    status: receipt,
    ...(destination ? { destination } : {}),
    attempts: attempts.length,
    ...(lastError ? { lastError } : {}),
    ...(nextAttemptAt ? { nextAttemptAt: iso(nextAttemptAt) } : {}),
    caseNumbers,
    ...(acceptedAt ? { acceptedAt: iso(acceptedAt) } : {}),
    ...(token ? { numberFollows: true } : {}),
    ...(copies.length ? { copies } : {}),
  };
}

function presentCopy({ destination, status, attempts, caseNumbers, acceptedAt, told }: CopyRecord) {
  const caseNumber = caseNumbers.at(-1);
  return {
    destination,
    status,
    attempts: attempts.length,
    ...(caseNumber ? { caseNumber } : {}),
    ...(acceptedAt ? { acceptedAt: iso(acceptedAt) } : {}),
    ...(told ? { told: { at: iso(told.at), action: told.action, ...(told.by ? { by: told.by } : {}) } } : {}),
  };
}
