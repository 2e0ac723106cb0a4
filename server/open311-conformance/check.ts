import { listed, type Tree, word } from './document';
import type { Answer, Endpoint } from './endpoint';

/** What a check may use besides the server: settings of the run. */
export interface Setting {
  base: string;
  /** Given: requests and updates are posted with this key. Otherwise only GET is used. */
  key?: string;
  /** Where posted requests are. */
  at?: { lat: string; long: string };
}

/** One rule of the specification, or of an extension many servers know; an extension that is not there is skipped. */
export interface Check {
  name: string;
  run(server: Endpoint, setting: Setting): Promise<void>;
}

/** The server does otherwise than the rule says. */
export class Broken extends Error {}
/** The rule could not be looked at here, and why. */
export class Skipped extends Error {}

/** @throws Broken unless it holds */
export function must(holds: unknown, otherwise: string): asserts holds {
  if (!holds) throw new Broken(otherwise);
}

const types = { xml: /^text\/xml\b/i, json: /^application\/json\b/i } as const;

/** An answer in order: 2xx, of the type of the format, in UTF-8, readable. */
export function inOrder(answer: Answer, format: Endpoint['format']): Tree {
  must(answer.status >= 200 && answer.status < 300, `answered ${answer.status}: ${answer.text.slice(0, 200)}`);
  wellFormed(answer, format);
  return answer.tree;
}

function wellFormed(answer: Answer, format: Endpoint['format']): void {
  must(types[format].test(answer.contentType), `Content-Type is "${answer.contentType}"`);
  must(/charset="?utf-8/i.test(answer.contentType), `Content-Type does not say charset=utf-8: "${answer.contentType}"`);
  must(answer.unreadable === undefined, `cannot be read: ${answer.unreadable}`);
  if (format === 'xml')
    must(
      /^\s*<\?xml[^>]*encoding=["']utf-8["']/i.test(answer.text),
      'the XML declaration does not say encoding="utf-8"',
    );
}

/** The rows of an answer in order. */
export function rows(answer: Answer, format: Endpoint['format'], root: string, member: string): Tree[] {
  const tree = inOrder(answer, format);
  must(format === 'xml' || Array.isArray(tree), 'the JSON is not a bare array');
  const found = listed(tree, root, member);
  must(found, `there is no <${root}> with <${member}> in it`);
  return found;
}

/** A refusal in order: the status, and errors with a code and a description. Gives all descriptions as one text. */
export function refused(answer: Answer, format: Endpoint['format'], ...statuses: number[]): string {
  must(statuses.includes(answer.status), `answered ${answer.status} instead of ${statuses.join(' or ')}`);
  wellFormed(answer, format);
  const errors = listed(answer.tree, 'errors', 'error');
  must(errors?.length, 'there is no <errors> with <error> in it');
  for (const error of errors) {
    must(word(error, 'code'), 'an error has no code');
    must(word(error, 'description'), 'an error has no description');
  }
  return errors.map((error) => word(error, 'description')).join('\n');
}

/** «specify in error response» */
export function names(description: string, parameter: string): void {
  must(description.includes(parameter), `the description does not name ${parameter}: "${description}"`);
}

const W3CDTF = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** The instant of a field in W3CDTF with its zone. */
export function instant(row: Tree, name: string): number {
  const text = word(row, name);
  must(text && W3CDTF.test(text), `${name} is "${text ?? ''}", not W3CDTF with a zone`);
  const at = Date.parse(text);
  must(!Number.isNaN(at), `${name} is no date: "${text}"`);
  return at;
}
