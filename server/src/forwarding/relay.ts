import { relayDueAnswers } from '../modules/cases/answers';
import { deliverMessages } from '../modules/messages/deliver';
import type { OutboxEntry, ReportRecord } from '../modules/reports/record';
import { startCheck } from '../modules/review/check';
import type { Services } from '../services';
import { forwardReport } from './forward';
import { giveBack, type Leased, takeLease } from './lease';
import { putOff, settle } from './outbox';
import { updateCase } from './update';

const EVERY_MS = 1000;
const CONCURRENCY = 4;

/** The worker that carries what must leave reports: to destinations, to people's messages, to the content check. */
export interface Relay {
  /** Looks for work now instead of at the next round. */
  kick(): void;
  /** Handles everything that is due now. @throws when the database is away */
  drain(): Promise<void>;
  /** Ends the rounds, after the one that runs. */
  stop(): Promise<void>;
}

export interface RelayOptions {
  /** How often it looks by itself; 0: only when kicked or drained. */
  everyMs?: number;
}

/**
 * Carries outboxes every second and whenever it is kicked. Any number of workers may do so at once: a report is leased to
 * one at a time, a lease that ran out is taken over, and each entry is finished in the same write that records its result.
 */
export function startRelay(services: Services, { everyMs = EVERY_MS }: RelayOptions = {}): Relay {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const round = async (): Promise<void> => {
    do {
      again = false;
      await drainOutboxes(services).catch((err: unknown) => services.log.warn({ err }, 'the relay waits'));
    } while (again && !stopped);
  };
  const run = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = round().finally(() => {
      running = undefined;
      if (everyMs && !stopped) timer = setTimeout(run, everyMs);
    });
  };
  if (everyMs) run();

  return {
    kick: run,
    drain: () => drainOutboxes(services),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Handles everything that is due now, a few reports at a time. */
export async function drainOutboxes(services: Services): Promise<void> {
  const lane = async (): Promise<void> => {
    for (;;) {
      const leased = await takeLease(services.now(), services.env.FORWARD_LEASE_SECONDS);
      if (!leased) return;
      await carry(services, leased);
    }
  };
  do {
    await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  } while ((await relayDueAnswers(services)) > 0);
}

/**
 * Handles what is due in one report, in the order in which it came about. A report that cannot even be put off keeps its
 * lease until that ends, so that it does not stand in the way of the others.
 */
async function carry(services: Services, leased: Leased): Promise<void> {
  try {
    let report = leased.report;
    for (let entry = nextDue(report, services.now()); entry; entry = nextDue(report, services.now()))
      report = await handle(services, report, entry);
    await giveBack(leased);
  } catch (err) {
    services.log.error({ reportId: leased.report._id, err }, 'a report cannot be carried');
  }
}

const nextDue = (report: ReportRecord, now: Date): OutboxEntry | undefined =>
  report.outbox.filter((entry) => entry.dueAt <= now).sort((a, b) => a.seq - b.seq)[0];

/** One entry. Whatever fails is put off, so that it never stands in the way of the others. */
async function handle(services: Services, report: ReportRecord, entry: OutboxEntry): Promise<ReportRecord> {
  try {
    switch (entry.kind) {
      case 'forward':
        return await forwardReport(services, report._id, entry);
      case 'update':
        return await updateCase(services, report, entry);
      case 'notify':
        await notify(services, report, entry);
        break;
      case 'check':
        await startCheck(services, report);
        break;
    }
    return await settle(report._id, entry, () => ({ finish: [entry.id] }));
  } catch (err) {
    services.log.error({ reportId: report._id, kind: entry.kind, err }, 'an outbox entry is put off');
    return settle(report._id, entry, (_, current) => putOff(current, services.now()));
  }
}

async function notify(services: Services, report: ReportRecord, entry: OutboxEntry): Promise<void> {
  const step = report.timeline.find((line) => line.seq === entry.seq);
  if (step) await deliverMessages(report, step, services.now());
}
