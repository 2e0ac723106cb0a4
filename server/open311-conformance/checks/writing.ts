import { type Check, inOrder, must, names, refused, rows, type Setting, Skipped } from '../check';
import { type Tree, word } from '../document';
import type { Endpoint } from '../endpoint';
import { requestsOf } from './requests';
import { attributesOf, servicesOf } from './services';

/** Every character that weak readers and writers lose: Chinese, markup, quotes, a line break. */
const WORDS = '一致性测试 conformance <b>&amp;"quoted"</b> 第一行\n第二行 ½ €';
const FIXMYSTREET_ID = 'fixmystreet_id';
/** Tokens are exchanged, and requests checked before they are public: they are asked for again for so long. */
const POLLS = 25;
const POLL_MS = 200;
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, POLL_MS));

type Fields = [string, string][];

function keyOf({ key }: Setting): string {
  if (!key) throw new Skipped('nothing is posted without --write and --key');
  return key;
}

/** A whole request: where the run says, or where there is one already. */
async function whole(server: Endpoint, setting: Setting): Promise<Fields> {
  const api_key = keyOf(setting);
  const [service] = await servicesOf(server);
  return [
    ['api_key', api_key],
    ['service_code', word(service ?? null, 'service_code') ?? ''],
    ...(await placeOf(server, setting)),
    ['description', WORDS],
  ];
}

async function placeOf(server: Endpoint, { at }: Setting): Promise<Fields> {
  const known = at ?? (await requestsOf(server)).map((row) => ({ lat: word(row, 'lat'), long: word(row, 'long') }))[0];
  if (!known?.lat || !known.long) throw new Skipped('no place is known: name one with --at=LAT,LONG');
  return [
    ['lat', known.lat],
    ['long', known.long],
  ];
}

const without = (fields: Fields, ...names: string[]): Fields => fields.filter(([name]) => !names.includes(name));
const replaced = (fields: Fields, name: string, value: string): Fields => [...without(fields, name), [name, value]];

const posted = async (server: Endpoint, fields: Fields): Promise<Tree> => {
  const found = rows(await server.post('requests', fields), server.format, 'service_requests', 'request');
  must(found.length === 1, `${found.length} requests came back`);
  return found[0] ?? null;
};

/** The id of a posted request, waiting for it where a token came. */
async function idOf(server: Endpoint, row: Tree): Promise<string> {
  const [id, token] = [word(row, 'service_request_id'), word(row, 'token')];
  must(!(id && token), 'both service_request_id and token came');
  if (id) return id;
  if (!token) throw new Skipped('the service is a black box: neither id nor token came');
  for (let i = 0; i < POLLS; i++) {
    const answer = await server.get(`tokens/${encodeURIComponent(token)}`);
    const [known] = rows(answer, server.format, 'service_requests', 'request');
    must(word(known ?? null, 'token') === token, 'the answer is for another token');
    const found = word(known ?? null, 'service_request_id');
    if (found) return found;
    await aWhile();
  }
  throw new Skipped('the token was not exchanged in time');
}

/** The description of a request once it is public. */
async function publicWords(server: Endpoint, id: string): Promise<string> {
  for (let i = 0; i < POLLS; i++) {
    const answer = await server.get(`requests/${encodeURIComponent(id)}`);
    if (answer.status !== 404) {
      const [row] = rows(answer, server.format, 'service_requests', 'request');
      must(word(row ?? null, 'service_request_id') === id, 'another request came');
      const description = word(row ?? null, 'description');
      if (description !== undefined) return description;
    }
    await aWhile();
  }
  throw new Skipped('it was taken, but its words are not public (yet)');
}

