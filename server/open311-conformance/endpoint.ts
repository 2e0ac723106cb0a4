import { readDocument, type Tree } from './document';

export const formats = ['xml', 'json'] as const;
export type Format = (typeof formats)[number];

/** What a server answered, read from whichever format. */
export interface Answer {
  status: number;
  contentType: string;
  text: string;
  /** The whole document; in JSON, with the lists named as in XML. */
  tree: Tree;
  /** Why the text could not be read, when it could not. */
  unreadable?: string;
}

const PATIENCE_MS = 30_000;
const XML_TYPE = /^(text|application)\/xml\b/i;

/** A server of GeoReport v2 asked in one format. */
export interface Endpoint {
  format: Format;
  get(path: string, query?: Record<string, string>): Promise<Answer>;
  /** Sends a form, as the specification says. */
  post(path: string, fields: readonly (readonly [string, string])[]): Promise<Answer>;
  /** Sends any body under any type. */
  send(path: string, contentType: string, body: string): Promise<Answer>;
}

/** @param base the address before `/services.xml`, without a slash at its end */
export function makeEndpoint(base: string, format: Format, jurisdiction?: string): Endpoint {
  const always: Record<string, string> = jurisdiction ? { jurisdiction_id: jurisdiction } : {};
  const ask = async (address: string, init: RequestInit = {}): Promise<Answer> => {
    const answer = await fetch(address, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await answer.text();
    const contentType = answer.headers.get('Content-Type') ?? '';
    const read = readDocument(text, XML_TYPE.test(contentType) ? 'xml' : 'json');
    return { status: answer.status, contentType, text, ...read };
  };
  const addressOf = (path: string) => `${base}/${path}.${format}`;
  return {
    format,
    get(path, query = {}) {
      const search = new URLSearchParams({ ...always, ...query });
      return ask(`${addressOf(path)}${search.size ? `?${search}` : ''}`);
    },
    post: (path, fields) =>
      ask(addressOf(path), {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body: new URLSearchParams([...Object.entries(always), ...fields] as [string, string][]).toString(),
      }),
    send: (path, contentType, body) =>
      ask(addressOf(path), { method: 'POST', headers: { 'Content-Type': contentType }, body }),
  };
}
