import type { Endpoint } from '@jierong/shared/endpoint';
import type * as z from 'zod/mini';
import { AppError } from '../appError';
import type { Person } from '../modules/people/person';
import type { Services } from '../services';

/** What a handler gets: input already parsed by the endpoint's schema, and who calls. Nothing of Koa. */
export interface Call<Input> {
  input: Input;
  person?: Person;
  requestId: string;
  /** The `Idempotency-Key` of an idempotent endpoint; always there for those. */
  idempotencyKey: string;
  /** The bearer token, for ending the session; empty when nobody is signed in. */
  token: string;
  services: Services;
  now: Date;
}

export type Handler<I extends z.ZodMiniType, O extends z.ZodMiniType> = (
  call: Call<z.output<I>>,
) => Promise<z.input<O>>;

/** An endpoint with the function that answers it. */
export interface Route {
  endpoint: Endpoint;
  handle: (call: Call<never>) => Promise<unknown>;
}

/** Ties a handler to its endpoint; the types make sure that both speak of the same shapes. */
export function route<I extends z.ZodMiniType, O extends z.ZodMiniType>(
  endpoint: Endpoint<I, O>,
  handle: Handler<I, O>,
): Route {
  return { endpoint: endpoint as unknown as Endpoint, handle: handle as unknown as Route['handle'] };
}

/** The caller of an endpoint that needs one. @throws signInRequired */
export function caller(call: { person?: Person }): Person {
  if (!call.person) throw new AppError('signInRequired');
  return call.person;
}
