import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import Router from '@koa/router';
import { absolutePath } from 'swagger-ui-dist';
import { openApi } from './openApi';

const PAGE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>街容共治 API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"><div id="ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></html>`;
const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#ui', deepLinking: true });`;
const FILES = new Set(['swagger-ui.css', 'swagger-ui-bundle.js']);

/** `/api/openapi.json` made from the endpoint objects, and `/api/docs` to read it, from local files. */
export function docsRouter(): Router {
  const router = new Router();
  const document = openApi();
  router.get('/api/openapi.json', (ctx) => {
    ctx.body = document;
  });
  router.get('/api/docs', (ctx) => {
    ctx.type = 'html';
    ctx.body = PAGE;
  });
  router.get('/api/docs/:file', (ctx) => {
    const file = String(ctx.params.file);
    if (file === 'start.js') {
      ctx.type = 'js';
      ctx.body = START;
    } else if (FILES.has(file)) {
      ctx.type = file.endsWith('.css') ? 'css' : 'js';
      ctx.body = createReadStream(join(absolutePath(), file));
    }
  });
  return router;
}
