import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { BadDay } from '../otherSide';

interface Ticket {
  number: string;
  ref: string;
  text: string;
  photos: (string | undefined)[];
  point?: { longitude: number; latitude: number };
  notes: { id: string; reason?: string }[];
}

/** The town's hotline of the example: tickets by our reference, notes by their id, a list of events. */
export async function startHotline() {
  const tickets = new Map<string, Ticket>();
  const events: { id: string; ticket: string; ms: number; state: 'sent' | 'done'; text: string }[] = [];
  const arrived: string[] = [];
  const state: { day?: BadDay | undefined } = {};

  const read = async (request: IncomingMessage) => (request.method === 'POST' ? await json(request) : undefined);

  function answer(address: URL, body: unknown): unknown {
    if (address.pathname === '/events') return events;
    if (address.pathname === '/tickets' && body) {
      const ticket = body as Omit<Ticket, 'number' | 'notes'>;
      const known = tickets.get(ticket.ref) ?? { ...ticket, number: `H${tickets.size + 1}`, notes: [] };
      tickets.set(ticket.ref, known);
      return known;
    }
    if (address.pathname === '/tickets') return tickets.get(address.searchParams.get('ref') ?? '');
    const note = body as { id: string; ticket: string; reason?: string };
    const ticket = [...tickets.values()].find(({ number }) => number === note.ticket);
    if (ticket && !ticket.notes.some(({ id }) => id === note.id)) ticket.notes.push(note);
    return ticket;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { day } = state;
    const posts = request.method === 'POST';
    if (day === 'isAway') return void request.socket.destroy();
    const body = await read(request);
    arrived.push(`${request.url} ${JSON.stringify(body)}`);
    if (day === 'isBusy') return void response.writeHead(503).end();
    if (posts && day === 'refuses') return void response.writeHead(400).end();
    const found = answer(new URL(request.url ?? '/', 'http://hotline'), body);
    if (posts && day === 'losesAnswer') return void request.socket.destroy();
    if (found) response.end(JSON.stringify(found));
    else response.writeHead(404).end();
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    tickets,
    events,
    arrived,
    state,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