/** POST Service Request, and what must be refused there. */
export const writingChecks: Check[] = [
  {
    name: 'a posted request gets an id or a token, and keeps its words',
    async run(server, setting) {
      const id = await idOf(server, await posted(server, await whole(server, setting)));
      const description = await publicWords(server, id);
      must(description.replaceAll('\r\n', '\n') === WORDS, `the description came back as "${description}"`);
    },
  },
  {
    name: 'without an api_key, and with a wrong one, nothing is taken: 403',
    async run(server, setting) {
      const fields = await whole(server, setting);
      refused(await server.post('requests', without(fields, 'api_key')), server.format, 403);
      const wrong = replaced(fields, 'api_key', 'conformance-no-such-key');
      refused(await server.post('requests', wrong), server.format, 403);
    },
  },
  {
    name: 'a missing service_code is 400, an unknown one 404, and it is named',
    async run(server, setting) {
      const fields = await whole(server, setting);
      names(
        refused(await server.post('requests', without(fields, 'service_code')), server.format, 400),
        'service_code',
      );
      const unknown = replaced(fields, 'service_code', 'conformance-no-such-thing');
      names(refused(await server.post('requests', unknown), server.format, 404), 'service_code');
    },
  },
  {
    name: 'a missing or broken place is 400',
    async run(server, setting) {
      const fields = await whole(server, setting);
      refused(await server.post('requests', without(fields, 'lat', 'long')), server.format, 400);
      refused(await server.post('requests', without(fields, 'long')), server.format, 400);
      refused(await server.post('requests', replaced(fields, 'lat', 'north')), server.format, 400);
    },
  },
  {
    name: 'a body in XML that declares entities is refused unread',
    async run(server, setting) {
      keyOf(setting);
      const nested = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('');
      const bomb = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "x">${nested}]><r>&e9;</r>`;
      const { status } = await server.send('requests', 'text/xml', bomb);
      must(status >= 400 && status < 500, `answered ${status}`);
    },
  },
  {
    name: 'extension: the same fixmystreet_id twice is one request',
    async run(server, setting) {
      const fields = await whole(server, setting);
      const code = new Map(fields).get('service_code') ?? '';
      const known = (await attributesOf(server, code)).some((one) => word(one, 'code') === FIXMYSTREET_ID);
      if (!known) throw new Skipped(`the definition declares no ${FIXMYSTREET_ID}`);
      const stamp = `${Date.now()}${Math.floor(Math.random() * 1e6)}`;
      const named: Fields = [...fields, [`attribute[${FIXMYSTREET_ID}]`, stamp]];
      const first = await idOf(server, await posted(server, named));
      const second = await idOf(server, await posted(server, replaced(named, 'description', 'another wording')));
      must(first === second, 'two requests were made');
    },
  },
  {
    name: 'extension: a posted update gets an id, and a replay the same one',
    async run(server, setting) {
      const api_key = keyOf(setting);
      const [row] = await requestsOf(server);
      const service_request_id = word(row ?? null, 'service_request_id');
      if (!service_request_id) throw new Skipped('the server shows no request to update');
      const fields: Fields = [
        ['api_key', api_key],
        ['service_request_id', service_request_id],
        ['update_id', `${Date.now()}${Math.floor(Math.random() * 1e6)}`],
        ['updated_datetime', `${new Date().toISOString().slice(0, 19)}Z`],
        ['status', 'OPEN'],
        ['description', WORDS],
      ];
      const answer = await server.post('servicerequestupdates', fields);
      if ([404, 405].includes(answer.status)) throw new Skipped('the server takes no updates');
      const updateId = (from: typeof answer): string | undefined => {
        const [update] = rows(from, server.format, 'service_request_updates', 'request_update');
        return word(update ?? null, 'update_id');
      };
      must(updateId(answer), 'no update_id came back');
      refused(await server.post('servicerequestupdates', without(fields, 'api_key')), server.format, 403);
      const replay = await server.post('servicerequestupdates', fields);
      if (replay.status === 400) throw new Skipped('a replay is refused instead of answered');
      inOrder(replay, server.format);
      must(updateId(replay) === updateId(answer), 'the replay made another update');
    },
  },
];
