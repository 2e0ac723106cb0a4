import { XMLParser } from 'fast-xml-parser';
import type { Api } from '../support/api';

/** An outside program that speaks GeoReport v2. WGS-84, on a model road. */
export const LAT = '30.76695';
export const LONG = '120.75474';
export const KEY = 'demo';

const lists = ['service', 'attribute', 'value', 'request', 'request_update', 'endpoint', 'format', 'error'];
const parser = new XMLParser({
  parseTagValue: false,
  isArray: (name: string) => lists.includes(name),
});

export interface Answer {
  status: number;
  type: string;
  text: string;
  /** The parsed document, from whichever format. */
  body: unknown;
}

export type Row = Record<string, string | number | boolean | null>;

/** The rows of an answer in XML under its two elements, or the bare array of JSON. */
export function rowsOf(answer: Answer): Row[] {
  if (Array.isArray(answer.body)) return answer.body as Row[];
  const root = Object.entries(answer.body as object).find(([name]) => name !== '?xml')?.[1] as unknown;
  return root ? (Object.values(root as object)[0] as Row[]) : [];
}

/** Calls as an outside program does. */
export function outsider(api: Api) {
  const ask = async (path: string, init?: RequestInit): Promise<Answer> => {
    const answer = await api.raw(`/open311/v2/${path}`, init);
    const text = await answer.text();
    const type = answer.headers.get('Content-Type') ?? '';
    return { status: answer.status, type, text, body: type.includes('json') ? JSON.parse(text) : parser.parse(text) };
  };
  const post = (path: string, fields: Record<string, string> | [string, string][]): Promise<Answer> =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields) });
  return {
    get: (path: string, query: Record<string, string> = {}) => ask(`${path}?${new URLSearchParams(query)}`),
    ask,
    post,
    /** Files a request and gives its id. */
    async file(more: Record<string, string> = {}): Promise<string> {
      const answer = await post('requests.json', {
        api_key: KEY,
        service_code: 'road',
        lat: LAT,
        long: LONG,
        description: '人行道的砖松了 <b>&"小心"',
        ...more,
      });
      if (answer.status !== 200) throw new Error(answer.text);
      return String(rowsOf(answer)[0]?.service_request_id);
    },
  };
}
