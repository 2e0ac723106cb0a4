import type { Context } from 'koa';
import { AppError } from '../appError';
import { readBody } from './readBody';

const MAX_BYTES = 256 * 1024;

/**
 * Reads a JSON object from a POST.
 * @throws unsupportedContentType, bodyTooLarge (over 256 KB), malformedBody
 */
export async function jsonBody(ctx: Context): Promise<Record<string, unknown>> {
  if (!ctx.is('application/json')) throw new AppError('unsupportedContentType');
  const body = parse(await readBody(ctx.req, MAX_BYTES));
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new AppError('malformedBody');
  return body as Record<string, unknown>;
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
  } catch {
    throw new AppError('malformedBody');
  }
}
