import Router from '@koa/router';
import type { Context } from 'koa';
import { AppError } from '../appError';
import { storeAnswers } from '../forwarding/inbox/store';
import { countAnswer } from '../forwarding/metrics';
import type { PushReply } from '../forwarding/port';
import type { Services } from '../services';
import { readBody } from './readBody';

const MAX_BYTES = 2 ** 20;

/**
 * `/hooks/<destination>`: what case queues tell us, GET or POST, as each adapter reads it. An answer is stored before its
 * sender is told so; a refusal is counted by its reason, and nothing of it is stored. 404 for a name that takes no calls,
 * 413 `bodyTooLarge` beyond 1 MB.
 */
export function destinationHooks(services: Services): Router {
  const router = new Router();
  router.all('/hooks/:destination', async (ctx) => {
    ctx.state.route = 'hooks.destination';
    const destination = services.destinations.find(ctx.params.destination ?? '');
    if (!destination?.receive || (ctx.method !== 'GET' && ctx.method !== 'POST')) throw new AppError('notFound');
    const pushed = destination.receive({
      method: ctx.method,
      headers: single(ctx.headers),
      query: single(ctx.query),
      body: ctx.method === 'POST' ? await readBody(ctx.req, MAX_BYTES) : Buffer.alloc(0),
      at: services.now(),
    });
    if (pushed.verdict === 'refused') {
      countAnswer(destination.name, pushed.reason);
      services.log.warn({ destination: destination.name, reason: pushed.reason }, 'a call of a destination is refused');
    } else {
      await storeAnswers(destination.name, pushed.answers, services.now());
      services.kick();
    }
    reply(ctx, pushed.reply);
  });
  return router;
}

/** Headers and parameters that were given once; what was repeated is not guessed at. */
const single = (given: Readonly<Record<string, string | string[] | undefined>>): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  );

function reply(ctx: Context, { status, type, body }: PushReply): void {
  ctx.status = status;
  ctx.type = type;
  ctx.body = body;
}
