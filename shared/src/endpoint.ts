import type * as z from 'zod/mini';
import type { ErrorCode } from './errors';

/** How often one person (or address, when nobody is signed in) may call. The numbers are the server's settings. */
export type RateClass = 'read' | 'write' | 'upload' | 'signIn';

/**
 * One call of the API, written once: the client's request, the server's check and the OpenAPI all come from it.
 * GET carries all parameters in the query, POST a JSON body. The path is `/api/<name>`.
 */
export interface Endpoint<I extends z.ZodMiniType = z.ZodMiniType, O extends z.ZodMiniType = z.ZodMiniType> {
  /** noun.verb */
  name: string;
  method: 'GET' | 'POST';
  /** `public`: no sign-in; `optional`: shows more when signed in; `signedIn`: anyone with a session; policies decide the rest. */
  access: 'public' | 'optional' | 'signedIn';
  /** One English sentence for the documentation. */
  summary: string;
  input: I;
  output: O;
  /** Codes beyond those every call may answer (invalidInput, signInRequired, tooManyRequests, internalError …). */
  errors: readonly ErrorCode[];
  /** The call takes an `Idempotency-Key` header: a repeat with the same key answers what the first did. */
  idempotent?: boolean;
  rate: RateClass;
}

/** Keeps the exact input and output types of an endpoint object. */
export function endpoint<I extends z.ZodMiniType, O extends z.ZodMiniType>(definition: Endpoint<I, O>): Endpoint<I, O> {
  return definition;
}

/** Path of an endpoint below the origin. */
export const pathOf = (e: Pick<Endpoint, 'name'>): string => `/api/${e.name}`;
