import type { Chance } from '../src/seed/content/chance';
import type { Scenario } from './scenario';
import type { Workers } from './workers';

const PAUSE_MS = [200, 1_200] as const;
const BAD_DAY_MS = [300, 2_500] as const;
const HOUR = 3_600_000;

/** How often each thing was done to the program. */
export type Deeds = Record<string, number>;

/** What everything can happen to. */
export interface Victims {
  workers: Workers;
  count: number;
  scenario: Scenario;
  killDatabase(): Promise<void>;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Does harm for so many milliseconds, the same for the same seed: kills workers and the database, lets the other side have
 * bad days, sets clocks forward and back. At the end everything stands again and all clocks are right.
 */
export async function doHarm(victims: Victims, chance: Chance, forMs: number): Promise<Deeds> {
  const deeds: Deeds = {};
  const done = (name: string): void => {
    deeds[name] = (deeds[name] ?? 0) + 1;
  };
  const until = Date.now() + forMs;
  const pending: Promise<void>[] = [];
  while (Date.now() < until) {
    const which = chance.between(0, victims.count - 1);
    const dice = chance.next();
    if (dice < 0.3) {
      done('workerKilled');
      await victims.workers.kill(which);
    } else if (dice < 0.42) {
      done('databaseKilled');
      await victims.killDatabase();
    } else if (dice < 0.55) {
      done('clockJumped');
      victims.workers.jump(which, Math.round((chance.next() - 0.5) * 2 * HOUR));
    } else if (victims.scenario.badDays.length) {
      const { name, begin } = chance.pick(victims.scenario.badDays);
      done(name);
      const end = await begin();
      pending.push(sleep(chance.between(...BAD_DAY_MS)).then(end));
    }
    await sleep(chance.between(...PAUSE_MS));
  }
  await Promise.all(pending);
  for (let i = 0; i < victims.count; i++) victims.workers.jump(i, 0);
  return deeds;
}
