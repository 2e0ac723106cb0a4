import type { Readable } from 'node:stream';
import { AppError } from '../appError';

/** All of a body. @throws bodyTooLarge */
export async function readBody(from: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of from) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) throw new AppError('bodyTooLarge');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
