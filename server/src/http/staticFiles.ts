import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Middleware } from 'koa';

/** Serves the built h5 client. Hashed files may be kept for ever, the page itself never. */
export function staticFiles(root: string): Middleware {
  return async (ctx, next) => {
    if (
      (ctx.method !== 'GET' && ctx.method !== 'HEAD') ||
      /^\/(api|media|uploads|hooks|metrics|healthz|readyz|open311)(\/|$)/.test(ctx.path)
    )
      return next();
    const path = normalize(join(root, ctx.path === '/' ? 'index.html' : decodePath(ctx.path)));
    if (path !== root && !path.startsWith(root + sep)) return next();
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) return next();
    ctx.state.route = 'static';
    ctx.type = extname(path);
    ctx.length = found.size;
    ctx.set('Cache-Control', /\.[0-9a-f]{8,}\./.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    ctx.body = createReadStream(path);
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '/';
  }
}
