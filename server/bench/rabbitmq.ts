import { adapter } from '../src/forwarding/adapters/amqp/adapter';
import { toCase } from '../src/forwarding/toCase';
import { makeLogger } from '../src/log';
import { startBroker } from '../witness/rabbitmq/broker';
import { installBroker } from '../witness/rabbitmq/program';
import { dueReport } from './forwarding/reports';

const WARM = 500;
const PUBLISHES = 5_000;

const input = (i: number) => toCase(dueReport(i, 'rabbit', new Date()));

/** How many cases one process publishes a second, each confirmed by a broker on the same machine, with so many at once. */
export async function benchRabbitmq(say: (words: string) => void) {
  say('starting a broker');
  const broker = await startBroker(await installBroker(say));
  try {
    const results: Record<string, number> = {};
    for (const atOnce of [1, 8, 32, 128]) {
      say(`${PUBLISHES} publishes, ${atOnce} at once`);
      results[`perSecondWith${atOnce}`] = await rate(broker.url, atOnce);
    }
    return results;
  } finally {
    await broker.dispose();
  }
}

async function rate(url: string, atOnce: number): Promise<number> {
  const queue = `bench.${atOnce}`;
  const settings = { url, cases: { queue }, answers: { queue: `${queue}.answers` }, concurrency: atOnce };
  const destination = adapter.make(adapter.settings.parse(settings), {
    name: queue,
    log: makeLogger('warn'),
    now: () => new Date(),
    http: { call: () => Promise.reject(new Error('nothing is called')) },
    photos: { address: () => undefined, bytes: () => Promise.reject(new Error('there are no photos')) },
    toDatum: (point) => point,
  });
  const publish = async (count: number): Promise<void> => {
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let i = next++; i < count; i = next++) {
        const { outcome } = await destination.open(input(i));
        if (outcome !== 'accepted') throw new Error(`a publish was not accepted: ${outcome}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  };
  await publish(WARM);
  const begun = performance.now();
  await publish(PUBLISHES);
  const seconds = (performance.now() - begun) / 1000;
  await destination.close?.();
  return Math.round(PUBLISHES / seconds);
}
