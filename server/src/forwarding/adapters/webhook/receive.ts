import type { IncomingAnswer, Pushed, PushedRequest } from '../../port';
import { scrub } from '../../scrub';
import type { FieldMap } from './fieldMap';
import { asText, isObject, put, take } from './fill';
import { type Key, type Verified, verify, verifyMd5 } from './signature';
import { readTime } from './times';

const MAX_BYTES = 1_000_000;
const MAX_WORDS = 500;
const DAY = 86_400_000;

type Why = Extract<Pushed, { verdict: 'refused' }>['reason'];

class Refusal extends Error {
  constructor(
    readonly reason: Why,
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Reads a push. Pure. Size, signature and time come first, so that nothing unsigned is parsed where the signature is in
 * the headers. A push that is repeated within the window is answered like the first, with the same event id: whoever
 * stores it knows it by that, so neither a retry nor a replay does anything twice.
 */
export function receivePush(map: FieldMap, keys: readonly Key[], request: PushedRequest): Pushed {
  try {
    const { body, signed } = readBody(map, keys, request);
    const answers = readAnswers(map, body, signed, request.at);
    return { verdict: 'answers', answers, reply: reply(200, map.receive.reply.taken) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { refused, messageAt } = map.receive.reply;
    const told = structuredClone(refused);
    if (messageAt) put(told, messageAt, error.message);
    return { verdict: 'refused', reason: error.reason, reply: reply(error.status, told) };
  }
}

const reply = (status: number, body: unknown) => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(body),
});

type Signed = Exclude<Verified, string>;

function readBody(
  map: FieldMap,
  keys: readonly Key[],
  request: PushedRequest,
): { body: Record<string, unknown>; signed: Signed } {
  if (request.method !== 'POST') throw new Refusal('malformed', 405, 'POST is wanted');
  if (request.body.length > MAX_BYTES) throw new Refusal('malformed', 413, 'too large');
  const { signature } = map;
  if (signature.style === 'sortedMd5') {
    const body = parse(request);
    return { body, signed: accepted(verifyMd5(signature, keys, body, request.at)) };
  }
  const signed = accepted(verify(keys, request.headers, request.body, request.at));
  return { body: parse(request), signed };
}

function accepted(verified: Verified): Signed {
  if (typeof verified !== 'string') return verified;
  const told = { unsigned: 'a signature is wanted', signature: 'wrong signature', stale: 'too old or in the future' };
  throw new Refusal(verified, 401, told[verified]);
}

function parse({ headers, body }: PushedRequest): Record<string, unknown> {
  const [type, ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((each) => /^\s*charset="?([^"\s]+)"?\s*$/.exec(each)?.[1]).find(Boolean);
  if (type?.trim() !== 'application/json' || (charset && charset !== 'utf-8' && charset !== 'utf8'))
    throw new Refusal('malformed', 415, 'application/json in UTF-8 is wanted');
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new Refusal('malformed', 415, 'an unpacked body is wanted');
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new Refusal('malformed', 400, 'JSON in UTF-8 is wanted');
  }
  if (!isObject(parsed)) throw new Refusal('malformed', 400, 'a JSON object is wanted');
  return parsed;
}

function readAnswers(map: FieldMap, body: Record<string, unknown>, signed: Signed, now: Date): IncomingAnswer[] {
  const { receive } = map;
  refuseUnknown(map, body);
  const status = receive.status.paths.map((path) => asText(take(body, path)) ?? '').join('/');
  if (!Object.hasOwn(receive.status.actions, status)) throw field(receive.status.paths.join(', '));
  const meant = receive.status.actions[status]!;
  const photoAddresses = photosAt(body, receive.photos);
  const action = typeof meant === 'string' ? meant : photoAddresses.length > 0 ? meant.withPhotos : meant.without;
  const key = textAt(body, receive.key, /^[A-Za-z0-9_:.-]{1,100}$/);
  const caseNumber = textAt(body, receive.caseNumber, /^[^\p{C}\p{Z}]{1,64}$/u) ?? key;
  if (!caseNumber) throw field(receive.caseNumber ?? receive.key ?? '');
  const eventId = readEventId(map, body) ?? signed.id;
  if (!eventId) throw field((receive.eventId ?? []).join(', '));
  const at = timeAt(map, body, receive.at) ?? signed.at;
  // A moment to come would make every later answer late.
  if (at.getTime() > now.getTime() + DAY) throw field(receive.at ?? '');
  const seq = receive.seq ? Number(textAt(body, receive.seq, /^\d{1,15}$/) ?? field(receive.seq)) : at.getTime();
  if (!Number.isSafeInteger(seq)) throw field(receive.seq ?? '');
  if (action === 'ignore') return [];
  const dueAt = timeAt(map, body, receive.dueAt);
  const reason = readReason(receive.reason, body, action);
  const note = wordsAt(body, receive.note, MAX_WORDS);
  return [
    {
      ...(key ? { key } : {}),
      ...{ caseNumber, eventId, seq, at, action },
      ...optional('by', wordsAt(body, receive.by, 100)),
      ...optional('unitName', wordsAt(body, receive.unitName, 100)),
      ...optional('reason', reason),
      ...optional('note', note === reason ? undefined : note),
      ...(dueAt ? { dueAt } : {}),
      photos: [],
      ...(photoAddresses.length > 0 ? { photoAddresses } : {}),
    },
  ];
}

