import { Counter, Gauge } from 'prom-client';
import type { Delivery } from './port';
import { countHeld, countWaiting, oldestWaiting } from './queries';

const attempts = new Counter({
  name: 'jierong_forwarding_attempts_total',
  help: 'Attempts to hand a report over, by what came of them',
  labelNames: ['outcome'],
});

/** Counts one attempt. */
export const countAttempt = (outcome: Delivery['outcome']): void => attempts.inc({ outcome });

new Gauge({
  name: 'jierong_forwarding_waiting',
  help: 'Reports on their way to a destination',
  async collect() {
    this.set(await countWaiting());
  },
});

new Gauge({
  name: 'jierong_forwarding_held',
  help: 'Reports held for people',
  async collect() {
    this.set(await countHeld());
  },
});

new Gauge({
  name: 'jierong_forwarding_oldest_seconds',
  help: 'Age of the report that waits longest',
  async collect() {
    const since = await oldestWaiting();
    this.set(since ? (Date.now() - since.getTime()) / 1000 : 0);
  },
});
