import type { Channel } from 'amqplib';
import type { Settings } from './settings';

/** Answers come back only when a worker breaks off, so many times means that one of them breaks it. */
const ANSWERS_DELIVERY_LIMIT = 100;

/** Where what nobody could take lies, until people have looked. */
export const deadQueueOf = (queue: string): string => `${queue}.dead`;

/**
 * Makes or checks a queue and its dead letter queue. Made are quorum queues: a confirmed message lies on the disks of a
 * majority. One consumer at a time is served, so that the order within a case holds however many listen; what is
 * dead-lettered is confirmed too before it leaves. @throws what the broker refuses
 */
export async function provideQueue(channel: Channel, settings: Settings, of: 'cases' | 'answers'): Promise<void> {
  const { queue } = settings[of];
  const dead = deadQueueOf(queue);
  if (settings.topology === 'check') {
    await channel.checkQueue(queue);
    if (of === 'answers') await channel.checkExchange(dead);
    if (of === 'cases' && settings.cases.exchange !== '') await channel.checkExchange(settings.cases.exchange);
    return;
  }
  await channel.assertExchange(dead, 'fanout', { durable: true });
  await channel.assertQueue(dead, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue(dead, dead, '');
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-single-active-consumer': true,
      'x-delivery-limit': of === 'cases' ? settings.deliveryLimit : ANSWERS_DELIVERY_LIMIT,
      'x-dead-letter-exchange': dead,
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish', // at-least-once needs it
    },
  });
  if (of === 'cases' && settings.cases.exchange !== '') {
    await channel.assertExchange(settings.cases.exchange, 'direct', { durable: true });
    await channel.bindQueue(queue, settings.cases.exchange, routingKeyOf(settings));
  }
}

/** With which key a case is published. */
export const routingKeyOf = ({ cases }: Settings): string => cases.routingKey ?? cases.queue;
