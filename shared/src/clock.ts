import * as z from 'zod/mini';
import { timeLimit } from './categories';
import { instant } from './fields';

/** A deadline clock (处置时限) as shown. `share` is the part of the limit already used, 0 to 1 and beyond when overdue. */
export const clock = z.object({
  kind: z.enum([
    'undo',
    'offer',
    'claim',
    'review',
    'accept',
    'file',
    'dispatch',
    'handle',
    'check',
    'contact',
    'dispute',
    'answer',
  ]),
  startedAt: instant,
  dueAt: instant,
  limit: z.optional(timeLimit),
  status: z.enum(['onTime', 'soon', 'over', 'done', 'paused']),
  share: z.number(),
});
export type Clock = z.infer<typeof clock>;
