import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Push, type Telling, tellAll } from './telling';

/** A secret with its name, as two sides agreed on it. */
export interface SharedKey {
  id: string;
  secret: string;
}

/**
 * What goes wrong with a call that is to store something. It stores, and the answer is lost (`losesAnswer`), broken off in
 * the middle (`halfClosed`), never given (`isSlow`), a page in GBK (`gbkPage`), or an error in the body of a 200
 * (`storesAndFails`). It stores nothing, and answers 500 (`error500`), or 200 with "busy" or "never" in the body (`isBusy`,
 * `refuses`). `isAway` closes the connection of every call, look-ups as well.
 */
export const badDays = [
  'losesAnswer',
  'halfClosed',
  'isSlow',
  'gbkPage',
  'storesAndFails',
  'error500',
  'isBusy',
  'refuses',
  'isAway',
] as const;
export type BadDay = (typeof badDays)[number];

/** A request as a platform sees it: signature and JSON are checked already. */
export interface Called {
  query: URLSearchParams;
  body: Record<string, unknown>;
}

export type Answer = { status?: number; body: Record<string, unknown> };

export interface MunicipalOptions {
  port?: number;
  /** With these the program signs. */
  programKeys: readonly SharedKey[];
  /** With this the platform signs. */
  ownKey: SharedKey;
  now?: () => Date;
  /** Keeps everything that arrives, for a test to look through. */
  keepsArrived?: boolean;
}

export interface MunicipalServer {
  url: string;
  /** Where a photo of a repair lies that may be fetched. */
  photo: string;
  /** One bad day a call, then what stands in `always`. Also `POST /simulator/weather` with `{"days": [...], "always"}`. */
  weather: { days: BadDay[]; always?: BadDay | undefined };
  /** Cases opened for each key, counted where they are stored. Also `GET /simulator/ledger`. */
  ledger: Map<string, number>;
  /** Addresses, headers, bodies: with `keepsArrived`. */
  arrived: string[];
  now(): Date;
  /** A signed push, of now unless said; a charset other than UTF-8 is only declared, the bytes are given. */
  sign(body: string | Buffer, how?: { charset?: string; at?: Date | undefined }): Push;
  /**
   * Tells a hook the whole life of every case it was not told of; what is not answered 2xx is told again by the next
   * call. Also `POST /simulator/tell` with `{"hook", "repeated"}`. How many calls were not taken.
   */
  tell(hook: string, telling?: Telling): Promise<number>;
  close(): Promise<void>;
}

/** What a platform has of its own: its calls, and how it says no. `stores` tells the calls that bad days may hit. */
export interface Shape {
  calls: Record<string, (called: Called) => Answer>;
  stores: ReadonlySet<string>;
  /** All calls about a case, from its first step to its end, a second apart; nothing while it has no number. */
  life(key: string): Push[];
  refuse(why: 'signature' | 'encoding' | 'path' | 'busy' | 'never'): Answer;
}

const WINDOW_MS = 5 * 60_000;

