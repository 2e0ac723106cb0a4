import * as z from 'zod/mini';
import { endpoint } from '../endpoint';
import { cursor, done, id, pageOf, pageSize, text, version } from '../fields';
import { forwardingItem, forwardingSummary } from '../forwarding';
import { limits } from '../limits';

const errors = ['notFound', 'forbidden', 'illegalTransition', 'reportMoved'] as const;

export const forwarding = {
  summary: endpoint({
    name: 'forwarding.summary',
    method: 'GET',
    access: 'signedIn',
    summary: 'How much waits, how old the oldest is, how many are held.',
    input: z.strictObject({}),
    output: forwardingSummary,
    errors: ['forbidden'],
    rate: 'read',
  }),
  list: endpoint({
    name: 'forwarding.list',
    method: 'GET',
    access: 'signedIn',
    summary: 'Reports held for people, or on their way, with every attempt.',
    input: z.strictObject({ view: z._default(z.enum(['held', 'waiting']), 'held'), cursor, limit: pageSize }),
    output: pageOf(forwardingItem),
    errors: ['forbidden'],
    rate: 'read',
  }),
  resend: endpoint({
    name: 'forwarding.resend',
    method: 'POST',
    access: 'signedIn',
    summary: 'Sends a held report again.',
    input: z.strictObject({ id, version }),
    output: done,
    errors,
    rate: 'write',
  }),
  reroute: endpoint({
    name: 'forwarding.reroute',
    method: 'POST',
    access: 'signedIn',
    summary:
      'Sends a held report to another destination. When the one so far turns out to have it, its number is taken instead.',
    input: z.strictObject({ id, version, destination: text(40, 1) }),
    output: z.object({ reroute: z.enum(['rerouted', 'alreadyThere']) }),
    errors: [...errors, 'unknownDestination'],
    rate: 'write',
  }),
  deliverByHand: endpoint({
    name: 'forwarding.deliverByHand',
    method: 'POST',
    access: 'signedIn',
    summary: 'Records that a held report was handed over by a person, with the case number of the other side.',
    input: z.strictObject({ id, version, caseNumber: text(40, 3) }),
    output: done,
    errors,
    rate: 'write',
  }),
  closeWithReason: endpoint({
    name: 'forwarding.closeWithReason',
    method: 'POST',
    access: 'signedIn',
    summary: 'Closes a held report unfixed, with a public reason.',
    input: z.strictObject({ id, version, reason: text(limits.reason, 2) }),
    output: done,
    errors,
    rate: 'write',
  }),
};
