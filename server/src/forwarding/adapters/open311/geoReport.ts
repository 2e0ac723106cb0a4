import { OutsideFailure, type OutsideHttp } from '../../outside/http';
import { scrub } from '../../scrub';
import { encodeForm, type FormFile } from './form';
import { type Row, readError, readRows } from './readAnswer';
import type { Open311Settings } from './settings';
import { type Fields, w3cDate } from './toRequest';

/**
 * What came of a call. refused: it will never be taken · later: not now, or nobody knows whether it was taken ·
 * tooLong: the list does not fit into one answer.
 */
export type Reply =
  | { kind: 'rows'; rows: Row[] }
  | { kind: 'refused'; detail: string }
  | { kind: 'later'; detail: string }
  | { kind: 'tooLong'; detail: string };

const DETAIL = 200;
/** What may be answered otherwise another time: a key that is not accepted is a matter between the two systems. */
const passing: ReadonlySet<number> = new Set([401, 403, 407, 408, 421, 423, 425, 429]);

/** Calls of one GeoReport server. They throw for bugs only. */
export class GeoReport {
  constructor(
    private readonly settings: Open311Settings,
    private readonly http: OutsideHttp,
  ) {}

  get(path: string, query: Fields = []): Promise<Reply> {
    const fields = new URLSearchParams([...this.common(), ...query]).toString();
    return this.call({ method: 'GET', url: `${this.address(path)}${fields ? `?${fields}` : ''}` });
  }

  post(path: string, fields: Fields, files: readonly FormFile[] = []): Promise<Reply> {
    const { apiKey } = this.settings;
    const key: Fields = apiKey ? [['api_key', apiKey]] : [];
    const { type, body } = encodeForm([...key, ...this.common(), ...fields], files);
    return this.call({ method: 'POST', url: this.address(path), headers: { 'content-type': type }, body });
  }

  /**
   * All records of a window of time. A list that is too long is asked for again in halves, until it fits; records on a
   * border come twice.
   * @throws when the server does not say
   */
  async window(path: string, names: [string, string], from: Date, to: Date, more: Fields = []): Promise<Row[]> {
    const start = Math.floor(from.getTime() / 1000) * 1000;
    const end = Math.ceil(to.getTime() / 1000) * 1000;
    const reply = await this.get(path, [
      [names[0], w3cDate(new Date(start))],
      [names[1], w3cDate(new Date(end))],
      ...more,
    ]);
    const long = reply.kind === 'tooLong' || (reply.kind === 'rows' && reply.rows.length >= this.settings.listLimit);
    if (!long) return rowsOf(reply);
    if (end - start <= 1000) throw new Error('one second holds more than a list can');
    const middle = new Date((start + end) / 2);
    const before = await this.window(path, names, new Date(start), middle, more);
    return [...before, ...(await this.window(path, names, middle, new Date(end), more))];
  }

  private address(path: string): string {
    return `${this.settings.endpoint.replace(/\/+$/, '')}/${path}.${this.settings.format}`;
  }

  private common(): Fields {
    const { jurisdiction } = this.settings;
    return jurisdiction ? [['jurisdiction_id', jurisdiction]] : [];
  }

  private async call(request: Parameters<OutsideHttp['call']>[0]): Promise<Reply> {
    const { format, timeoutSeconds } = this.settings;
    const accept = format === 'xml' ? 'text/xml' : 'application/json';
    try {
      const answer = await this.http.call({
        ...request,
        headers: { accept, ...request.headers },
        timeoutMs: timeoutSeconds * 1000,
      });
      const { status } = answer;
      if (status >= 200 && status < 300) return { kind: 'rows', rows: readRows(answer) };
      const detail = line(`${status} ${readError(answer) ?? ''}`);
      return { kind: status >= 400 && status < 500 && !passing.has(status) ? 'refused' : 'later', detail };
    } catch (error) {
      if (error instanceof OutsideFailure)
        return {
          kind: error.reason === 'tooLarge' ? 'tooLong' : 'later',
          detail: line(`${error.reason}: ${error.message}`),
        };
      return { kind: 'later', detail: 'the answer cannot be read' };
    }
  }
}

/** The records of a reply. @throws when there are none to rely on */
export function rowsOf(reply: Reply): Row[] {
  if (reply.kind !== 'rows') throw new Error(reply.detail);
  return reply.rows;
}

/** One line without numbers of persons, as staff see it. */
const line = (text: string): string => scrub(text.replace(/\s+/g, ' ').trim()).slice(0, DETAIL);