const reasoned = new Set<string>(['sendBack', 'checkFailed', 'closeUnfixed', 'void', 'refuseRedo']);

const field = (name: string): Refusal => new Refusal('field', 422, `field ${name}`);

const optional = <Name extends string>(name: Name, value: string | undefined): { [K in Name]?: string } =>
  (value ? { [name]: value } : {}) as { [K in Name]?: string };

/** What is not agreed may mean something: it is refused by name rather than overlooked. */
function refuseUnknown({ receive, signature }: FieldMap, body: Record<string, unknown>): void {
  const used = [receive.key, receive.caseNumber, receive.seq, receive.at, receive.note, receive.by, receive.unitName]
    .concat(receive.photos, receive.dueAt, receive.reason?.path, receive.status.paths, receive.eventId ?? [])
    .concat(signature.style === 'sortedMd5' ? [signature.keyAt, signature.timestampAt, signature.signAt] : []);
  const known = new Set([...receive.alsoKnown, ...used.map((path) => path?.split('.')[0])]);
  const unknown = Object.keys(body).find((name) => !known.has(name));
  if (unknown !== undefined) throw field(`${/^\w{1,40}$/.test(unknown) ? unknown : ''} is not known`.trim());
}

/** A text or number in the form it must have; undefined when nothing is there. */
function textAt(body: Record<string, unknown>, path: string | undefined, form: RegExp): string | undefined {
  const value = path === undefined ? undefined : take(body, path);
  if (path === undefined || value === undefined || value === null || value === '') return undefined;
  const text = asText(value);
  if (text === undefined || !form.test(text)) throw field(path);
  return text;
}

/** Words for people: without numbers of persons, cut at `max` signs. */
function wordsAt(body: Record<string, unknown>, path: string | undefined, max: number): string | undefined {
  const words = textAt(body, path, /^[\s\S]*$/);
  return words === undefined ? undefined : [...scrub(words)].slice(0, max).join('');
}

function timeAt(map: FieldMap, body: Record<string, unknown>, path: string | undefined): Date | undefined {
  const value = path === undefined ? undefined : take(body, path);
  if (path === undefined || value === undefined || value === null || value === '') return undefined;
  const at = readTime(value, map.time);
  if (!at) throw field(path);
  return at;
}

/** Addresses only: they are fetched later, where the inside cannot be reached. */
function photosAt(body: Record<string, unknown>, paths: readonly string[] = []): string[] {
  return paths.flatMap((path) => {
    const value = take(body, path);
    const addresses = Array.isArray(value) ? value : [value];
    return addresses
      .filter((each) => each !== undefined && each !== null && each !== '')
      .map((each: unknown) => {
        if (typeof each !== 'string' || !/^https?:\/\/\S{1,1000}$/.test(each)) throw field(path);
        return each;
      });
  });
}

function readEventId(map: FieldMap, body: Record<string, unknown>): string | undefined {
  const parts = map.receive.eventId?.map((path) => textAt(body, path, /^[^\p{C}]{1,100}$/u) ?? '');
  return parts?.every(Boolean) ? parts.join('/') : undefined;
}

/** Declining has one of the published reasons; whatever else needs a reason has the platform's own words. */
function readReason(
  reason: FieldMap['receive']['reason'],
  body: Record<string, unknown>,
  action: string,
): string | undefined {
  if (!reason || !(action === 'decline' || reasoned.has(action))) return undefined;
  const text = wordsAt(body, reason.path, MAX_WORDS);
  if (action !== 'decline') return text ?? reason.otherwise;
  return Object.entries(reason.words).find(([word]) => text?.includes(word))?.[1] ?? reason.otherwise;
}
