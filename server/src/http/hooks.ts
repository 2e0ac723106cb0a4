import Router from '@koa/router';
import type { Context } from 'koa';
import { AppError } from '../appError';
import { type PushSignature, photoAnswerOf, signedByWechat } from '../integrations/wechat/push';
import { applyPhotoVerdict } from '../modules/review/check';
import type { Services } from '../services';
import { readBody } from './readBody';

const MAX_BYTES = 64 * 1024;

/**
 * Callbacks of outside platforms. `/hooks/wechat`: GET is WeChat's own test of the address (it echoes `echostr`),
 * POST a pushed message in JSON, plain mode. Answers: 200 `success`, 401 for a wrong or stale signature, 404 without a
 * push token, 400 `malformedBody`, 413 `bodyTooLarge`.
 */
export function hooksRouter(services: Services): Router {
  const router = new Router();
  router.get('/hooks/wechat', (ctx) => {
    if (authentic(ctx, services)) text(ctx, 200, one(ctx.query.echostr));
  });
  router.post('/hooks/wechat', async (ctx) => {
    if (!authentic(ctx, services)) return;
    const answer = photoAnswerOf(await message(ctx));
    if (answer && answer.appId === services.env.WECHAT_APP_ID)
      await applyPhotoVerdict(services, answer.traceId, answer.verdict, answer.label);
    text(ctx, 200, 'success');
  });
  return router;
}

function authentic(ctx: Context, { env, now }: Services): boolean {
  ctx.state.route = 'hooks.wechat';
  if (!env.WECHAT_PUSH_TOKEN) throw new AppError('notFound');
  const given: PushSignature = {
    signature: one(ctx.query.signature),
    timestamp: one(ctx.query.timestamp),
    nonce: one(ctx.query.nonce),
  };
  if (signedByWechat(env.WECHAT_PUSH_TOKEN, given, now())) return true;
  text(ctx, 401, 'wrong signature');
  return false;
}

const one = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '');

function text(ctx: Context, status: number, body: string): void {
  ctx.status = status;
  ctx.type = 'text/plain';
  ctx.body = body;
}

async function message(ctx: Context): Promise<unknown> {
  const body = await readBody(ctx.req, MAX_BYTES);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AppError('malformedBody');
  }
}
