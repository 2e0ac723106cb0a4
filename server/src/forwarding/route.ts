import { act, type Change, outboxEntry } from '../modules/reports/change';
import type { CopyRecord, OutboxEntry, ReportRecord } from '../modules/reports/record';
import type { Route } from './destinations';
import { settle, type Turn } from './outbox';

/** On its way, and neither with neighbours nor with people. */
export const sendable = ({ position: { state, receipt } }: ReportRecord): boolean =>
  state === 'forwarding' && (receipt === 'queued' || receipt === 'attempted');

/** Ends an offer or a claim that ran out, and chooses where the report goes. */
export const routeReport = (turn: Turn, report: ReportRecord, due: OutboxEntry): Promise<ReportRecord> =>
  settle(turn, report, due, (current, entry) => {
    const { services } = turn;
    const at = services.now();
    if (sendable(current)) return routed(current, entry, services.route(current, at), at);
    return overdue(current, entry, at) ?? { finish: [entry.id] };
  });

/** What nobody claimed, or nobody finished, goes to the case queue; the entry stays for the next look. */
function overdue(report: ReportRecord, entry: OutboxEntry, at: Date): Change | undefined {
  const { state, receipt } = report.position;
  const over = state === 'claimed' ? 'limitOver' : receipt === 'offered' ? 'offerOver' : undefined;
  if (!over) return undefined;
  const by = over === 'limitOver' && report.claim ? { by: report.claim.by } : {};
  const { change } = act(report, { action: over, actor: 'system', at, ...by });
  return {
    ...change,
    set: { ...change.set, offerUntil: undefined, claim: undefined },
    enqueue: [...change.enqueue, { ...entry, dueAt: at }],
    finish: [...change.finish, entry.id],
  };
}

/** The entry becomes one for each destination. */
function routed(report: ReportRecord, entry: OutboxEntry, { lead, copies }: Route, at: Date): Change {
  const { round } = report.position;
  const further: CopyRecord[] = copies
    .filter((destination) => destination !== lead)
    .map((destination) => ({ destination, status: 'queued', round, attempts: [], caseNumbers: [] }));
  const to = (destination: string): OutboxEntry => ({ ...outboxEntry('forward', entry.seq, at), destination });
  return {
    set: {
      delivery: { ...report.delivery, destination: lead },
      ...(further.length ? { copies: [...report.copies, ...further] } : {}),
    },
    finish: [entry.id],
    enqueue: [{ ...entry, destination: lead }, ...further.map(({ destination }) => to(destination))],
  };
}
