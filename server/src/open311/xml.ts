import { XMLBuilder } from 'fast-xml-parser';

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

const builder = new XMLBuilder({ suppressEmptyNode: true, processEntities: true });

/** Characters that XML 1.0 cannot hold, not even escaped (and the older control characters); half a pair is none at all. */
const unwritable = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;

function element(name: string, value: Value): unknown {
  if (Array.isArray(value)) {
    const member = members[name];
    if (!member) throw new Error(`a list has no name for its members: ${name}`);
    return { [member]: value.map((one: Value) => element(member, one)) };
  }
  if (typeof value === 'string') return value.replace(unwritable, '\ufffd');
  if (value === null || typeof value !== 'object') return value ?? '';
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, element(key, inner)]));
}

/** A document with its declaration: UTF-8, every text escaped, no character that XML cannot hold. */
export const toXml = (root: string, value: Value): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${builder.build({ [root]: element(root, value) })}\n`;
