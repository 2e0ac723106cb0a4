import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Endpoint, pathOf } from '@jierong/shared/endpoint';
import { sessions } from '@jierong/shared/endpoints/sessions';
import type { ErrorAnswer } from '@jierong/shared/errors';
import type { Uploaded } from '@jierong/shared/media';
import mongoose from 'mongoose';
import sharp from 'sharp';
import type * as z from 'zod/mini';
import { makeSimulatedContentCheck } from '../../simulators/contentCheck';
import { makeApp } from '../../src/app';
import { connectDatabase, disconnectDatabase } from '../../src/db/connect';
import { type Env, readEnv } from '../../src/env';
import { caseDeskDestination } from '../../src/forwarding/adapters/caseDesk';
import { makeDestinations } from '../../src/forwarding/destinations';
import type { Destination } from '../../src/forwarding/port';
import { drainOutboxes } from '../../src/forwarding/relay';
import type { ContentCheck } from '../../src/integrations/contentCheck';
import { diskStorage } from '../../src/integrations/storage/diskStorage';
import { startWake } from '../../src/jobs/wake';
import { makeLogger } from '../../src/log';
import { applyPhotoVerdict } from '../../src/modules/review/check';
import { seed } from '../../src/seed/seed';
import type { Services } from '../../src/services';

/** A failed call, as a client sees it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly data: Record<string, unknown> | undefined,
  ) {
    super(`${status} ${code} ${JSON.stringify(data ?? {})}`);
  }
}

export interface ApiOptions {
  now?: Date;
  env?: Record<string, string>;
  /** The first one leads, the others get every report as well. */
  destinations?: (services: () => Services) => Destination[];
  contentCheck?: (services: () => Services) => ContentCheck;
  change?: (services: Services) => void;
}

const places = (given: Destination[]): Pick<Services, 'destinations' | 'route'> => ({
  destinations: makeDestinations(given.map((destination) => ({ destination }))),
  route: () => ({ lead: given[0]!.name, copies: given.slice(1).map(({ name }) => name) }),
});

/** A Monday morning within office hours. */
export const MONDAY = new Date('2026-11-23T01:00:00.000Z');

/** The API over real HTTP on the real database, with a clock of its own; demonstration people sign in by id. */
export async function startApi(options: ApiOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'jierong-api-'));
  const uri = new URL(process.env.TEST_DATABASE ?? '');
  uri.pathname = `/test-${randomUUID().slice(0, 13)}`;
  const env: Env = readEnv({
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    DATA_DIR: folder,
    PHONE_KEY: Buffer.alloc(32, 7).toString('base64'),
    RATE_READ: '100000',
    RATE_WRITE: '100000',
    RATE_UPLOAD: '100000',
    RATE_SIGN_IN: '100000',
    ...options.env,
  });
  const log = makeLogger(env.LOG_LEVEL);
  let time = (options.now ?? MONDAY).getTime();
  const services: Services = {
    env,
    log,
    storage: diskStorage(join(folder, 'media')),
    contentCheck: undefined as never,
    ...places((options.destinations ?? (() => [caseDeskDestination(() => services)]))(() => services)),
    now: () => new Date(time),
    kick: () => {},
  };
  services.contentCheck =
    options.contentCheck?.(() => services) ??
    makeSimulatedContentCheck({
      onPhotoVerdict: (traceId, verdict, label) => applyPhotoVerdict(services, traceId, verdict, label),
    });
  options.change?.(services);
  await connectDatabase(uri.href, log);
  await seed(services, { content: false });
  // Rounds come by `settle` alone, so that a test sees each step.
  const wake = startWake(services, { everyMs: 0 });
  const server = await new Promise<Server>((resolve) => {
    const listening: Server = makeApp(services).listen(0, '127.0.0.1', () => resolve(listening));
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokens = new Map<string, string>();

  const raw = (path: string, init: RequestInit = {}): Promise<Response> => fetch(base + path, init);

  async function token(personId: string): Promise<string> {
    const known = tokens.get(personId);
    if (known) return known;
    const started = await call(sessions.startDemonstration, { personId });
    tokens.set(personId, started.token);
    return started.token;
  }

  async function call<I extends z.ZodMiniType, O extends z.ZodMiniType>(
    endpoint: Endpoint<I, O>,
    input: z.input<I>,
    personId?: string,
    key: string = randomUUID(),
  ): Promise<z.output<O>> {
    const headers: Record<string, string> = {
      ...(personId ? { Authorization: `Bearer ${await token(personId)}` } : {}),
      ...(endpoint.idempotent ? { 'Idempotency-Key': key } : {}),
    };
    const query = new URLSearchParams();
    if (endpoint.method === 'GET')
      for (const [name, value] of Object.entries(input as Record<string, unknown>))
        for (const one of Array.isArray(value) ? value : [value])
          if (one !== undefined) query.append(name, String(one));
    const answer = await raw(
      endpoint.method === 'GET' ? `${pathOf(endpoint)}?${query}` : pathOf(endpoint),
      endpoint.method === 'GET'
        ? { headers }
        : { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(input) },
    );
    const body = (await answer.json()) as unknown;
    if (answer.ok) return body as z.output<O>;
    const { error } = body as ErrorAnswer;
    throw new ApiError(answer.status, error.code, error.data);
  }

  /** A picture of one colour: different numbers are different photos. */
  async function uploadPhoto(personId: string, colour = Math.floor(Math.random() * 0xffffff)): Promise<string> {
    const picture = await sharp({
      create: { width: 64, height: 48, channels: 3, background: `#${colour.toString(16).padStart(6, '0')}` },
    })
      .jpeg()
      .toBuffer();
    const form = new FormData();
    form.set('photo', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'photo.jpg');
    const answer = await raw('/uploads', {
      method: 'POST',
      body: form,
      headers: { Authorization: `Bearer ${await token(personId)}` },
    });
    if (!answer.ok) throw new Error(`upload: ${answer.status}`);
    return ((await answer.json()) as Uploaded).key;
  }

  /** Does everything that is due now, until nothing is left. */
  async function settle(): Promise<void> {
    for (let i = 0; i < 4; i++) {
      await drainOutboxes(services);
      await wake.drain();
    }
  }

  return {
    base,
    services,
    raw,
    call,
    token,
    uploadPhoto,
    settle,
    clock: {
      now: () => new Date(time),
      set: (date: Date) => {
        time = date.getTime();
      },
      advance: (ms: number) => {
        time += ms;
      },
    },
    async close(): Promise<void> {
      await wake.stop();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await mongoose.connection.dropDatabase();
      await disconnectDatabase();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Api = Awaited<ReturnType<typeof startApi>>;
