import * as z from 'zod/mini';
import { endpoint } from '../endpoint';
import { cursor, done, id, pageOf, pageSize, text, version } from '../fields';
import { limits } from '../limits';
import { refuseReason } from '../reports';
import { disputeItem, reviewItem, talkReviewItem } from '../review';

const errors = ['notFound', 'forbidden', 'illegalTransition', 'reportMoved'] as const;

export const review = {
  list: endpoint({
    name: 'review.list',
    method: 'GET',
    access: 'signedIn',
    summary: 'Reports and appeals waiting for a moderator, the longest waiting first.',
    input: z.strictObject({ cursor, limit: pageSize }),
    output: pageOf(reviewItem),
    errors: ['forbidden'],
    rate: 'read',
  }),
  pass: endpoint({
    name: 'review.pass',
    method: 'POST',
    access: 'signedIn',
    summary: 'Lets a report through.',
    input: z.strictObject({ id, version }),
    output: done,
    errors: [...errors, 'conflictOfInterest'],
    rate: 'write',
  }),
  refuse: endpoint({
    name: 'review.refuse',
    method: 'POST',
    access: 'signedIn',
    summary: 'Refuses a report with a reason its reporter can read.',
    input: z.strictObject({ id, version, reason: refuseReason, note: z.optional(text(limits.note, 0)) }),
    output: done,
    errors: [...errors, 'conflictOfInterest'],
    rate: 'write',
  }),
  decideAppeal: endpoint({
    name: 'review.decideAppeal',
    method: 'POST',
    access: 'signedIn',
    summary: 'Decides an appeal: another moderator for a refusal, the squadron lead for 不予立案.',
    input: z.strictObject({ id, version, grant: z.boolean(), reason: text(limits.reason, 2) }),
    output: done,
    errors: [...errors, 'conflictOfInterest'],
    rate: 'write',
  }),
};

export const talkReview = {
  list: endpoint({
    name: 'talkReview.list',
    method: 'GET',
    access: 'signedIn',
    summary: 'Comments and proposals held for a moderator, the longest waiting first.',
    input: z.strictObject({ cursor, limit: pageSize }),
    output: pageOf(talkReviewItem),
    errors: ['forbidden'],
    rate: 'read',
  }),
  decide: endpoint({
    name: 'talkReview.decide',
    method: 'POST',
    access: 'signedIn',
    summary: 'Shows or hides a held comment or proposal. The same decision again changes nothing.',
    input: z.strictObject({ kind: z.enum(['comment', 'proposal']), id, show: z.boolean() }),
    output: done,
    errors: ['notFound', 'forbidden', 'conflictOfInterest', 'illegalTransition'],
    rate: 'write',
  }),
};

export const disputes = {
  list: endpoint({
    name: 'disputes.list',
    method: 'GET',
    access: 'signedIn',
    summary: 'Open disputes, the earliest decision date first.',
    input: z.strictObject({ cursor, limit: pageSize }),
    output: pageOf(disputeItem),
    errors: ['forbidden'],
    rate: 'read',
  }),
  decide: endpoint({
    name: 'disputes.decide',
    method: 'POST',
    access: 'signedIn',
    summary: 'Upholds a dispute (返工) or rejects it with a reason. Never by who handled the case.',
    input: z.strictObject({ id, version, uphold: z.boolean(), reason: text(limits.reason, 2) }),
    output: done,
    errors: [...errors, 'conflictOfInterest'],
    rate: 'write',
  }),
};
