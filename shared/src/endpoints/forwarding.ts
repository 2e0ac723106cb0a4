import * as z from 'zod/mini';
import { categoryCode, categoryGroup } from '../categories';
import { endpoint } from '../endpoint';
import { cursor, done, id, instant, pageOf, pageSize, queryNumber, text, version } from '../fields';
import { forwardingItem, forwardingSummary, strayAnswer } from '../forwarding';
import { limits } from '../limits';
import { routingTrial } from '../routing';

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
  dryRun: endpoint({
    name: 'forwarding.dryRun',
    method: 'GET',
    access: 'signedIn',
    summary: 'Where a report, or an issue of a category at a GCJ-02 point, would go now or at an instant, and why.',
    input: z.strictObject({
      reportId: z.optional(id),
      longitude: z.optional(queryNumber.check(z.gte(-180), z.lte(180))),
      latitude: z.optional(queryNumber.check(z.gte(-90), z.lte(90))),
      group: z.optional(categoryGroup),
      code: z.optional(categoryCode),
      /** Through which channel it came; people when not said. */
      source: z.optional(text(60)),
      at: z.optional(instant),
    }),
    output: routingTrial,
    errors: ['forbidden', 'notFound', 'unknownCategory'],
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
  answers: endpoint({
    name: 'forwarding.answers',
    method: 'GET',
    access: 'signedIn',
    summary: 'Answers of destinations that moved nothing and that nobody has looked at, the oldest first.',
    input: z.strictObject({ cursor, limit: pageSize }),
    output: pageOf(strayAnswer),
    errors: ['forbidden'],
    rate: 'read',
  }),
  dismissAnswer: endpoint({
    name: 'forwarding.dismissAnswer',
    method: 'POST',
    access: 'signedIn',
    summary: 'Notes that a person has looked at such an answer; the answer itself stays stored.',
    input: z.strictObject({ id: text(400, 3) }),
    output: done,
    errors: ['notFound', 'forbidden'],
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
