import * as z from 'zod/mini';
import { id, instant } from './fields';
import { duty, role } from './roles';

/** The signed-in person as they see themselves. Nobody else is shown this much. */
export const me = z.object({
  id,
  nickname: z.string(),
  role,
  title: z.string(),
  duties: z.array(duty),
  unit: z.optional(z.object({ id, name: z.string() })),
  shop: z.optional(z.object({ id, name: z.string() })),
  /** Comment, proposal and vote ask once for the phone that WeChat verified (encrypted, shown to nobody). */
  phoneVerified: z.boolean(),
  demonstration: z.boolean(),
  /** The staff pages this person may open, in the order of the rail. */
  workbench: z.array(z.enum(['desk', 'review', 'disputes', 'forwarding', 'board'])),
});
export type Me = z.infer<typeof me>;

/** What a successful sign-in gives: our own token, never WeChat's. */
export const session = z.object({ token: z.string(), expiresAt: instant, me });
export type Session = z.infer<typeof session>;

/** One of the demonstration people on the sign-in sheet. */
export const demonstrationPerson = z.object({
  id,
  name: z.string(),
  role,
  title: z.string(),
  unitName: z.optional(z.string()),
});
export type DemonstrationPerson = z.infer<typeof demonstrationPerson>;
