import * as z from 'zod/mini';
import { id, instant, text } from './fields';
import { limits } from './limits';

/** The field's words of satisfaction (回访). */
export const satisfaction = z.enum(['satisfied', 'mostlySatisfied', 'unsatisfied']);
export type Satisfaction = z.infer<typeof satisfaction>;

const stars = z.int().check(z.gte(1), z.lte(5));

export const ratingInput = z.strictObject({
  reportId: id,
  speed: stars,
  quality: stars,
  manner: stars,
  satisfaction,
  words: text(limits.words, 0),
});
export type RatingInput = z.infer<typeof ratingInput>;

/** A unit's public result: shown with how many were asked and how many answered; few answers are shown as few. */
export const unitResult = z.object({
  unit: z.object({ id, name: z.string(), demonstration: z.boolean() }),
  days: z.int(),
  handled: z.int(),
  onTime: z.int(),
  reworked: z.int(),
  open: z.int(),
  overdue: z.int(),
  asked: z.int(),
  answered: z.int(),
  fewAnswers: z.boolean(),
  speed: z.optional(z.number()),
  quality: z.optional(z.number()),
  manner: z.optional(z.number()),
  satisfied: z.int(),
  mostlySatisfied: z.int(),
  unsatisfied: z.int(),
  words: z.array(z.object({ at: instant, words: z.string(), satisfaction })),
});
export type UnitResult = z.infer<typeof unitResult>;
