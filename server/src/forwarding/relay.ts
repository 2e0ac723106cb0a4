import { startRounds } from '../jobs/rounds';
import { relayDueAnswers } from '../modules/cases/answers';
import { HERE } from '../modules/reports/lanes';
import type { Services } from '../services';
import { dueQuery } from './claim';
import { drainInbox } from './inbox/drain';
import { type Lane, makeLane } from './lane';

const EVERY_MS = 1000;

/** The worker that carries what must leave reports: to destinations, to people's messages, to the content check. */
export interface Relay {
  /** Looks for work now instead of at the next round. */
  kick(): void;
  /** Handles everything that is due now. @throws when the database is away */
  drain(): Promise<void>;
  /** Ends the rounds, after those that run. */
  stop(): Promise<void>;
}

export interface RelayOptions {
  /** How often it looks by itself; 0: only when kicked or drained. */
  everyMs?: number;
}

/**
 * Carries outboxes every second and whenever it is kicked, each destination in a lane of its own, so that one which is slow
 * or away keeps nobody else waiting. Any number of workers may do so at once: a report is leased to one at a time, a lease
 * that ran out is taken over, and each entry is finished in the same write that records its result.
 */
export function startRelay(services: Services, { everyMs = EVERY_MS }: RelayOptions = {}): Relay {
  const lanes = lanesFor(services);
  const onError = (err: unknown): void => services.log.warn({ err }, 'the relay waits');
  const rounds = [
    ...lanes.map((lane) => startRounds(lane.drain, everyMs, onError)),
    startRounds(async () => void (await drainAnswers(services)), everyMs, onError),
  ];
  return {
    kick: () => {
      for (const each of rounds) each.kick();
    },
    drain: () => drainLanes(services, lanes),
    stop: async () => void (await Promise.all(rounds.map((each) => each.stop()))),
  };
}

const lanesFor = (services: Services): Lane[] =>
  [HERE, ...services.destinations.names].map((name) => makeLane(services, name));

/** Tells reports what destinations answered. Returns how much there was to tell. */
const drainAnswers = async (services: Services): Promise<number> =>
  (await relayDueAnswers(services)) + (await drainInbox(services));

/** Handles everything that is due now, with breakers that know of nothing before. */
export const drainOutboxes = (services: Services): Promise<void> => drainLanes(services, lanesFor(services));

/** What one lane finishes may be work for another, so it goes round until all are empty. */
async function drainLanes(services: Services, lanes: readonly Lane[]): Promise<void> {
  const due = async (): Promise<boolean> => {
    const now = services.now();
    for (const { name, breaker } of lanes)
      if (breaker.room(1, now) && (await dueQuery(name, now, 1).select('_id').lean<unknown[]>()).length) return true;
    return false;
  };
  do {
    for (const lane of lanes) await lane.drain();
  } while ((await drainAnswers(services)) > 0 || (await due()));
}
