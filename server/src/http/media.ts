import Router from '@koa/router';
import type { Services } from '../services';

/** `GET /media/{key}-{size}.jpg`: photos by content hash, so they may be kept for ever. */
export function mediaRouter(services: Services): Router {
  const router = new Router();
  router.get('/media/:name', async (ctx) => {
    ctx.state.route = 'media';
    const name = String(ctx.params.name);
    const found = /^[a-f0-9]{64}-(thumb|card|full)\.jpg$/.test(name) ? await services.storage.read(name) : undefined;
    if (!found) return;
    ctx.type = 'image/jpeg';
    ctx.length = found.bytes;
    ctx.set('Cache-Control', 'public, max-age=31536000, immutable');
    ctx.body = found.stream;
  });
  return router;
}
