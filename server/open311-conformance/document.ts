import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** A document as both formats can say it: texts, lists, and named parts. JSON's numbers and booleans are their texts. */
export type Tree = string | null | Tree[] | { [name: string]: Tree };

/** Elements that are members of a list, however many there are. */
const members = ['service', 'attribute', 'value', 'request', 'request_update', 'endpoint', 'format', 'error'];

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: true,
  isArray: (name: string) => members.includes(name),
});

/** Reads a document. One that declares entities is not read: nothing in the specification needs them. */
export function readDocument(text: string, format: 'xml' | 'json'): { tree: Tree; unreadable?: string } {
  try {
    return { tree: format === 'xml' ? fromXml(text) : plain(JSON.parse(text)) };
  } catch (error) {
    return { tree: null, unreadable: error instanceof Error ? error.message : String(error) };
  }
}

function fromXml(text: string): Tree {
  if (/<!DOCTYPE/i.test(text)) throw new Error('a document type is declared');
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`not well formed: ${valid.err.msg}`);
  return plain(parser.parse(text));
}

function plain(value: unknown): Tree {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || value === undefined || value === '') return null;
  if (typeof value !== 'object') return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** A named part of a tree; null where there is none. */
export const part = (tree: Tree, name: string): Tree =>
  tree !== null && typeof tree === 'object' && !Array.isArray(tree) ? (tree[name] ?? null) : null;

/** The rows of a list: a bare array in JSON, members below a root in XML. An element without members is an empty list. */
export function listed(tree: Tree, root: string, member: string): Tree[] | undefined {
  if (Array.isArray(tree)) return tree;
  if (tree === null || typeof tree !== 'object' || !(root in tree)) return undefined;
  return inner(part(tree, root), member);
}

/** The members of a list inside a row: below its own element in XML, an array in JSON. */
export function inner(list: Tree, member: string): Tree[] | undefined {
  if (list === null) return [];
  if (Array.isArray(list)) return list;
  const found = part(list, member);
  return Array.isArray(found) ? found : undefined;
}

/** The text of a part; undefined when it is absent, empty, or no text. */
export function word(tree: Tree, name: string): string | undefined {
  const value = part(tree, name);
  return typeof value === 'string' ? value : undefined;
}

/** Whether a part is there at all, be it empty. */
export const has = (tree: Tree, name: string): boolean =>
  tree !== null && typeof tree === 'object' && !Array.isArray(tree) && name in tree;
