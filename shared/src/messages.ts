import * as z from 'zod/mini';
import { id, instant } from './fields';
import { reportState } from './reportPosition';

/** What happened to a report one reported, supports or claimed. The client writes the sentence from the kind. */
export const message = z.object({
  id,
  at: instant,
  kind: z.string(),
  reportId: id,
  reportTitle: z.string(),
  state: reportState,
  reason: z.optional(z.string()),
  unitName: z.optional(z.string()),
  caseNumber: z.optional(z.string()),
  dueAt: z.optional(instant),
  /** What the desk wrote to the reporter. */
  words: z.optional(z.string()),
  /** Asks the reader to do something: confirm, rate, correct. */
  asks: z.boolean(),
  read: z.boolean(),
});
export type Message = z.infer<typeof message>;
