import Koa from 'koa';
import compress from 'koa-compress';
import helmet from 'koa-helmet';
import { apiRouter } from './http/api';
import type { Route } from './http/call';
import { destinationHooks } from './http/destinationHooks';
import { docsRouter } from './http/docs';
import { errorHandler } from './http/errorHandler';
import { healthRouter } from './http/health';
import { hooksRouter } from './http/hooks';
import { mediaRouter } from './http/media';
import { makeRateLimit } from './http/rateLimit';
import { requestLog } from './http/requestLog';
import { staticFiles } from './http/staticFiles';
import { uploadsRouter } from './http/uploads';
import { routes } from './routes';
import { h5Root } from './serverRoot';
import type { Services } from './services';

/** Photos come from the device before they are sent (blob:, data:); everything else from this origin. */
const contentSecurity = {
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    scriptSrc: ["'self'", "'unsafe-inline'"],
    connectSrc: ["'self'"],
    upgradeInsecureRequests: null,
  },
};

/** A caller who leaves before the answer is complete is no error of ours. */
const wentAway = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE']);

/** The Koa stack, top to bottom. */
export function makeApp(services: Services, given: readonly Route[] = routes): Koa {
  const app = new Koa({ proxy: services.env.TRUST_PROXY });
  const limit = makeRateLimit(services.env);
  app.on('error', (error: NodeJS.ErrnoException) => {
    if (!wentAway.has(error.code ?? '')) services.log.error({ err: error }, 'an answer could not be sent');
  });
  app.use(requestLog(services.log));
  app.use(errorHandler(services.log));
  app.use(
    helmet({
      contentSecurityPolicy: contentSecurity,
      strictTransportSecurity: false,
      crossOriginOpenerPolicy: false,
      originAgentCluster: false,
    }),
  );
  app.use(compress({ threshold: 1024, br: false }));
  app.use(staticFiles(h5Root));
  for (const router of [
    healthRouter(),
    docsRouter(),
    mediaRouter(services),
    uploadsRouter(services, limit),
    hooksRouter(services),
    destinationHooks(services),
    apiRouter(given, services, limit),
  ])
    app.use(router.routes());
  return app;
}
