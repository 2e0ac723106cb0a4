import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AmqpConsumer, startAmqpConsumer } from '../../../../simulators/amqpConsumer/consumer';
import { makeDestinations } from '../../../../src/forwarding/destinations';
import { startListening } from '../../../../src/forwarding/listening';
import { loadDestinations } from '../../../../src/forwarding/loadDestinations';
import type { Services } from '../../../../src/services';
import { type Api, startApi } from '../../../support/api';
import { actionsOf, stored, underWay } from '../../queue';
import { theBroker } from './stage';

const queues = { cases: { queue: 'loop.cases' }, answers: { queue: 'loop.answers' } };

/** A report's whole way, with the relay and the inbox of answers as they are. */
export function tellLoopStories(): void {
  let api: Api;
  let consumer: AmqpConsumer;
  let listening: { stop(): Promise<void> };
  const folder = mkdtempSync(join(tmpdir(), 'jierong-loop-'));

  beforeAll(async () => {
    const { broker } = await theBroker();
    const file = join(folder, 'destinations.json');
    const settings = { url: 'env:CITY_BROKER', ...queues };
    writeFileSync(file, JSON.stringify({ destinations: [{ name: 'city', adapter: 'amqp', settings }] }));
    api = await startApi({
      env: { DESTINATIONS: file },
      change: (services) => {
        let made = false; // as at the start of the program, where destinations are made before the services are
        const later = (): Services => {
          if (!made) throw new Error('there are no services yet');
          return services;
        };
        const placed = loadDestinations(later, services.env, { CITY_BROKER: broker.url });
        made = true;
        services.destinations = makeDestinations(placed);
        services.route = () => ({ lead: 'city', copies: [] });
      },
    });
    listening = await startListening(api.services);
    consumer = await connected(broker.url);
  });
  afterAll(async () => {
    await consumer.close();
    await listening.stop();
    await api.services.destinations.close();
    await api.close();
    rmSync(folder, { recursive: true });
  });

  /** The queue of cases is made when the worker begins to listen; a moment later it is there. */
  async function connected(url: string): Promise<AmqpConsumer> {
    for (;;)
      try {
        return await startAmqpConsumer({ url, queue: queues.cases.queue, answersQueue: queues.answers.queue });
      } catch (error) {
        if (!String(error).includes('NOT_FOUND')) throw error;
      }
  }
  async function settledUntil(holds: () => Promise<boolean>): Promise<void> {
    do await api.settle();
    while (!(await holds()));
  }

  test('a report goes through the queue, and its number and its steps come back', async () => {
    const id = await underWay(api);
    await settledUntil(async () => (await stored(id)).position.state === 'delivered');
    await settledUntil(async () => (await stored(id)).delivery.caseNumbers.length === 1);
    const [only, ...more] = consumer.ledger.get(`${id}:1`) ?? [];
    expect(more).toEqual([]);
    const { delivery } = await stored(id);
    expect({ numbers: delivery.caseNumbers, token: delivery.token }).toEqual({ numbers: [only?.number] });
    await consumer.answer(`${id}:1`, 'file');
    await settledUntil(async () => (await actionsOf(id)).includes('file'));
  });
}
