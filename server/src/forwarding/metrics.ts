import { Counter, Gauge } from 'prom-client';
import { countWaitingAnswers } from './inbox/model';
import type { Delivery } from './port';
import { countHeld, countWaiting, oldestWaiting } from './queries';

const attempts = new Counter({
  name: 'jierong_forwarding_attempts_total',
  help: 'Attempts to hand a report over, by what came of them',
  labelNames: ['destination', 'outcome'],
});

/** Counts one attempt. */
export const countAttempt = (destination: string, outcome: Delivery['outcome']): void =>
  attempts.inc({ destination, outcome });

const breakers = new Gauge({
  name: 'jierong_forwarding_paused',
  help: '1 while this worker sends nothing to a destination because it did not answer',
  labelNames: ['destination'],
});

/** Shows whether a destination is spared. */
export const showPaused = (destination: string, paused: boolean): void => breakers.set({ destination }, paused ? 1 : 0);

const answers = new Counter({
  name: 'jierong_answers_total',
  help: 'Answers of destinations, by what came of them',
  labelNames: ['destination', 'result'],
});

/** Counts one answer. */
export const countAnswer = (destination: string, result: string): void => answers.inc({ destination, result });

new Gauge({
  name: 'jierong_answers_waiting',
  help: 'Answers of destinations whose report or case is not known yet',
  async collect() {
    this.set(await countWaitingAnswers());
  },
});

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
