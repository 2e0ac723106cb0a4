import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Office, type OfficeRules, Refusal } from './office';
import { contentTypes, type Format, type Item, readForm, write } from './wire';

/**
 * losesAnswer: takes what is posted and breaks the connection · halfCloses: ends the connection before it takes
 * anything · errors: 500 with a page · isBusy: 503 · refuses: 400, as for what it will never take · slow: answers after
 * `slowMs` · repeatsNews: tells updates twice and from the end.
 */
export type Open311Day = 'losesAnswer' | 'halfCloses' | 'errors' | 'isBusy' | 'refuses' | 'slow' | 'repeatsNews';

export interface Open311SimulatorOptions extends Partial<Omit<OfficeRules, 'apiKey'>> {
  port?: number;
  apiKey?: string;
  slowMs?: number;
}

export interface Open311Simulator {
  /** Address to give as `endpoint`. */
  endpoint: string;
  /** `host:port`, to be named as a host inside. */
  host: string;
  office: Office;
  /** Everything that arrived: address, headers and body of each call. */
  arrived: string[];
  /** Pictures of the office by their path, such as `/after.jpg`. */
  photos: Map<string, Buffer>;
  /** The day that holds until it is changed; one from `days` goes before it, a post each. */
  day: Open311Day | undefined;
  days: Open311Day[];
  /** The port is closed, as when the machine is off; what was taken stays. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

const PATH = '/open311/v2/';

/**
 * A GeoReport v2 server over real HTTP, in XML and JSON, with its limits and errors as specified
 * (https://wiki.open311.org/GeoReport_v2), tokens, and mySociety's updates. Besides, `GET /ledger` gives the cases
 * opened for each key and `POST /day` sets the day, for whoever runs it as a process of its own.
 */
export async function startOpen311Simulator(options: Open311SimulatorOptions = {}): Promise<Open311Simulator> {
  const { port = 0, slowMs = 200, ...rules } = options;
  const office = new Office({
    apiKey: 'simulated-key',
    services: { '001': '井盖', '002': '垃圾' },
    knowsRepeats: false,
    filters: false,
    tokens: false,
    updates: true,
    now: () => new Date(),
    ...rules,
  });
  const updates = rules.updates ?? true;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const body = await bodyOf(request);
    if (url.pathname === '/ledger') return void response.end(JSON.stringify(Object.fromEntries(office.ledger())));
    const photo = simulator.photos.get(url.pathname);
    if (photo) return void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(photo);
    if (url.pathname === '/day') {
      simulator.day = (body.toString() || undefined) as Open311Day | undefined;
      return void response.end();
    }
    simulator.arrived.push(`${request.method} ${decodeURIComponent(url.href)} ${JSON.stringify(request.headers)}`);
    const posts = request.method === 'POST';
    const day = (posts ? simulator.days.shift() : undefined) ?? simulator.day;
    if (day === 'halfCloses') return void request.socket.end();
    if (day === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs));
    if (day === 'errors' || day === 'isBusy') {
      response.writeHead(day === 'errors' ? 500 : 503, { 'content-type': 'text/html' });
      return void response.end('<html><body><h1>Not now</h1><br></body></html>');
    }
    const [path = '', format = ''] = url.pathname.replace(PATH, '').split('.');
    if (!url.pathname.startsWith(PATH) || (format !== 'xml' && format !== 'json'))
      return void response.writeHead(404).end('not found');
    const answer = await answerTo(
      path,
      format,
      url,
      day,
      posts ? { type: request.headers['content-type'] ?? '', body } : undefined,
    );
    if (posts && day === 'losesAnswer') return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': contentTypes[format] });
    response.end(answer.body);
  }

  async function answerTo(
    path: string,
    format: Format,
    url: URL,
    day: Open311Day | undefined,
    posted?: { type: string; body: Buffer },
  ): Promise<{ status: number; body: string }> {
    try {
      const form = posted && (await readForm(posted.type, posted.body));
      if (form)
        simulator.arrived.push(
          [...form.fields.map((field) => field.join('=')), ...form.files.map(({ content }) => content)].join('\n'),
        );
      if (form && day === 'refuses') throw new Refusal(400, 'service_code does not take requests any more');
      const [name, id] = path.split('/');
      const found = (items: Item[], list = 'service_requests', item = 'request') => ({
        status: 200,
        body: write(format, list, item, items),
      });
      if (name === 'requests' && form) return found(office.submit(form));
      if (name === 'requests' && id) return found(office.list(new URLSearchParams({ service_request_id: id })));
      if (name === 'requests') return found(office.list(url.searchParams));
      if (name === 'tokens' && id) return found(office.token(decodeURIComponent(id)));
      if (name !== 'servicerequestupdates' || !updates) throw new Refusal(404, 'no such resource');
      const items = form ? office.takeUpdate(form) : office.tellUpdates(url.searchParams);
      const told = !form && day === 'repeatsNews' ? [...items, ...items].reverse() : items;
      return found(told, 'service_request_updates', 'request_update');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, message } = error;
      return { status, body: write(format, 'errors', 'error', [{ code: status, description: message }]) };
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.headersSent || response.writeHead(500).end());
  });
  const listen = async (at: number): Promise<void> => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
  };
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(port);
  const own = (server.address() as AddressInfo).port;
  const simulator: Open311Simulator = {
    endpoint: `http://127.0.0.1:${own}/open311/v2`,
    host: `127.0.0.1:${own}`,
    office,
    arrived: [],
    photos: new Map(),
    day: undefined,
    days: [],
    goAway: stop,
    comeBack: () => listen(own),
    close: () => (server.listening ? stop() : Promise.resolve()),
  };
  return simulator;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
