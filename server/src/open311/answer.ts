import type { Context } from 'koa';
import { toXml, type Value } from './xml';

export const formats = ['xml', 'json'] as const;
export type Format = (typeof formats)[number];

/** Content types of the two formats, as the specification writes them. */
export const contentTypes: Readonly<Record<Format, string>> = {
  xml: 'text/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** Writes an answer. `root` is the outermost element in XML; JSON has none. */
export function write(ctx: Context, format: Format, root: string, value: Value): void {
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.type = contentTypes[format];
  ctx.body = format === 'xml' ? toXml(root, value) : JSON.stringify(value);
}
