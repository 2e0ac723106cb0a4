import { type Check, instant, must, names, refused, rows, Skipped } from '../check';
import { has, type Tree, word } from '../document';
import type { Endpoint } from '../endpoint';

const DAY = 86_400_000;
const fields = [
  'service_request_id',
  'status',
  'service_name',
  'service_code',
  'description',
  'requested_datetime',
  'updated_datetime',
  'address',
  'address_id',
  'zipcode',
  'lat',
  'long',
  'media_url',
];
/** Fields by which a reporter could be known; none of them is in the answer the specification describes. */
const personal = ['email', 'phone', 'first_name', 'last_name', 'device_id', 'account_id', 'api_key'];

export const requestsOf = async (server: Endpoint, query: Record<string, string> = {}): Promise<Tree[]> =>
  rows(await server.get('requests', query), server.format, 'service_requests', 'request');

const w3c = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

async function some(server: Endpoint, atLeast = 1): Promise<Tree[]> {
  const found = await requestsOf(server);
  if (found.length < atLeast) throw new Skipped(`the server shows fewer than ${atLeast} requests`);
  return found;
}

const idOf = (row: Tree | undefined): string => word(row ?? null, 'service_request_id') ?? '';

/** GET Service Requests and GET Service Request. */
export const requestChecks: Check[] = [
  {
    name: 'requests are listed with every field, and hold nothing about their reporter',
    async run(server) {
      for (const row of await some(server)) {
        for (const field of fields) must(has(row, field), `${idOf(row)} has no ${field}`);
        for (const field of personal) must(!has(row, field), `${idOf(row)} has ${field}`);
        must(idOf(row), 'a request has no service_request_id');
        must(['open', 'closed'].includes(word(row, 'status') ?? ''), `${idOf(row)}: status is neither open nor closed`);
        instant(row, 'requested_datetime');
        instant(row, 'updated_datetime');
        if (word(row, 'expected_datetime')) instant(row, 'expected_datetime');
        const [lat, long] = [word(row, 'lat'), word(row, 'long')];
        must(lat === undefined || Math.abs(Number(lat)) <= 90, `${idOf(row)}: lat is "${lat}"`);
        must(long === undefined || Math.abs(Number(long)) <= 180, `${idOf(row)}: long is "${long}"`);
        const media = word(row, 'media_url');
        must(media === undefined || URL.canParse(media), `${idOf(row)}: media_url is no whole address`);
      }
    },
  },
  {
    name: 'without dates, at most 1000 requests of the last 90 days',
    async run(server) {
      const found = await requestsOf(server);
      must(found.length <= 1000, `there are ${found.length}`);
      const oldest = Math.min(...found.map((row) => instant(row, 'requested_datetime')));
      must(!found.length || oldest >= Date.now() - 91 * DAY, 'one is older than 90 days');
    },
  },
  {
    name: 'an empty argument is the same as none',
    async run(server) {
      const plainly = await requestsOf(server);
      const empty = await requestsOf(server, { service_code: '', status: '', start_date: '', service_request_id: '' });
      must(empty.map(idOf).join() === plainly.map(idOf).join(), 'the answers differ');
    },
  },
  {
    name: 'status=open and status=closed each give only theirs',
    async run(server) {
      for (const status of ['open', 'closed'])
        for (const row of await requestsOf(server, { status }))
          must(word(row, 'status') === status, `${idOf(row)} is not ${status}`);
    },
  },
  {
    name: 'service_code gives only its requests, and takes a list with commas',
    async run(server) {
      const codes = [...new Set((await some(server)).map((row) => word(row, 'service_code') ?? ''))].slice(0, 2);
      for (const asked of [codes.slice(0, 1), codes]) {
        const found = await requestsOf(server, { service_code: asked.join(',') });
        must(found.length, `nothing for ${asked.join(',')}, though there is such a request`);
        for (const row of found) must(asked.includes(word(row, 'service_code') ?? ''), `${idOf(row)} is of another`);
      }
    },
  },
  {
    name: 'start_date and end_date bound requested_datetime',
    async run(server) {
      const times = (await some(server)).map((row) => instant(row, 'requested_datetime')).sort((a, b) => a - b);
      const middle = times[Math.floor(times.length / 2)] ?? 0;
      const [from, to] = [middle - DAY, middle + DAY];
      const found = await requestsOf(server, { start_date: w3c(from), end_date: w3c(to) });
      must(found.length, 'nothing around a time at which there is a request');
      for (const row of found) {
        const at = instant(row, 'requested_datetime');
        must(at >= from - 1000 && at <= to + 1000, `${idOf(row)} lies outside`);
      }
    },
  },
  {
    name: 'a span of more than 90 days is refused, or cut to 90 days',
    async run(server) {
      const [start_date, end_date] = [w3c(Date.now() - 120 * DAY), w3c(Date.now())];
      const answer = await server.get('requests', { start_date, end_date });
      if (answer.status === 400) return void refused(answer, server.format, 400);
      const found = rows(answer, server.format, 'service_requests', 'request');
      const times = found.map((row) => instant(row, 'requested_datetime'));
      must(!times.length || Math.max(...times) - Math.min(...times) <= 90 * DAY, 'more than 90 days came');
    },
  },
  {
    name: 'a malformed start_date is 400',
    async run(server) {
      for (const start_date of ['yesterday', '2026-02-30T00:00:00Z', '2026-13-01T00:00:00Z'])
        refused(await server.get('requests', { start_date }), server.format, 400);
    },
  },
  {
    name: 'service_request_id takes a list with commas and overrides the other arguments',
    async run(server) {
      const wanted = (await some(server, 2)).slice(0, 2);
      const status = word(wanted[0] ?? null, 'status') === 'open' ? 'closed' : 'open';
      const found = await requestsOf(server, { service_request_id: wanted.map(idOf).join(','), status });
      must(found.map(idOf).sort().join() === wanted.map(idOf).sort().join(), `${found.length} came instead of both`);
    },
  },
  {
    name: 'one request alone is an array of one, the same as in the list',
    async run(server) {
      const [row] = await some(server);
      const answer = await server.get(`requests/${encodeURIComponent(idOf(row))}`);
      const found = rows(answer, server.format, 'service_requests', 'request');
      must(found.length === 1 && idOf(found[0]) === idOf(row), 'it is not that one');
      for (const field of ['service_code', 'requested_datetime', 'lat', 'long', 'description'])
        must(word(found[0] ?? null, field) === word(row ?? null, field), `${field} differs from the list`);
    },
  },
  {
    name: 'an unknown service_request_id is 404',
    async run(server) {
      refused(await server.get('requests/conformance-no-such-request'), server.format, 404);
    },
  },
  {
    name: 'an unknown token is 404 and is named',
    async run(server) {
      names(refused(await server.get('tokens/conformance-no-such-token'), server.format, 404), 'token');
    },
  },
  {
    name: 'extension: page and page_size walk through the list',
    async run(server) {
      const [first, second] = await some(server, 2);
      const page = async (number: number) => requestsOf(server, { page_size: '1', page: String(number) });
      const [one, two] = [await page(1), await page(2)];
      if (one.length !== 1) throw new Skipped('the server knows no page_size');
      must(idOf(one[0]) === idOf(first) && idOf(two[0]) === idOf(second), 'the pages are not those of the list');
    },
  },
];
