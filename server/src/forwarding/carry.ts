import { deliverMessages } from '../modules/messages/deliver';
import type { OutboxEntry, ReportRecord } from '../modules/reports/record';
import { startCheck } from '../modules/review/check';
import type { Services } from '../services';
import type { Breaker } from './breaker';
import { type Claimed, giveBack } from './claim';
import { followToken } from './follow';
import { forwardReport } from './forward';
import { dueNow, putOff, settle, type Turn } from './outbox';
import { routeReport } from './route';
import { updateCase } from './update';

/**
 * Handles what is due in one lane of a report, in the order in which it came about. A report that cannot even be put off
 * keeps its lease until that ends, so that it does not stand in the way of the others.
 */
export async function carry(services: Services, lane: string, breaker: Breaker, claimed: Claimed): Promise<void> {
  const { owner } = claimed;
  const turn: Turn = { services, lane, owner, takenOver: claimed.takenOver, breaker };
  let { report } = claimed;
  try {
    for (let entry = dueNow(turn, report.outbox); entry; entry = dueNow(turn, report.outbox)) {
      const { revision } = report;
      report = await handle(turn, report, entry);
      if (report.revision === revision) break;
      turn.takenOver = false;
    }
    if (report.lease?.owner === owner) await giveBack(report._id, owner);
  } catch (err) {
    services.log.error({ reportId: report._id, err }, 'a report cannot be carried');
  }
}

/** One entry. Whatever fails is put off, so that it never stands in the way of the others. */
async function handle(turn: Turn, report: ReportRecord, entry: OutboxEntry): Promise<ReportRecord> {
  const { services } = turn;
  try {
    switch (entry.kind) {
      case 'forward':
        return await (entry.destination ? forwardReport : routeReport)(turn, report, entry);
      case 'follow':
        return await followToken(turn, report, entry);
      case 'update':
        return await updateCase(turn, report, entry);
      case 'notify':
        return await notify(turn, report, entry);
      case 'check':
        await startCheck(services, report);
        return await settle(turn, report, entry, () => ({ finish: [entry.id] }));
    }
  } catch (err) {
    services.log.error({ reportId: report._id, kind: entry.kind, err }, 'an outbox entry is put off');
    return settle(turn, report, entry, (_, current) => putOff(current, services.now()));
  }
}

/** All messages that are due, in one go. */
async function notify(turn: Turn, report: ReportRecord, first: OutboxEntry): Promise<ReportRecord> {
  const now = turn.services.now();
  const due = report.outbox
    .filter(({ kind, dueAt }) => kind === 'notify' && dueAt <= now)
    .sort((a, b) => a.seq - b.seq);
  for (const { seq } of due) {
    const step = report.timeline.find((line) => line.seq === seq);
    if (step) await deliverMessages(report, step, now);
  }
  return settle(turn, report, first, () => ({ finish: due.map(({ id }) => id) }));
}
