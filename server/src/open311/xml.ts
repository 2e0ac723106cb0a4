/** What an answer is made of. An empty list stays empty, and null is an empty element. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** How the elements of a list are called in XML, by the name of the list. In JSON a list is a bare array. */
const members: Readonly<Record<string, string>> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  service_request_updates: 'request_update',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
};

/** Characters that XML 1.0 cannot hold, not even escaped (and the older control characters); half a pair is none at all. */
const unwritable = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;
/** A carriage return as such would be read as a line feed. */
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};

const escaped = (text: string): string =>
  text.replace(unwritable, '\ufffd').replace(/[&<>"'\r]/g, (character) => escapes[character] ?? '');

/** One element. Names come from this server's code, never from a caller: only texts are escaped. */
function element(name: string, value: Value): string {
  const content = inside(name, value);
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

function inside(name: string, value: Value): string {
  if (Array.isArray(value)) {
    const member = members[name];
    if (!member) throw new Error(`a list has no name for its members: ${name}`);
    return value.map((one: Value) => element(member, one)).join('');
  }
  if (value === null) return '';
  if (typeof value !== 'object') return escaped(String(value));
  return Object.entries(value)
    .map(([key, part]) => element(key, part))
    .join('');
}

/** A document with its declaration: UTF-8, every text escaped, no character that XML cannot hold. */
export const toXml = (root: string, value: Value): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`;
