import { errorStatus } from '@jierong/shared/errors';
import Router from '@koa/router';
import type { Context } from 'koa';
import { appErrorOf } from '../http/errorHandler';
import type { makeRateLimit } from '../http/rateLimit';
import type { Services } from '../services';
import { type Format, formats, write } from './answer';
import { makeCalls } from './calls';
import { pairsOf, parametersOf } from './parameters';
import { badParameter, Open311Problem, unknownThing } from './problem';

const BASE = '/open311/v2/';

/**
 * Open311 GeoReport v2 with the updates extension, under `/open311/v2/`, in XML and JSON (docs/open311.md). Errors come in
 * the format that was asked for, XML when none was.
 */
export function open311Router(services: Services, limit: ReturnType<typeof makeRateLimit>): Router {
  const calls = makeCalls(services);
  const router = new Router();
  router.all(`${BASE}*path`, async (ctx) => {
    ctx.state.route = 'open311';
    const { path, format } = partsOf(ctx.path);
    try {
      await limit('read', `open311 ${ctx.ip}`);
      if (!format) throw badParameter('format', 'end the address in .xml or .json');
      const here = calls.filter((call) => call.path.test(path));
      const call = here.find(({ method }) => method === (ctx.method === 'HEAD' ? 'GET' : ctx.method));
      if (!here.length) throw unknownThing('resource');
      if (!call) throw new Open311Problem(405, `method: ${ctx.method} is not for this`);
      ctx.state.route = `open311.${call.name}`;
      const origin = services.env.PUBLIC_URL ?? `${ctx.protocol}://${ctx.host}`;
      const id = call.path.exec(path)?.[1] ?? '';
      const query = () => parametersOf(pairsOf(ctx.querystring));
      const { root, value } = await call.answer({ ctx, id, origin, query });
      write(ctx, format, root, value);
    } catch (error) {
      writeErrors(ctx, format ?? 'xml', error, services);
    }
  });
  return router;
}

function partsOf(address: string): { path: string; format?: Format } {
  const rest = address.slice(BASE.length);
  const format = formats.find((one) => rest.endsWith(`.${one}`));
  return format ? { path: rest.slice(0, -format.length - 1), format } : { path: rest };
}

function writeErrors(ctx: Context, format: Format, error: unknown, { log }: Services): void {
  const { status, sentences, retryAfterSeconds } = problemOf(error);
  if (status >= 500) log.error({ requestId: ctx.state.requestId, path: ctx.path, err: error }, 'open311 call failed');
  if (!ctx.req.readableEnded) ctx.req.resume();
  write(
    ctx,
    format,
    'errors',
    sentences.map((description) => ({ code: status, description })),
  );
  ctx.status = status;
  if (retryAfterSeconds) ctx.set('Retry-After', String(retryAfterSeconds));
}

function problemOf(error: unknown): { status: number; sentences: readonly string[]; retryAfterSeconds?: number } {
  if (error instanceof Open311Problem) {
    const { status, sentences, retryAfterSeconds } = error;
    return { status, sentences, ...(retryAfterSeconds ? { retryAfterSeconds } : {}) };
  }
  const { code, data } = appErrorOf(error);
  const retryAfterSeconds = Number(data?.retryAfterSeconds ?? (code === 'databaseUnavailable' ? 2 : 0));
  return { status: errorStatus[code], sentences: [code], ...(retryAfterSeconds ? { retryAfterSeconds } : {}) };
}
