import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type ConfirmChannel, connect } from 'amqplib';
import { type AmqpConsumer, startAmqpConsumer } from '../../../../simulators/amqpConsumer/consumer';
import { type Cable, layCable } from '../../../../simulators/cable';
import { adapter } from '../../../../src/forwarding/adapters/amqp/adapter';
import type { Settings } from '../../../../src/forwarding/adapters/amqp/settings';
import type { CaseInput, CaseUpdate, Delivery, Destination, IncomingAnswer } from '../../../../src/forwarding/port';
import { type Broker, startBroker } from '../../../../witness/rabbitmq/broker';
import { installBroker } from '../../../../witness/rabbitmq/program';
import { caseInput, contractContext } from '../contractData';
import { makeCertificate } from './certificate';

interface Started {
  broker: Broker;
  /** Of the broker's certificate, in PEM. */
  authority: string;
  folder: string;
}

let starting: Promise<Started> | undefined;

/** The one broker of these tests; queues have names of their own. */
export const theBroker = (): Promise<Started> => {
  starting ??= start();
  return starting;
};

async function start(): Promise<Started> {
  const program = await installBroker(() => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'jierong-certificate-'));
  const { authority, ...tls } = makeCertificate(program, folder);
  return { broker: await startBroker(program, tls), authority, folder };
}

const stages = new Set<Stage>();

/** Ends the broker, and what a failed story left standing. */
export async function endBroker(): Promise<void> {
  if (!starting) return;
  await Promise.all([...stages].map((stage) => stage.close()));
  const { broker, folder } = await starting;
  await broker.dispose();
  rmSync(folder, { recursive: true });
}

/** A destination with its queues, the cable to the broker, and whoever listens to what comes back. */
export interface Stage {
  broker: Broker;
  cable: Cable;
  queue: string;
  answersQueue: string;
  destination: Destination;
  told: IncomingAnswer[];
  /** Asks until the condition holds. */
  until(holds: () => boolean | Promise<boolean>): Promise<void>;
  /** Sends as the relay does: again, after what is not known or cannot be now. */
  deliver(input: CaseInput): Promise<void>;
  deliverNews(update: CaseUpdate): Promise<void>;
  /** How many messages lie in a queue. */
  lying(queue: string): Promise<number>;
  /** A channel of the test's own. */
  channel<T>(use: (channel: ConfirmChannel) => Promise<T>): Promise<T>;
  consumer(): Promise<AmqpConsumer>;
  close(): Promise<void>;
}

const noHttp = { call: () => Promise.reject(new Error('not called')) };

export async function setStage(
  more: Partial<Settings> = {},
  take: (answers: IncomingAnswer[]) => Promise<void> = async () => {},
): Promise<Stage> {
  const { broker } = await theBroker();
  const cable = await layCable(Number(new URL(broker.url).port));
  const name = `test.${randomUUID().slice(0, 8)}`;
  const [queue, answersQueue] = [`${name}.cases`, `${name}.answers`];
  const url = broker.url.replace(/:\d+$/, `:${cable.port}`);
  const given = { url, cases: { queue }, answers: { queue: answersQueue }, timeoutSeconds: 2, ...more };
  const destination = adapter.make(adapter.settings.parse(given), contractContext(name, noHttp));
  const told: IncomingAnswer[] = [];
  const consumers: AmqpConsumer[] = [];
  const until: Stage['until'] = async (holds) => {
    while (!(await holds())) await pause(20);
  };
  const channel: Stage['channel'] = async (use) => {
    const model = await connect(broker.url);
    try {
      const own = await model.createConfirmChannel();
      own.on('error', () => undefined); // what was asked for fails too
      return await use(own);
    } finally {
      await model.close();
    }
  };
  const accepted = async (attempt: () => Promise<{ outcome: string }>): Promise<void> =>
    until(async () => (await attempt()).outcome === 'accepted');
  await destination.listen?.(async (answers) => {
    await take(answers);
    told.push(...answers);
  });
  const stage: Stage = {
    broker,
    cable,
    queue,
    answersQueue,
    destination,
    told,
    until,
    deliver: (input) => accepted(() => destination.open(input)),
    deliverNews: (update) => accepted(() => destination.update(update)),
    lying: (of) => channel(async (own) => (await own.checkQueue(of)).messageCount),
    channel,
    async consumer() {
      await accepted(() => destination.open(caseInput())); // so the queues are there
      const consumer = await startAmqpConsumer({ url: broker.url, queue, answersQueue });
      consumers.push(consumer);
      return consumer;
    },
    async close() {
      if (!stages.delete(stage)) return;
      await Promise.all(consumers.map((consumer) => consumer.close()));
      await destination.close?.();
      await cable.close();
    },
  };
  stages.add(stage);
  return stage;
}

/** What an attempt says of why it failed. */
export const detailOf = (delivery: Delivery): string =>
  delivery.outcome === 'accepted' ? 'accepted' : `${delivery.outcome}: ${delivery.detail}`;
