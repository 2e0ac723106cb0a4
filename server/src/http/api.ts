import { pathOf } from '@jierong/shared/endpoint';
import Router from '@koa/router';
import type { Context } from 'koa';
import { AppError } from '../appError';
import type { Person } from '../modules/people/person';
import { personOfToken } from '../modules/people/sessions';
import type { Services } from '../services';
import type { Route } from './call';
import { jsonBody } from './jsonBody';
import { queryInput } from './query';
import type { makeRateLimit } from './rateLimit';

type Limit = ReturnType<typeof makeRateLimit>;
interface Problem {
  code?: string;
  path: PropertyKey[];
  keys?: string[];
}

/** Binds every endpoint to its handler: authenticate, limit, parse, handle, and let out only what the schema declares. */
export function apiRouter(routes: readonly Route[], services: Services, limit: Limit): Router {
  const router = new Router();
  for (const r of routes) router.register(pathOf(r.endpoint), [r.endpoint.method], [answer(r, services, limit)]);
  return router;
}

function answer({ endpoint, handle }: Route, services: Services, limit: Limit) {
  return async (ctx: Context) => {
    ctx.state.route = endpoint.name;
    const person = endpoint.access === 'public' ? undefined : await personOf(ctx, services);
    if (endpoint.access === 'signedIn' && !person) throw new AppError('signInRequired');
    await limit(endpoint.rate, person?.id ?? ctx.ip);
    const given = endpoint.method === 'GET' ? queryInput(endpoint, ctx.URL.searchParams) : await jsonBody(ctx);
    const parsed = endpoint.input.safeParse(given);
    const issues = parsed.success ? [] : (parsed.error.issues as Problem[]).flatMap(fieldIssues);
    const idempotencyKey = ctx.get('Idempotency-Key');
    if (endpoint.idempotent && !/^[A-Za-z0-9_-]{8,64}$/.test(idempotencyKey))
      issues.push({ path: 'Idempotency-Key', problem: idempotencyKey ? 'invalid_format' : 'required' });
    if (issues.length || !parsed.success) throw new AppError('invalidInput', { issues });
    const call = {
      input: parsed.data as never,
      ...(person ? { person } : {}),
      requestId: String(ctx.state.requestId),
      idempotencyKey,
      token: ctx.get('Authorization').slice('Bearer '.length),
      services,
      now: services.now(),
    };
    const result = await handle(call);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = endpoint.output.parse(result);
  };
}

/** One line for each bad field; an unknown field is named itself. */
function fieldIssues(issue: Problem): { path: string; problem: string }[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map((key) => ({ path: [...path, key].join('.'), problem: 'unknown' }));
  return [{ path: path.join('.'), problem: issue.code ?? 'invalid' }];
}

/** The person of the bearer token. @throws sessionExpired when a token came that is worth nothing */
export async function personOf(ctx: Context, services: Services): Promise<Person | undefined> {
  const header = ctx.get('Authorization');
  if (!header) return undefined;
  const token = /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(header)?.[1];
  const person = token ? await personOfToken(token, services.now()) : undefined;
  if (!person) throw new AppError('sessionExpired');
  return person;
}
