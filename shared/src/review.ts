import * as z from 'zod/mini';
import { categoryGroup } from './categories';
import { id, instant, version } from './fields';
import { photo } from './media';
import { place } from './places';

/** What the content check said of words or one photo (WeChat's words: pass, review, risky; or it could not be asked). */
export const checkVerdict = z.enum(['pass', 'review', 'risky', 'unavailable', 'waiting']);
export type CheckVerdict = z.infer<typeof checkVerdict>;

/** A report waiting for a person's eyes. The reporter is not shown. */
export const reviewItem = z.object({
  id,
  kind: z.enum(['review', 'appeal']),
  title: z.string(),
  words: z.string(),
  group: categoryGroup,
  place,
  photos: z.array(z.object({ photo, verdict: checkVerdict, label: z.optional(z.string()) })),
  wordsVerdict: checkVerdict,
  wordsLabel: z.optional(z.string()),
  /** An appeal: what was refused and why, and what the reporter says. */
  refusedBecause: z.optional(z.string()),
  appealWords: z.optional(z.string()),
  corrections: z.int(),
  since: instant,
  dueAt: instant,
  version,
  /** The reader refused it before: another moderator decides. */
  conflict: z.boolean(),
});
export type ReviewItem = z.infer<typeof reviewItem>;

/** Words under a report that the content check did not pass: a comment or a proposal, without who wrote it. */
export const talkReviewItem = z.object({
  id,
  kind: z.enum(['comment', 'proposal']),
  /** Of a proposal: its title. */
  title: z.optional(z.string()),
  words: z.string(),
  reportId: id,
  reportTitle: z.string(),
  at: instant,
  /** The reader wrote it: another moderator decides. */
  conflict: z.boolean(),
});
export type TalkReviewItem = z.infer<typeof talkReviewItem>;

/** An open dispute as the squadron lead or a checker sees it. */
export const disputeItem = z.object({
  reportId: id,
  title: z.string(),
  group: categoryGroup,
  place,
  before: z.array(photo),
  after: z.array(photo),
  evidence: z.array(photo),
  reason: z.string(),
  by: z.enum(['reporter', 'supporter']),
  unitName: z.optional(z.string()),
  caseNumber: z.optional(z.string()),
  at: instant,
  decideBy: instant,
  version,
  conflict: z.boolean(),
});
export type DisputeItem = z.infer<typeof disputeItem>;
