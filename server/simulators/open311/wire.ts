/** A record of an answer: a value, a list of values, or nothing. */
export type Item = Record<string, string | number | readonly string[] | undefined>;

export type Format = 'xml' | 'json';

export const contentTypes: Readonly<Record<Format, string>> = {
  xml: 'text/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** A list in either format, as the specification's examples write it: named in XML, bare in JSON. */
export function write(format: Format, list: string, item: string, items: readonly Item[]): string {
  if (format === 'json') return JSON.stringify(items.map((each) => jsonItem(each)));
  const inner = items.map((each) => `<${item}>${xmlItem(each)}</${item}>`).join('');
  return `<?xml version="1.0" encoding="utf-8"?>\n<${list}>${inner}</${list}>`;
}

const jsonItem = (item: Item): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, value ?? null]));

const xmlItem = (item: Item): string =>
  Object.entries(item)
    .map(([name, value]) =>
      Array.isArray(value)
        ? value.map((each) => `<${name}>${escaped(each)}</${name}>`).join('')
        : value === undefined
          ? `<${name}/>`
          : `<${name}>${escaped(String(value))}</${name}>`,
    )
    .join('');

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

/** A form that was posted, url-encoded or in parts. Files are kept as they came. */
export async function readForm(type: string, body: Buffer): Promise<Form> {
  const data = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const fields: Form['fields'] = [];
  const files: Form['files'] = [];
  for (const [name, value] of data.entries())
    if (typeof value === 'string') fields.push([name, value]);
    else files.push({ name, content: Buffer.from(await value.arrayBuffer()) });
  return { fields, files };
}

export interface Form {
  fields: [string, string][];
  files: { name: string; content: Buffer }[];
}
