import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import { Counter, Histogram } from 'prom-client';
import type { Logger } from '../log';

const requests = new Counter({
  name: 'http_requests_total',
  help: 'Answers by method, route and status',
  labelNames: ['method', 'route', 'status'],
});
const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer',
  labelNames: ['route'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});

/** Gives every call an id, and logs path, status and time: never the query. */
export function requestLog(log: Logger): Middleware {
  return async (ctx, next) => {
    const given = ctx.get('X-Request-Id');
    const requestId = /^[A-Za-z0-9-]{8,64}$/.test(given) ? given : randomUUID();
    ctx.state.requestId = requestId;
    ctx.set('X-Request-Id', requestId);
    const started = process.hrtime.bigint();
    try {
      await next();
    } finally {
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const route = String(ctx.state.route ?? 'other');
      requests.inc({ method: ctx.method, route, status: ctx.status });
      duration.observe({ route }, seconds);
      if (ctx.path.startsWith('/api/') || ctx.status >= 500)
        log.info(
          { requestId, method: ctx.method, path: ctx.path, status: ctx.status, ms: Math.round(seconds * 1000) },
          'call',
        );
    }
  };
}
