import busboy from '@fastify/busboy';
import { limits } from '@jierong/shared/limits';
import { uploaded } from '@jierong/shared/media';
import Router from '@koa/router';
import type { Context } from 'koa';
import { AppError } from '../appError';
import { storePhoto } from '../modules/media/photos';
import type { Services } from '../services';
import { personOf } from './api';
import type { makeRateLimit } from './rateLimit';

/**
 * `POST /uploads`, multipart with one part `photo` of at most 10 MB: what wx.uploadFile and a browser's form both send.
 * Answers `Uploaded`. Errors: signInRequired, unsupportedContentType, pictureTooLarge, pictureRequired, notAPicture, pictureBomb.
 */
export function uploadsRouter(services: Services, limit: ReturnType<typeof makeRateLimit>): Router {
  const router = new Router();
  router.post('/uploads', async (ctx) => {
    ctx.state.route = 'uploads';
    const person = await personOf(ctx, services);
    if (!person) throw new AppError('signInRequired');
    await limit('upload', person.id);
    const picture = await readPhoto(ctx);
    ctx.body = uploaded.parse(await storePhoto(services, person.id, picture));
  });
  return router;
}

function readPhoto(ctx: Context): Promise<Buffer> {
  const type = ctx.get('Content-Type');
  if (!ctx.is('multipart/form-data') || !/boundary=/.test(type)) throw new AppError('unsupportedContentType');
  return new Promise((resolve, reject) => {
    const form = busboy({
      headers: { 'content-type': type },
      limits: { files: 1, fields: 5, fieldSize: 1024, fileSize: limits.photoBytes, parts: 8 },
    });
    let photo: Buffer | undefined;
    const fail = (error: AppError) => {
      ctx.req.unpipe(form);
      ctx.req.resume(); // the rest is read away, so that the answer arrives
      reject(error);
    };
    form.on('file', (name, stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => fail(new AppError('pictureTooLarge', { maxBytes: limits.photoBytes })));
      stream.on('end', () => {
        if (name === 'photo' && !stream.truncated) photo = Buffer.concat(chunks);
      });
    });
    form.on('error', () => fail(new AppError('uploadInterrupted')));
    form.on('finish', () => (photo?.length ? resolve(photo) : reject(new AppError('pictureRequired'))));
    ctx.req.on('aborted', () => reject(new AppError('uploadInterrupted')));
    ctx.req.pipe(form);
  });
}
