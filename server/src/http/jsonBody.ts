import type { Context } from 'koa';
import { AppError } from '../appError';

const MAX_BYTES = 256 * 1024;
/** Nobody sends this much by mistake: the connection is ended. */
const GIVE_UP_BYTES = 16 * 1024 * 1024;

/**
 * Reads a JSON object from a POST.
 * @throws unsupportedContentType, bodyTooLarge (over 256 KB), malformedBody
 */
export async function jsonBody(ctx: Context): Promise<Record<string, unknown>> {
  if (!ctx.is('application/json')) throw new AppError('unsupportedContentType');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req) {
    size += (chunk as Buffer).length;
    // What is too large is read away and dropped, so that the answer arrives on a connection that still holds.
    if (size <= MAX_BYTES) chunks.push(chunk as Buffer);
    if (size > GIVE_UP_BYTES) break;
  }
  if (size > MAX_BYTES) throw new AppError('bodyTooLarge');
  const body = parse(Buffer.concat(chunks));
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
