import type { Adapter } from '../adapter';

/** The kinds of case queues that the file of destinations may name. */
export const adapters: Readonly<Record<string, Adapter>> = {};
