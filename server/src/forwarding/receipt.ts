import type { DeliveryRecord } from '../modules/reports/record';
import { backOff } from './backOff';
import type { Delivery } from './port';

const ATTEMPTS_KEPT = 100;
const DETAIL_LENGTH = 200;

type Failed = Exclude<Delivery, { outcome: 'accepted' }>;

const shortened = ({ detail }: Failed): string => detail.slice(0, DETAIL_LENGTH);

/** A receipt with one more attempt, without what only holds while waiting. */
function attempted<R extends DeliveryRecord>(receipt: R, delivery: Delivery, at: Date): R {
  const { lastError: _, nextAttemptAt: __, ...rest } = receipt;
  const detail = delivery.outcome === 'accepted' ? {} : { detail: shortened(delivery) };
  const attempts = [...receipt.attempts, { at, outcome: delivery.outcome, ...detail }].slice(-ATTEMPTS_KEPT);
  return { ...(rest as R), attempts };
}

/** The receipt of what was taken, under its number or a token for the number that follows. */
export function taken<R extends DeliveryRecord>(
  receipt: R,
  delivery: Extract<Delivery, { outcome: 'accepted' }>,
  at: Date,
): R {
  const base = { ...attempted(receipt, delivery, at), acceptedAt: at };
  return delivery.caseNumber === undefined ? { ...base, token: delivery.token } : numbered(base, delivery.caseNumber);
}

/** The receipt with a case number; the token has done its work. */
export function numbered<R extends DeliveryRecord>({ token: _, ...receipt }: R, caseNumber: string): R {
  const caseNumbers = receipt.caseNumbers.includes(caseNumber)
    ? receipt.caseNumbers
    : [...receipt.caseNumbers, caseNumber];
  return { ...(receipt as unknown as R), caseNumbers };
}

/** The receipt of what was not taken, and when it is tried again: undefined when people have to look. */
export function notTaken<R extends DeliveryRecord>(
  receipt: R,
  failed: Failed,
  { attempt, most, at }: { attempt: number; most: number; at: Date },
): { receipt: R; again?: Date } {
  const base = { ...attempted(receipt, failed, at), lastError: shortened(failed) };
  if (failed.outcome === 'rejected' || attempt >= most) return { receipt: base };
  const again = new Date(at.getTime() + backOff(attempt));
  return { receipt: { ...base, nextAttemptAt: again }, again };
}
