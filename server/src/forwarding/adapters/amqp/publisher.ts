import type { ChannelModel, ConfirmChannel } from 'amqplib';
import type { AdapterContext } from '../../adapter';
import { Away, keepLink, type Link } from './link';
import type { Settings } from './settings';
import { deadQueueOf, provideQueue, routingKeyOf } from './topology';

/** A message larger than this is never sent. RabbitMQ's own limit depends on its version and settings. */
const LARGEST_BYTES = 16 * 1024 * 1024;

/** A message for the queue of cases. */
export interface Outgoing {
  /** The consumer knows a repeat by it. */
  id: string;
  kind: 'open' | 'update';
  /** The key of the case. */
  key: string;
  at: Date;
  body: Buffer;
}

export type Published =
  | { outcome: 'confirmed' }
  | { outcome: 'tooLarge'; detail: string }
  | { outcome: 'retryLater'; detail: string };

export interface Publisher {
  /** Confirmed means: routed to the queue and on the disks of a majority of its members. */
  publish(message: Outgoing): Promise<Published>;
  /** Connects before there is something to publish, so that the queue of cases is there. */
  begin(): void;
  /** How many cases are dead letters; undefined when that cannot be asked now, or is not ours to ask. */
  deadLetters(): Promise<number | undefined>;
  close(): Promise<void>;
}

interface Open {
  channel: ConfirmChannel;
  /** Gives this connection up. */
  broken(reason: string): void;
}

/**
 * Publishes with confirms over a connection of its own, because a broker in need stops reading from those that publish.
 * It keeps nothing for later: without a connection, with a blocked one, or with too much unconfirmed, the answer is
 * retryLater at once. A message that is not confirmed in time costs the connection, so that nothing piles up in a half
 * dead one; whether the broker has it is not known then, and it is sent again under the same id.
 */
export function makePublisher(settings: Settings, context: Pick<AdapterContext, 'log'>): Publisher {
  const inFlight = new Map<string, Promise<Published>>();
  /** What came back for want of a queue; the broker says so before it confirms. */
  const returned = new Map<string, string>();
  let blocked: string | undefined;

  let link: Link<Open> | undefined;
  const linked = (): Link<Open> => {
    link ??= keepLink<Open>({ settings, log: context.log, setUp, onLost });
    return link;
  };

  async function setUp(model: ChannelModel, broken: (reason: string) => void): Promise<Open> {
    model.on('blocked', (reason) => {
      blocked = reason;
      context.log.warn({ reason }, 'the broker takes no messages for now');
    });
    model.on('unblocked', () => {
      blocked = undefined;
    });
    const channel = await model.createConfirmChannel();
    channel.on('error', (error) => broken(error.message));
    channel.on('close', () => broken('channel closed'));
    channel.on('return', ({ fields, properties }) =>
      returned.set(properties.messageId, 'replyText' in fields ? `${fields.replyText}` : 'returned'),
    );
    await provideQueue(channel, settings, 'cases');
    return { channel, broken };
  }

  function onLost(): void {
    blocked = undefined;
    returned.clear();
  }

  async function send(message: Outgoing): Promise<Published> {
    try {
      const open = await linked().current();
      if (blocked !== undefined) return later('the broker takes no messages for now');
      return await confirmed(open, message);
    } catch (error) {
      if (error instanceof Away) return later(`broker away: ${error.message}`);
      throw error;
    }
  }

  function confirmed({ channel, broken }: Open, message: Outgoing): Promise<Published> {
    const { id, kind, key, at, body } = message;
    return new Promise((settle) => {
      const timer = setTimeout(() => {
        settle(later('not confirmed in time'));
        if (blocked === undefined) broken('not confirmed in time');
      }, settings.timeoutSeconds * 1000);
      const done = (error: Error | null): void => {
        clearTimeout(timer);
        const unroutable = returned.get(id);
        returned.delete(id);
        settle(error ? later(`not confirmed: ${error.message.slice(0, 150)}`) : afterConfirmation(unroutable));
        if (unroutable && settings.topology === 'declare') broken('the queue of cases is gone'); // it is made again
      };
      try {
        channel.publish(
          settings.cases.exchange,
          routingKeyOf(settings),
          body,
          {
            mandatory: true,
            persistent: true,
            messageId: id,
            correlationId: key,
            type: `case.${kind}`,
            replyTo: settings.answers.queue,
            contentType: 'application/json',
            contentEncoding: 'utf-8',
            appId: 'jierong-gongzhi',
            timestamp: Math.floor(at.getTime() / 1000),
          },
          done,
        );
      } catch (error) {
        done(error instanceof Error ? error : new Error('channel closed')); // it closed in this very moment
      }
    });
  }

  return {
    publish(message) {
      const under = inFlight.get(message.id);
      if (under) return under; // the same message: its answer is this one's
      if (message.body.length > LARGEST_BYTES)
        return Promise.resolve({ outcome: 'tooLarge', detail: `larger than ${LARGEST_BYTES} bytes` });
      if (inFlight.size >= settings.concurrency)
        return Promise.resolve(later(`${settings.concurrency} messages are unconfirmed`));
      const work = send(message).finally(() => inFlight.delete(message.id));
      inFlight.set(message.id, work);
      return work;
    },
    begin: () => void linked(),
    async deadLetters() {
      const open = link?.ready();
      if (!open || settings.topology === 'check') return undefined;
      return (await open.channel.checkQueue(deadQueueOf(settings.cases.queue))).messageCount;
    },
    async close() {
      await Promise.allSettled(inFlight.values());
      await link?.close();
    },
  };
}

/** The broker confirms also what it has just returned. */
const afterConfirmation = (unroutable: string | undefined): Published =>
  unroutable === undefined ? { outcome: 'confirmed' } : later(`not routed: ${unroutable}`);

const later = (detail: string): Published => ({ outcome: 'retryLater', detail });
