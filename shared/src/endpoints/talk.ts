import * as z from 'zod/mini';
import { endpoint } from '../endpoint';
import { cursor, done, id, pageOf, pageSize, text } from '../fields';
import { limits } from '../limits';
import { comment, proposal, voteChoice } from '../talk';

export const comments = {
  list: endpoint({
    name: 'comments.list',
    method: 'GET',
    access: 'optional',
    summary: 'Comments of a report or of a proposal, oldest first.',
    input: z.strictObject({ reportId: z.optional(id), proposalId: z.optional(id), cursor, limit: pageSize }),
    output: pageOf(comment),
    errors: ['notFound'],
    rate: 'read',
  }),
  add: endpoint({
    name: 'comments.add',
    method: 'POST',
    access: 'signedIn',
    summary:
      'Comments on a report or a proposal. Staff of the unit that holds the case speak officially, and it is marked.',
    input: z.strictObject({ reportId: z.optional(id), proposalId: z.optional(id), words: text(limits.comment) }),
    output: comment,
    errors: ['notFound', 'phoneRequired', 'idempotencyConflict'],
    idempotent: true,
    rate: 'write',
  }),
  hide: endpoint({
    name: 'comments.hide',
    method: 'POST',
    access: 'signedIn',
    summary: 'Hides a comment (moderators) or takes back the own one.',
    input: z.strictObject({ id }),
    output: done,
    errors: ['notFound', 'forbidden'],
    rate: 'write',
  }),
};

export const proposals = {
  list: endpoint({
    name: 'proposals.list',
    method: 'GET',
    access: 'optional',
    summary: 'Proposals, newest first; of one report when named.',
    input: z.strictObject({ reportId: z.optional(id), cursor, limit: pageSize }),
    output: pageOf(proposal),
    errors: [],
    rate: 'read',
  }),
  info: endpoint({
    name: 'proposals.info',
    method: 'GET',
    access: 'optional',
    summary: 'One proposal with its tallies, residents and merchants apart.',
    input: z.strictObject({ id }),
    output: proposal,
    errors: ['notFound'],
    rate: 'read',
  }),
  add: endpoint({
    name: 'proposals.add',
    method: 'POST',
    access: 'signedIn',
    summary: 'Proposes how to fix an open report.',
    input: z.strictObject({ reportId: id, title: text(limits.proposalTitle, 2), why: text(limits.proposalWhy, 2) }),
    output: proposal,
    errors: ['notFound', 'phoneRequired', 'illegalTransition', 'idempotencyConflict'],
    idempotent: true,
    rate: 'write',
  }),
  vote: endpoint({
    name: 'proposals.vote',
    method: 'POST',
    access: 'signedIn',
    summary: 'One person, one vote, once: residents and verified merchants are tallied apart.',
    input: z.strictObject({ id, choice: voteChoice }),
    output: proposal,
    errors: ['notFound', 'phoneRequired', 'alreadyVoted', 'forbidden', 'conflictOfInterest', 'illegalTransition'],
    rate: 'write',
  }),
  answer: endpoint({
    name: 'proposals.answer',
    method: 'POST',
    access: 'signedIn',
    summary: 'The official answer to a proposal, marked with its unit.',
    input: z.strictObject({ id, words: text(limits.comment, 2) }),
    output: proposal,
    errors: ['notFound', 'forbidden'],
    rate: 'write',
  }),
};