/** What the two municipal platforms have in common: HTTP, signatures both ways, bad days and the ledger. */
export async function startMunicipal(options: MunicipalOptions, shape: Shape): Promise<MunicipalServer> {
  const now = options.now ?? (() => new Date());
  const weather: MunicipalServer['weather'] = { days: [] };
  const arrived: string[] = [];
  const toldOf = new Set<string>();
  let untold: Push[] = [];
  const ledger = new Map<string, number>();
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', 'http://platform');
    const raw = await bytesOf(request);
    const name = `${request.method} ${address.pathname}`;
    if (name === 'GET /simulator/ledger') return answer(response, { body: Object.fromEntries(ledger) });
    if (name === 'POST /simulator/weather') {
      const { days = [], always } = JSON.parse(raw.toString('utf8')) as Partial<MunicipalServer['weather']>;
      Object.assign(weather, { days, always });
      return answer(response, { body: { ...weather } });
    }
    if (name === 'GET /simulator/after.jpg')
      return void response.setHeader('Content-Type', 'image/jpeg').end(afterPhoto());
    if (name === 'POST /simulator/tell') {
      const { hook, repeated } = JSON.parse(raw.toString('utf8')) as { hook: string; repeated?: boolean };
      return answer(response, { body: { untold: await tell(hook, { repeated: repeated === true }) } });
    }
    const stores = shape.stores.has(name);
    const day = stores || weather.always === 'isAway' ? (weather.days.shift() ?? weather.always) : undefined;
    if (day === 'isAway') return void response.destroy();
    if (options.keepsArrived)
      arrived.push(`${name}${address.search}\n${JSON.stringify(request.headers)}\n${raw.toString('utf8')}`);
    const call = shape.calls[name];
    if (!call) return answer(response, shape.refuse('path'));
    const content = request.method === 'GET' ? Buffer.from(request.url ?? '') : raw;
    if (!isSigned(request, content)) return answer(response, shape.refuse('signature'));
    const body = parse(request, raw);
    if (!body) return answer(response, shape.refuse('encoding'));
    if (day === 'error500') return answer(response, { status: 500, body: {} });
    if (day === 'isBusy') return answer(response, shape.refuse('busy'));
    if (day === 'refuses') return answer(response, shape.refuse('never'));
    const answered = call({ query: address.searchParams, body });
    spoil(response, day, answered);
  }

  async function tell(hook: string, telling: Telling = {}): Promise<number> {
    for (const key of ledger.keys()) {
      const life = toldOf.has(key) ? [] : shape.life(key);
      if (life.length > 0) toldOf.add(key);
      untold.push(...life);
    }
    untold = await tellAll(hook, untold, telling);
    return untold.length;
  }

  function spoil(response: ServerResponse, day: BadDay | undefined, answered: Answer): void {
    if (day === 'losesAnswer') response.destroy();
    else if (day === 'storesAndFails') answer(response, shape.refuse('busy'));
    else if (day === 'halfClosed') {
      const text = JSON.stringify(answered.body);
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
      response.write(text.slice(0, 8), () => response.destroy());
    } else if (day === 'gbkPage') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=gbk' });
      response.end(Buffer.from('3c703ecfb5cdb3b7b1c3a63c2f703e', 'hex'));
    } else if (day !== 'isSlow') answer(response, answered);
  }

  function isSigned({ headers }: IncomingMessage, content: Buffer): boolean {
    const key = options.programKeys.find(({ id }) => id === headers['webhook-key-id']);
    const at = Number(headers['webhook-timestamp']) * 1000;
    if (!key || !(Math.abs(now().getTime() - at) <= WINDOW_MS)) return false;
    const told = `${headers['webhook-id']}.${headers['webhook-timestamp']}.`;
    return headers['webhook-signature'] === `v1,${mac(key, told, content)}`;
  }

  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    photo: `${url}/simulator/after.jpg`,
    weather,
    ledger,
    arrived,
    now,
    tell,
    sign(body, { charset = 'utf-8', at = now() } = {}) {
      const bytes = Buffer.from(body);
      const id = randomUUID();
      const timestamp = String(Math.floor(at.getTime() / 1000));
      return {
        headers: {
          'content-type': `application/json; charset=${charset}`,
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-key-id': options.ownKey.id,
          'webhook-signature': `v1,${mac(options.ownKey, `${id}.${timestamp}.`, bytes)}`,
        },
        body: bytes,
      };
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** A photo of a repair, as a platform shows one. */
const afterPhoto = (): Buffer => readFileSync(join(__dirname, '../data/demonstration/scenes/waste-after.jpg'));

const mac = (key: SharedKey, told: string, content: Buffer): string =>
  createHmac('sha256', key.secret).update(told).update(content).digest('base64');

function answer(response: ServerResponse, { status = 200, body }: Answer): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A JSON object in UTF-8; of a GET an empty one. */
function parse(request: IncomingMessage, raw: Buffer): Record<string, unknown> | undefined {
  if (request.method === 'GET') return {};
  if (!/^application\/json(; *charset=utf-8)?$/i.test(request.headers['content-type'] ?? '')) return undefined;
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
