import type { OutsideAnswer } from '../../outside/http';
import { type Element, readXml } from './readXml';

/** A record of an answer; what is empty or null is left out. A field that comes more than once has a line for each. */
export type Row = Readonly<Record<string, string | undefined>>;

/**
 * The records of an answer, XML or JSON by what it is rather than by what it is called. Lists may be wrapped in their
 * name or bare; a single record counts as a list of one.
 * @throws when it is neither
 */
export function readRows({ body, headers }: OutsideAnswer): Row[] {
  const text = readText(body, headers['content-type']).trim();
  if (text.startsWith('<')) return rowsOfXml(readXml(text));
  const value: unknown = JSON.parse(text);
  return rowsOfJson(value);
}

/** What an error says: the descriptions it lists; undefined when it lists none. */
export function readError(answer: OutsideAnswer): string | undefined {
  try {
    const said = readRows(answer).flatMap((row) => row.description ?? row.message ?? []);
    return said.length > 0 ? said.join('; ') : undefined;
  } catch {
    return undefined;
  }
}

/** Text in the encoding it names; UTF-8 without a name. @throws for bytes that are not text of it */
function readText(body: Buffer, type: string | undefined): string {
  const start = body.subarray(0, 200).toString('latin1');
  const label =
    /charset="?([\w-]+)/i.exec(type ?? '')?.[1] ?? /^\s*<\?xml[^>]*encoding=["']([\w-]+)/.exec(start)?.[1] ?? 'utf-8';
  return new TextDecoder(label, { fatal: true }).decode(body);
}

/** `<service_requests><request>…</request></service_requests>`: every list has one kind of element in it. */
const rowsOfXml = (root: { name: string; element: Element }): Row[] => {
  // A page of some proxy may be well-formed too, and an empty one is no empty list.
  if (!/request|error/i.test(root.name)) throw new Error('no list');
  return root.element.children.map(({ element }) => {
    const row: Record<string, string> = {};
    for (const { name, element: field } of element.children)
      if (field.children.length === 0 && field.text.trim() !== '')
        row[name] = row[name] === undefined ? field.text : `${row[name]}\n${field.text}`;
    return row;
  });
};

function rowsOfJson(value: unknown): Row[] {
  if (Array.isArray(value)) return value.map(rowOf);
  if (typeof value !== 'object' || value === null) throw new Error('no list');
  const lists = Object.values(value).filter((inner) => Array.isArray(inner));
  return lists.length === 1 && Object.keys(value).length === 1 ? rowsOfJson(lists[0]) : [rowOf(value)];
}

function rowOf(value: unknown): Row {
  if (typeof value !== 'object' || value === null) throw new Error('no record');
  const row: Record<string, string> = {};
  for (const [name, field] of Object.entries(value)) {
    const texts = (Array.isArray(field) ? field : [field])
      .filter((each) => typeof each === 'string' || typeof each === 'number')
      .map(String)
      .filter((text) => text.trim() !== '');
    if (texts.length > 0) row[name] = texts.join('\n');
  }
  return row;
}
