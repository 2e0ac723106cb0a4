import * as z from 'zod/mini';
import { categoryGroup } from './categories';
import { id, instant } from './fields';
import { photo } from './media';
import { reportState } from './reportPosition';

/** A comment under a report or a proposal. */
export const comment = z.object({
  id,
  at: instant,
  by: z.string(),
  /** An official answer is marked, with the unit that gave it. */
  official: z.boolean(),
  unitName: z.optional(z.string()),
  mine: z.boolean(),
  hidden: z.boolean(),
  words: z.string(),
});
export type Comment = z.infer<typeof comment>;

export const voteChoice = z.enum(['for', 'against']);
export type VoteChoice = z.infer<typeof voteChoice>;

/** Votes of residents and of verified merchants, never added together. `members`: of the alliance concerned, within merchants. */
export const tally = z.object({
  residents: z.object({ for: z.int(), against: z.int() }),
  merchants: z.object({
    for: z.int(),
    against: z.int(),
    membersFor: z.int(),
    membersAgainst: z.int(),
  }),
});
export type Tally = z.infer<typeof tally>;

/** A proposal how to fix (民议). */
export const proposal = z.object({
  id,
  reportId: id,
  reportTitle: z.string(),
  reportState,
  group: categoryGroup,
  cover: z.optional(photo),
  title: z.string(),
  why: z.string(),
  by: z.string(),
  at: instant,
  mine: z.boolean(),
  tally,
  myVote: z.optional(voteChoice),
  comments: z.int(),
  /** The last day to vote. */
  closesAt: instant,
  closed: z.boolean(),
  officialAnswer: z.optional(z.object({ at: instant, unitName: z.string(), words: z.string() })),
  abilities: z.array(z.enum(['vote', 'comment', 'answer'])),
});
export type Proposal = z.infer<typeof proposal>;
