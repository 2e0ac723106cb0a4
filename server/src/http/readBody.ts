import type { Readable } from 'node:stream';
import { AppError } from '../appError';

/** Nobody sends this much by mistake: the connection is ended. */
const GIVE_UP_BYTES = 16 * 1024 * 1024;

/**
 * All of a body. What is too large is read away and dropped, so that the answer arrives on a connection that still holds.
 * @throws what `tooLarge` makes: bodyTooLarge, unless the caller has words of its own
 */
export async function readBody(
  from: Readable,
  maxBytes: number,
  tooLarge: () => Error = () => new AppError('bodyTooLarge'),
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of from) {
    size += (chunk as Buffer).length;
    if (size <= maxBytes) chunks.push(chunk as Buffer);
    if (size > GIVE_UP_BYTES) break;
  }
  if (size > maxBytes) throw tooLarge();
  return Buffer.concat(chunks);
}
