import Router from '@koa/router';
import { collectDefaultMetrics, register } from 'prom-client';
import { databaseAnswers } from '../db/connect';
import { measureDatabase } from '../db/databaseMetrics';

/** `/healthz`: the process lives. `/readyz`: it can work. `/metrics`: Prometheus text. */
export function healthRouter(): Router {
  if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics();
  const router = new Router();
  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  router.get('/readyz', async (ctx) => {
    const database = await databaseAnswers();
    ctx.status = database ? 200 : 503;
    ctx.body = { status: database ? 'ok' : 'unavailable', database };
  });
  router.get('/metrics', async (ctx) => {
    await measureDatabase();
    ctx.type = register.contentType;
    ctx.body = await register.metrics();
  });
  return router;
}
