import { connect } from 'amqplib';
import { startAmqpConsumer } from '../simulators/amqpConsumer/consumer';
import { type CableState, layCable } from '../simulators/cable';
import { settings } from '../src/forwarding/adapters/amqp/settings';
import { provideQueue } from '../src/forwarding/adapters/amqp/topology';
import { startBroker } from '../witness/rabbitmq/broker';
import { installBroker } from '../witness/rabbitmq/program';
import type { Scenario } from './scenario';

const CRASH_EVERY = 7;
const REORDER_BY = 5;
const watermark = (share: number): string => `vm_memory_monitor:set_vm_memory_high_watermark(${share})`;
const closeAll = '[rabbit_networking:close_connection(C, "maintenance") || C <- rabbit_networking:local_connections()]';

/** A real RabbitMQ that is killed, blocked and cut off, and a city's program behind it with bad days of its own. */
export async function amqpScenario(): Promise<Scenario> {
  const broker = await startBroker(await installBroker((line) => process.stderr.write(`${line}\n`)));
  const cable = await layCable(Number(new URL(broker.url).port));
  const queues = { cases: { queue: 'chaos.cases' }, answers: { queue: 'chaos.answers' } };
  const given = {
    url: broker.url.replace(/:\d+$/, `:${cable.port}`),
    ...queues,
    timeoutSeconds: 2,
    heartbeatSeconds: 2,
  };
  await provide(broker.url, settings.parse(given));
  await broker.evaluate('[dets:sync(Table) || Table <- dets:all()]'); // it writes down half a second late which it has
  const consumer = await startAmqpConsumer({
    url: broker.url,
    queue: queues.cases.queue,
    answersQueue: queues.answers.queue,
  });
  let standing = true;

  const cableDay = (state: CableState) => ({
    name: `cable ${state}`,
    async begin() {
      cable.set(state);
      return async () => cable.set('whole');
    },
  });
  /** Asks the broker for something, unless it is away at that moment. */
  const asked = async (erlang: string): Promise<void> => {
    if (standing) await broker.evaluate(erlang).catch(() => undefined);
  };
  const ledger = async () => {
    await consumer.caughtUp();
    return [...consumer.ledger];
  };
  return {
    adapter: 'amqp',
    destination: { name: 'city', adapter: 'amqp', allowHosts: [], settings: given },
    ledger: async () => new Map((await ledger()).map(([key, cases]) => [key, cases.length])),
    numbers: async () => new Map((await ledger()).map(([key, cases]) => [key, cases.at(-1)?.number ?? ''])),
    badDays: [
      cableDay('cutAtAnswer'),
      cableDay('silent'),
      cableDay('cut'),
      {
        name: 'brokerKilled',
        async begin() {
          if (!standing) return async () => {};
          standing = false;
          await broker.kill();
          return async () => {
            await broker.start();
            standing = true;
          };
        },
      },
      {
        name: 'brokerBlocks',
        async begin() {
          await asked(watermark(0.00001));
          return () => asked(watermark(0.4));
        },
      },
      {
        name: 'brokerClosesConnections',
        async begin() {
          await asked(closeAll);
          return async () => {};
        },
      },
      {
        name: 'consumerCrashes',
        async begin() {
          consumer.badDays.crashEvery = CRASH_EVERY;
          return async () => void Object.assign(consumer.badDays, { crashEvery: 0 });
        },
      },
      {
        name: 'answersTwiceAndShuffled',
        async begin() {
          Object.assign(consumer.badDays, { answersTwice: true, reorderBy: REORDER_BY });
          return async () => void Object.assign(consumer.badDays, { answersTwice: false, reorderBy: 0 });
        },
      },
    ],
    tellAll: () => consumer.flush(),
    async close() {
      await consumer.close();
      await cable.close();
      await broker.dispose();
    },
  };
}

async function provide(url: string, given: Parameters<typeof provideQueue>[1]): Promise<void> {
  const model = await connect(url);
  const channel = await model.createChannel();
  await provideQueue(channel, given, 'cases');
  await provideQueue(channel, given, 'answers');
  await model.close();
}
