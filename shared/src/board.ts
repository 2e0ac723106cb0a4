import * as z from 'zod/mini';
import { categoryGroup } from './categories';
import { id } from './fields';
import { reportState } from './reportPosition';

/** A share with its two numbers, so that nothing hides behind a per cent. `of` may be 0: then there is no rate. */
export const rate = z.object({ count: z.int(), of: z.int() });
export type Rate = z.infer<typeof rate>;

/** The indicators of the district (绩效) over a window of days. */
export const board = z.object({
  days: z.int(),
  reported: z.int(),
  closing: rate,
  onTime: rate,
  rework: rate,
  overdue: z.int(),
  open: z.int(),
  satisfied: rate,
  asked: z.int(),
  byState: z.array(z.object({ state: reportState, count: z.int() })),
  byGroup: z.array(z.object({ group: categoryGroup, count: z.int(), open: z.int() })),
  byDay: z.array(z.object({ day: z.string(), reported: z.int(), closed: z.int() })),
  byRoad: z.array(z.object({ road: z.string(), count: z.int(), open: z.int() })),
  units: z.array(
    z.object({
      id,
      name: z.string(),
      handled: z.int(),
      onTime: z.int(),
      overdue: z.int(),
      asked: z.int(),
      answered: z.int(),
      satisfied: z.int(),
    }),
  ),
});
export type Board = z.infer<typeof board>;
