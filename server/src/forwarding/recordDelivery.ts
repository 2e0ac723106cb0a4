import { act, type Change } from '../modules/reports/change';
import type { DeliveryRecord, OutboxEntry, ReportRecord } from '../modules/reports/record';
import type { Services } from '../services';
import { backOff } from './backOff';
import { replaced } from './outbox';
import type { Delivery } from './port';

const ATTEMPTS_KEPT = 100;
const DETAIL_LENGTH = 200;

type Failed = Exclude<Delivery, { outcome: 'accepted' }>;

/** What is written after an attempt: the receipt, the case number, when to try again, or that people have to look. */
export function recordDelivery(
  services: Pick<Services, 'env' | 'log' | 'destination' | 'now'>,
  report: ReportRecord,
  entry: OutboxEntry,
  delivery: Delivery,
): Change {
  const now = services.now();
  const base = attempted(report, services.destination.name, delivery, now);
  if (delivery.outcome === 'accepted') return acknowledged(report, entry, base, delivery.caseNumber ?? '', now);
  const spent = entry.attempts >= services.env.FORWARD_ATTEMPTS;
  if (delivery.outcome === 'retryLater' && !spent) return later(report, entry, base, delivery, now);
  services.log.error({ reportId: report._id, outcome: delivery.outcome }, 'a report is held for people');
  return held(report, entry, base, delivery, now);
}

/** The receipt with this attempt, without what only holds while waiting. */
function attempted(report: ReportRecord, destination: string, delivery: Delivery, at: Date): DeliveryRecord {
  const detail = delivery.outcome === 'accepted' ? {} : { detail: delivery.detail.slice(0, DETAIL_LENGTH) };
  const { attempts, caseNumbers } = report.delivery;
  return {
    destination,
    attempts: [...attempts, { at, outcome: delivery.outcome, ...detail }].slice(-ATTEMPTS_KEPT),
    caseNumbers,
  };
}

function acknowledged(
  report: ReportRecord,
  entry: OutboxEntry,
  base: DeliveryRecord,
  caseNumber: string,
  at: Date,
): Change {
  const caseNumbers = base.caseNumbers.includes(caseNumber) ? base.caseNumbers : [...base.caseNumbers, caseNumber];
  const { change } = act(report, { action: 'acknowledge', actor: 'official', at, detail: { caseNumber } });
  return {
    ...change,
    set: { ...change.set, delivery: { ...base, caseNumbers, acceptedAt: at } },
    finish: [...change.finish, entry.id],
  };
}

/** The first failure is a step of its own; further ones only lengthen the list of attempts. */
function later(report: ReportRecord, entry: OutboxEntry, base: DeliveryRecord, failed: Failed, now: Date): Change {
  const nextAttemptAt = new Date(now.getTime() + backOff(entry.attempts));
  const delivery = { ...base, lastError: failed.detail.slice(0, DETAIL_LENGTH), nextAttemptAt };
  const again = replaced(entry, { dueAt: nextAttemptAt });
  if (report.position.receipt === 'attempted') return { ...again, set: { delivery } };
  const { change } = act(report, { action: 'retryLater', actor: 'system', at: now });
  return { ...again, entry: change.entry, set: { ...change.set, delivery } };
}

function held(report: ReportRecord, entry: OutboxEntry, base: DeliveryRecord, failed: Failed, at: Date): Change {
  const lastError = failed.detail.slice(0, DETAIL_LENGTH);
  const { change } = act(report, { action: 'hold', actor: 'system', at, detail: { reason: lastError } });
  return {
    ...change,
    set: { ...change.set, delivery: { ...base, lastError } },
    finish: [...change.finish, entry.id],
  };
}
