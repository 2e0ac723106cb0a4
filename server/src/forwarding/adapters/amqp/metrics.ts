import { Counter, Gauge } from 'prom-client';

const malformed = new Counter({
  name: 'jierong_amqp_malformed_answers_total',
  help: 'Answers from RabbitMQ that could not be read and went to the dead letters',
  labelNames: ['destination'],
});

/** Counts one answer that could not be read. */
export const countMalformed = (destination: string): void => malformed.inc({ destination });

type CountDead = () => Promise<number | undefined>;
const watched = new Map<string, CountDead>();

new Gauge({
  name: 'jierong_amqp_dead_letters',
  help: 'Cases that their consumer could not take, and that wait for people',
  labelNames: ['destination'],
  async collect() {
    this.reset();
    for (const [destination, count] of watched) {
      const found = await count().catch(() => undefined); // the connection broke in this moment
      if (found !== undefined) this.set({ destination }, found);
    }
  },
});

/** Shows the dead letters of a destination until the result is called. */
export function watchDeadLetters(destination: string, count: CountDead): () => void {
  watched.set(destination, count);
  return () => void watched.delete(destination);
}
