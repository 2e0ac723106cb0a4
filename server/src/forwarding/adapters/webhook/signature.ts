import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { asText } from './fill';

/** A secret both sides share, by the name under which it is told apart from the one before. */
export interface Key {
  id: string;
  secret: string;
}

/**
 * The headers of a signed call, those of https://www.standardwebhooks.com with a fourth for the key: `webhook-id` is the
 * same however often a call is repeated, `webhook-timestamp` is in seconds, `webhook-signature` is `v1,` and the base64 of
 * HMAC-SHA256 over id, timestamp and content joined by dots; several may stand there with spaces between.
 */
export const signatureHeaders = {
  id: 'webhook-id',
  timestamp: 'webhook-timestamp',
  signature: 'webhook-signature',
  keyId: 'webhook-key-id',
} as const;

/** A timestamp may be this far from our clock, either way. */
export const WINDOW_MS = 5 * 60_000;

/** A secret that begins with `whsec_` is base64, as libraries for these headers write it. */
const bytesOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8');

const hmac = (key: Key, id: string, timestamp: string, content: Buffer | string): Buffer =>
  createHmac('sha256', bytesOf(key.secret)).update(`${id}.${timestamp}.`).update(content).digest();

/** The headers that sign a call. `content` is the body; of a GET its path with the query. */
export function sign(key: Key, id: string, at: Date, content: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    [signatureHeaders.id]: id,
    [signatureHeaders.timestamp]: timestamp,
    [signatureHeaders.keyId]: key.id,
    [signatureHeaders.signature]: `v1,${hmac(key, id, timestamp, content).toString('base64')}`,
  };
}

export type Verified = { id?: string; at: Date } | 'unsigned' | 'signature' | 'stale';

/** Who signed a push, and when. Without a key id every key is tried, for senders that know only the standard headers. */
export function verify(
  keys: readonly Key[],
  headers: Readonly<Record<string, string | undefined>>,
  content: Buffer,
  now: Date,
): Verified {
  const id = headers[signatureHeaders.id];
  const timestamp = headers[signatureHeaders.timestamp];
  const given = headers[signatureHeaders.signature];
  if (!id || !timestamp || !given) return 'unsigned';
  if (!/^[\x21-\x7e]{1,128}$/.test(id) || !/^\d{9,11}$/.test(timestamp)) return 'signature';
  const keyId = headers[signatureHeaders.keyId];
  const candidates = keys.filter((key) => keyId === undefined || key.id === keyId);
  const signatures = given
    .split(' ')
    .slice(0, 5)
    .filter((each) => each.startsWith('v1,'))
    .map((each) => Buffer.from(each.slice(3), 'base64'));
  const isOurs = candidates.some((key) => signatures.some((each) => same(each, hmac(key, id, timestamp, content))));
  return isOurs ? inWindow({ id, at: new Date(Number(timestamp) * 1000) }, now) : 'signature';
}

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

const inWindow = (verified: { id?: string; at: Date }, now: Date): Verified =>
  Math.abs(now.getTime() - verified.at.getTime()) <= WINDOW_MS ? verified : 'stale';

/** Where a platform that signs by MD5 keeps its three fields, and how it names the secret in what is signed. */
export interface SortedMd5 {
  keyAt: string;
  timestampAt: string;
  signAt: string;
  secretAs: string;
}

/** Upper-case MD5 over `name=value` of the sorted scalars that are not empty, and the secret at the end. */
function md5(style: SortedMd5, body: Readonly<Record<string, unknown>>, secret: string): string {
  const pairs = Object.keys(body)
    .filter((name) => name !== style.signAt)
    .map((name) => [name, typeof body[name] === 'boolean' ? String(body[name]) : asText(body[name])] as const)
    .filter((pair) => pair[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return createHash('md5')
    .update([...pairs, `${style.secretAs}=${secret}`].join('&'), 'utf8')
    .digest('hex')
    .toUpperCase();
}

/** A body with the platform's own signature in it. */
export function signMd5(
  style: SortedMd5,
  key: Key,
  body: Readonly<Record<string, unknown>>,
  at: Date,
): Record<string, unknown> {
  const told = { ...body, [style.keyAt]: key.id, [style.timestampAt]: String(at.getTime()) };
  return { ...told, [style.signAt]: md5(style, told, key.secret) };
}

/** As `verify`, for a body that carries its signature. */
export function verifyMd5(
  style: SortedMd5,
  keys: readonly Key[],
  body: Readonly<Record<string, unknown>>,
  now: Date,
): Verified {
  const [keyId, timestamp, given] = [style.keyAt, style.timestampAt, style.signAt].map((name) => asText(body[name]));
  if (!keyId || !timestamp || !given) return 'unsigned';
  const key = keys.find(({ id }) => id === keyId);
  if (!key || !/^\d{13}$/.test(timestamp)) return 'signature';
  const wanted = Buffer.from(md5(style, body, key.secret));
  return same(Buffer.from(given.toUpperCase()), wanted)
    ? inWindow({ at: new Date(Number(timestamp)) }, now)
    : 'signature';
}
