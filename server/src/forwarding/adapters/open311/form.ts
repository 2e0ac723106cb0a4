import { randomUUID } from 'node:crypto';
import type { Fields } from './toRequest';

export interface FormFile {
  field: string;
  name: string;
  content: Buffer;
}

/** A form as it is sent: url-encoded, or in parts when there are files. */
export function encodeForm(fields: Fields, files: readonly FormFile[] = []): { type: string; body: string | Buffer } {
  if (files.length === 0)
    return {
      type: 'application/x-www-form-urlencoded; charset=utf-8',
      body: new URLSearchParams(fields).toString(),
    };
  const boundary = `----${randomUUID()}`;
  const parts = [
    ...fields.map(([name, value]) => part(boundary, `name="${quoted(name)}"`, Buffer.from(value))),
    ...files.map(({ field, name, content }) =>
      part(boundary, `name="${quoted(field)}"; filename="${quoted(name)}"\r\nContent-Type: image/jpeg`, content),
    ),
  ];
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

const part = (boundary: string, disposition: string, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);

/** Names in a part's head, as browsers write them. */
const quoted = (name: string): string =>
  name.replace(/["\r\n]/g, (sign) => ({ '"': '%22', '\r': '%0D', '\n': '%0A' })[sign] ?? '');
