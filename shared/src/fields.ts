import * as z from 'zod/mini';
import { limits } from './limits';

/** Text a person typed: trimmed, no NUL, at most `max` characters. */
export const text = (max: number, min = 1) =>
  z.string().check(z.trim(), z.minLength(min), z.maxLength(max), z.regex(/^[^\0]*$/));

/** An opaque identifier, safe in an address. */
export const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));

/** An instant in UTC, ISO 8601. */
export const instant = z.iso.datetime();

/** The version of a document the caller saw; a later write than another's gets 409. */
export const version = z.int().check(z.gte(0));

/** Where a list goes on: opaque, from the answer before. */
export const cursor = z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,200}$/)));

/** How many rows of a list, in a query string. */
export const pageSize = z._default(
  z.coerce.number<number>().check(z.int(), z.gte(1), z.lte(limits.pageSizeMax)),
  limits.pageSize,
);

/** A number in a query string. */
export const queryNumber = z.coerce.number<number>();

/** A page of a list. `next` is absent at the end. */
export const pageOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), next: z.optional(z.string()) });

/** The answer of an action that has nothing to tell. */
export const done = z.object({ done: z.literal(true) });
