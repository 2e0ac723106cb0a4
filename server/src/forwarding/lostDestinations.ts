import { act, type Change, changeReport } from '../modules/reports/change';
import { ReportModel } from '../modules/reports/model';
import type { OutboxEntry, ReportRecord } from '../modules/reports/record';
import type { Services } from '../services';

const BATCH = 200;

/** The query for reports that wait for a destination nobody configures any more. */
export const waitingForLost = (names: readonly string[]) =>
  ReportModel.find({
    'position.state': 'forwarding',
    'position.receipt': { $in: ['queued', 'attempted'] },
    'delivery.destination': { $exists: true, $nin: names },
  }).limit(BATCH);

/**
 * Hands to people what waits for a destination that was taken out of the configuration: no lane would ever carry it.
 * Returns how many reports there were.
 */
export async function holdForLost(services: Services): Promise<number> {
  const { names } = services.destinations;
  let held = 0;
  for (;;) {
    const found = await waitingForLost(names).select('_id').lean<{ _id: string }[]>();
    for (const { _id } of found) await changeReport(_id, undefined, (report) => hold(report, names, services.now()));
    held += found.length;
    if (found.length < BATCH) break;
  }
  if (held)
    services.log.error({ reports: held }, 'reports wait for a destination that is gone; they are held for people');
  return held;
}

function hold(report: ReportRecord, names: readonly string[], at: Date): Change | null {
  const { receipt, state } = report.position;
  const { destination } = report.delivery;
  const waits = state === 'forwarding' && (receipt === 'queued' || receipt === 'attempted');
  if (!waits || !destination || names.includes(destination)) return null;
  const reason = `destination ${destination} is gone`;
  const { change } = act(report, { action: 'hold', actor: 'system', at, detail: { reason } });
  const theirs = ({ destination: to }: OutboxEntry) => to === destination;
  return {
    ...change,
    set: { ...change.set, delivery: { ...report.delivery, lastError: reason } },
    finish: [...change.finish, ...report.outbox.filter(theirs).map(({ id }) => id)],
  };
}
