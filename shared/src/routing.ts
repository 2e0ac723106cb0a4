import * as z from 'zod/mini';
import { categoryGroup } from './categories';
import { id } from './fields';

/** Why a rule did not decide where a report goes. */
export const passedOver = z.enum(['notYet', 'over', 'category', 'place', 'source', 'wider', 'later']);
export type PassedOver = z.infer<typeof passedOver>;

const rule = z.object({ id: z.string(), name: z.string() });

/** A dry run of the routing: where a report would go, and why. Nothing is sent. */
export const routingTrial = z.object({
  /** What was asked about: as a report has it, or as the point and the category were given. */
  group: categoryGroup,
  categoryName: z.string(),
  place: z.object({ road: z.optional(z.string()), grid: z.optional(z.string()) }),
  /** The destination whose case decides, and those that get the case as well. */
  lead: z.string(),
  copies: z.array(z.string()),
  unit: z.optional(z.object({ id, name: z.string() })),
  rule,
  /** The other rules in their order, with what kept each from deciding. */
  others: z.array(z.extend(rule, { why: passedOver })),
});
export type RoutingTrial = z.infer<typeof routingTrial>;
