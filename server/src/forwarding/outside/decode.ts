import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { OutsideFailure } from './http';

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** Undoes a content coding. It stops at `maxBytes`, however small the bytes that came. @throws OutsideFailure */
export async function decode(body: Buffer, coding: string | undefined, maxBytes: number): Promise<Buffer> {
  const name = coding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity' || body.length === 0) return body;
  const decoder = decoders[name as keyof typeof decoders];
  if (!decoder) throw new OutsideFailure('connection', true, 'the answer has an unknown content coding');
  try {
    return await decoder(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new OutsideFailure('tooLarge', true, `the answer unpacks to more than ${maxBytes} bytes`);
    throw new OutsideFailure('connection', true, 'the answer cannot be unpacked');
  }
}
