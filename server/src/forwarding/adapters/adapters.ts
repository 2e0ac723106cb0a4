import type { Adapter } from '../adapter';
import { adapter as amqp } from './amqp/adapter';
import { adapter as open311 } from './open311/adapter';
import { adapter as webhook } from './webhook/adapter';

/** The kinds of case queues that the file of destinations may name. */
export const adapters: Readonly<Record<string, Adapter>> = { amqp, open311, webhook };
