import type { DeliveryReceipt } from '@jierong/shared/reports';
import type { Destinations } from '../../forwarding/destinations';
import type { CopyRecord, ReportRecord } from './record';

/** What people call a destination. */
type Titles = Pick<Destinations, 'title'>;

const iso = (date: Date): string => date.toISOString();

/** The receipts of a report: its own, and those of further places that got the case in this round. */
export function presentReceipt(r: ReportRecord, { title }: Titles): DeliveryReceipt | undefined {
  const { receipt } = r.position;
  if (!receipt) return undefined;
  const { destination, attempts, lastError, nextAttemptAt, caseNumbers, acceptedAt, token } = r.delivery;
  const copies = r.copies
    .filter(({ round }) => round === r.position.round)
    .map((copy) => ({ ...presentCopy(copy), destination: title(copy.destination) }));
  return {
    status: receipt,
    ...(destination ? { destination: title(destination) } : {}),
    attempts: attempts.length,
    ...(lastError ? { lastError } : {}),
    ...(nextAttemptAt ? { nextAttemptAt: iso(nextAttemptAt) } : {}),
    caseNumbers,
    ...(acceptedAt ? { acceptedAt: iso(acceptedAt) } : {}),
    ...(token ? { numberFollows: true } : {}),
    ...(copies.length ? { copies } : {}),
  };
}

function presentCopy({ status, attempts, caseNumbers, acceptedAt, told }: CopyRecord) {
  const caseNumber = caseNumbers.at(-1);
  return {
    status,
    attempts: attempts.length,
    ...(caseNumber ? { caseNumber } : {}),
    ...(acceptedAt ? { acceptedAt: iso(acceptedAt) } : {}),
    ...(told ? { told: { at: iso(told.at), action: told.action, ...(told.by ? { by: told.by } : {}) } } : {}),
  };
}
