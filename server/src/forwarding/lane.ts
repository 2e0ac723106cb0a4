import { HERE } from '../modules/reports/lanes';
import type { Services } from '../services';
import { type Breaker, makeBreaker } from './breaker';
import { carry } from './carry';
import { claimDue } from './claim';
import { showPaused } from './metrics';

const CONCURRENCY_HERE = 16;
/** A claim is made when this part of what a lane holds is free, so that one claim serves several reports. */
const REFILL = 1 / 4;

/** One lane of one worker: what waits for a destination, or for nothing outside. */
export interface Lane {
  name: string;
  breaker: Breaker;
  /** Handles everything that is due and that the destination's breaker lets through. @throws when the database is away */
  drain(): Promise<void>;
}

/** The lane of a destination, or the one of what stays here. */
export function makeLane(services: Services, name: string): Lane {
  const breaker = makeBreaker((paused) => showPaused(name, paused));
  const most = name === HERE ? CONCURRENCY_HERE : services.destinations.get(name).concurrency;

  const enough = Math.max(1, Math.floor(most * REFILL));

  async function drain(): Promise<void> {
    const underWay = new Set<Promise<void>>();
    try {
      for (;;) {
        const room = breaker.room(most, services.now()) - underWay.size;
        const due =
          room >= (underWay.size ? enough : 1)
            ? await claimDue(name, services.now(), services.env.FORWARD_LEASE_SECONDS, room)
            : [];
        for (const claimed of due) {
          const work: Promise<void> = carry(services, name, breaker, claimed).finally(() => underWay.delete(work));
          underWay.add(work);
        }
        if (underWay.size === 0) return;
        await Promise.race(underWay);
      }
    } finally {
      await Promise.all(underWay);
    }
  }
  return { name, breaker, drain };
}
