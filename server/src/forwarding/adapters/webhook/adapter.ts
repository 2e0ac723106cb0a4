import { randomUUID } from 'node:crypto';
import type { Photo } from '@jierong/shared/media';
import * as z from 'zod';
import type { Adapter, AdapterContext } from '../../adapter';
import { toEdition } from '../../categoryEditions';
import type { OutsideAnswer } from '../../outside/http';
import type { CaseInput, CaseUpdate, Delivery, Destination, Found, UpdateDelivery } from '../../port';
import { caseFacts, type Prepared, updateFacts } from './facts';
import { loadFieldMap } from './fieldMap';
import { fill } from './fill';
import { readFailure, readFound, readOpened, readUpdated } from './readAnswer';
import { receivePush } from './receive';
import { sign, signMd5 } from './signature';

const key = z.strictObject({ id: z.string().regex(/^[\w.-]{1,40}$/), secret: z.string().min(24) });

const settings = z
  .strictObject({
    /** Name of a file in `server/data/webhookMaps`. */
    map: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .transform((name, ctx) => {
        try {
          return loadFieldMap(name);
        } catch (error) {
          ctx.addIssue({ code: 'custom', message: (error as Error).message });
          return z.NEVER;
        }
      }),
    /** What the paths of the map are put behind. */
    url: z.url({ protocol: /^https?$/ }),
    /** Signs what leaves. To rotate: the platform learns the new one first. */
    sendKey: key,
    /** Any of these may have signed what comes. To rotate: both stand here until the platform has changed. */
    receiveKeys: z.array(key).min(1).max(5),
    /** The code for a category that the platform's edition does not have; not given: such a report is rejected. */
    fallbackCode: z
      .string()
      .regex(/^\d{4,5}$/)
      .optional(),
    concurrency: z.number().int().min(1).max(64).default(4),
    timeoutMs: z.number().int().min(100).max(60_000).default(10_000),
  })
  .refine((s) => s.receiveKeys.every(({ secret }) => secret !== s.sendKey.secret), {
    // What we sent could otherwise be sent back to us as theirs.
    error: 'must have another secret than sendKey',
    path: ['receiveKeys'],
  })
  .refine((s) => new Set(s.receiveKeys.map(({ id }) => id)).size === s.receiveKeys.length, {
    error: 'must have different ids',
    path: ['receiveKeys'],
  });
type Settings = z.infer<typeof settings>;

/** What cannot be sent: never, or not now. */
class Unsendable extends Error {
  constructor(
    readonly outcome: 'never' | 'notNow',
    message: string,
  ) {
    super(message);
  }
}

/** Signed JSON to and from a platform whose shape is a field map. */
export const adapter: Adapter<Settings> = { settings, make: webhook };

function webhook(given: Settings, context: AdapterContext): Destination {
  const { map, sendKey, timeoutMs } = given;
  const base = given.url.replace(/\/$/, '');

  function post(path: string, id: string, filled: Record<string, unknown>): Promise<OutsideAnswer> {
    const { signature } = map;
    const at = context.now();
    const content = JSON.stringify(signature.style === 'hmac' ? filled : signMd5(signature, sendKey, filled, at));
    return context.http.call({
      method: 'POST',
      url: `${base}${path}`,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'idempotency-key': id,
        ...(signature.style === 'hmac' ? sign(sendKey, id, at, content) : {}),
      },
      body: content,
      timeoutMs,
    });
  }

  function get(path: string, query: Record<string, string>): Promise<OutsideAnswer> {
    const { signature } = map;
    const at = context.now();
    const told = signature.style === 'hmac' ? query : (signMd5(signature, sendKey, query, at) as typeof query);
    const url = `${base}${path}?${new URLSearchParams(told)}`;
    const { pathname, search } = new URL(url);
    const headers = signature.style === 'hmac' ? sign(sendKey, randomUUID(), at, `${pathname}${search}`) : {};
    return context.http.call({ method: 'GET', url, headers, timeoutMs });
  }

  const bytesOf = (photo: Photo): Promise<Buffer> =>
    context.photos.bytes(photo).catch(() => {
      throw new Unsendable('notNow', 'a photo cannot be read');
    });

  function photosOf(photos: readonly Photo[]): Promise<string[]> {
    return Promise.all(
      photos.slice(0, map.photos.max).map(async (photo) => {
        if (map.photos.as === 'base64') return (await bytesOf(photo)).toString('base64');
        const address = context.photos.address(photo);
        if (!address) throw new Unsendable('never', 'photos have no public address');
        return address;
      }),
    );
  }

  async function prepare(input: CaseInput): Promise<Prepared> {
    const converted = toEdition(input.category, map.edition);
    const code = given.fallbackCode;
    if (converted.outcome === 'unmapped' && !code) throw new Unsendable('never', converted.detail);
    const category =
      converted.outcome === 'mapped'
        ? converted.category
        : { ...input.category, code: code!, majorCode: code!.slice(0, 2), kind: 'event' as const };
    const { point } = input.place;
    return {
      category,
      ...(point ? { point: context.toDatum(point, map.datum) } : {}),
      photos: await photosOf(input.photos),
    };
  }

  async function find(reportKey: string, token?: string): Promise<Found | undefined> {
    const asked = { key: reportKey, token: token ?? reportKey };
    const query = Object.fromEntries(Object.entries(map.find.query).map(([name, from]) => [name, asked[from]]));
    return readFound(map, await get(map.find.path, query));
  }

  async function open(input: CaseInput): Promise<Delivery> {
    const filled = fill(map.open.fields, caseFacts(map, input, await prepare(input)));
    if ('missing' in filled) return { outcome: 'rejected', detail: `missing: ${filled.missing.join(', ')}` };
    const opened = readOpened(map, await post(map.open.path, input.key, filled.body));
    if (opened.outcome !== 'unnumbered') return opened;
    const found = await find(input.key);
    return found ? { outcome: 'accepted', ...found } : { outcome: 'retryLater', detail: 'taken, and not to be found' };
  }

  async function update(news: CaseUpdate): Promise<UpdateDelivery> {
    const facts = updateFacts(map, news, await photosOf(news.photos));
    if (!facts) return { outcome: 'refused', detail: `${news.kind} is nothing this platform can be told` };
    const filled = fill(map.update.fields, facts);
    if ('missing' in filled) return { outcome: 'refused', detail: `missing: ${filled.missing.join(', ')}` };
    return readUpdated(map, await post(map.update.path, news.id, filled.body));
  }

  return {
    name: context.name,
    concurrency: given.concurrency,
    find,
    open: (input) => open(input).catch((error: unknown) => failed(error, 'rejected')),
    update: (news) => update(news).catch((error: unknown) => failed(error, 'refused')),
    receive: (request) => receivePush(map, given.receiveKeys, request),
  };
}

/** What never left, or was not answered. @throws bugs */
function failed<Final extends 'rejected' | 'refused'>(
  error: unknown,
  final: Final,
): { outcome: Final | 'retryLater'; detail: string } {
  if (error instanceof Unsendable)
    return { outcome: error.outcome === 'never' ? final : 'retryLater', detail: error.message.slice(0, 200) };
  const { outcome, detail } = readFailure(error);
  return { outcome: outcome === 'final' ? final : 'retryLater', detail };
}
