import * as z from 'zod';
import type { Adapter, AdapterContext } from '../../../../src/forwarding/adapter';
import type { CaseInput, Destination, IncomingAnswer } from '../../../../src/forwarding/port';

const settings = z.strictObject({ url: z.url(), token: z.string().min(1), types: z.record(z.string(), z.string()) });
const ticket = z.object({ number: z.string() });
const event = z.object({
  id: z.string(),
  ticket: z.string(),
  ms: z.number(),
  state: z.enum(['sent', 'done']),
  text: z.string(),
});

/** The map, all of it pure: a case as a ticket, an event as an answer. */
const toTicket = (input: CaseInput, type: string, { toDatum, photos }: AdapterContext) => ({
  ref: input.key,
  type,
  text: `${input.title}\n${input.words}`,
  address: input.place.address,
  ...(input.place.point ? { point: toDatum(input.place.point, 'wgs84') } : {}),
  photos: input.photos.map((photo) => photos.address(photo)),
});
const toAnswer = ({ id, ticket, ms, state, text }: z.infer<typeof event>): IncomingAnswer => ({
  caseNumber: ticket,
  eventId: id,
  seq: ms,
  at: new Date(ms),
  note: text,
  photos: [],
  action: state === 'sent' ? 'start' : 'checkPassed',
});

function make({ url, token, types }: z.infer<typeof settings>, context: AdapterContext): Destination {
  const later = (error: unknown) => ({
    outcome: 'retryLater' as const,
    detail: (error as Error).message.slice(0, 200),
  });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  async function ask(method: 'GET' | 'POST', path: string, body?: unknown) {
    const given = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await context.http.call({ method, url: url + path, headers, ...given });
    if (answer.status >= 500 || answer.status === 429) throw new Error(`status ${answer.status}`);
    return { status: answer.status, read: () => JSON.parse(answer.body.toString()) as unknown };
  }
  return {
    name: context.name,
    concurrency: 4,
    async open(input) {
      const type = types[input.category.code];
      if (!type) return { outcome: 'rejected', detail: `no type for ${input.category.code}` };
      try {
        const { status, read } = await ask('POST', '/tickets', toTicket(input, type, context));
        if (status >= 400) return { outcome: 'rejected', detail: `status ${status}` };
        return { outcome: 'accepted', caseNumber: ticket.parse(read()).number };
      } catch (error) {
        return later(error);
      }
    },
    async find(key) {
      const { status, read } = await ask('GET', `/tickets?ref=${encodeURIComponent(key)}`);
      return status === 404 ? undefined : { caseNumber: ticket.parse(read()).number };
    },
    async update({ id, caseNumber, kind, reason }) {
      try {
        const { status } = await ask('POST', '/notes', { id, ticket: caseNumber, kind, reason });
        return status >= 400 ? { outcome: 'refused', detail: `status ${status}` } : { outcome: 'accepted' };
      } catch (error) {
        return later(error);
      }
    },
    async poll({ from, to }) {
      const { read } = await ask('GET', `/events?from=${from.getTime()}&to=${to.getTime()}`);
      return z.array(event).parse(read()).map(toAnswer);
    },
  };
}

export const adapter: Adapter<z.infer<typeof settings>> = { settings, make };
