import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { limits } from '@jierong/shared/limits';
import { makeApp } from './app';
import { connectDatabase, disconnectDatabase } from './db/connect';
import { type LocalDatabase, startLocalDatabase } from './db/localDatabase';
import { reasonNotConnected } from './db/unreachable';
import type { Env } from './env';
import { makeDestinations } from './forwarding/destinations';
import { startListening } from './forwarding/listening';
import { loadDestinations } from './forwarding/loadDestinations';
import { holdForLost } from './forwarding/lostDestinations';
import { makeOutsideHttp } from './forwarding/outside/makeOutsideHttp';
import { startRelay } from './forwarding/relay';
import { currentRules } from './forwarding/routing/currentRules';
import { routeOf } from './forwarding/routing/routeOf';
import type { ContentCheck } from './integrations/contentCheck';
import { diskStorage } from './integrations/storage/diskStorage';
import { makeWechat } from './integrations/wechat/wechat';
import { startRecount } from './jobs/recount';
import { startWake } from './jobs/wake';
import { type Logger, makeLogger } from './log';
import { seed } from './seed/seed';
import type { Services } from './services';

/** A running program. */
export interface Program {
  address: string;
  databaseUri: string;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Stands in for WeChat's content check where no app id is configured. */
  contentCheck?: (services: () => Services) => ContentCheck;
  /** Fills an empty database with demonstration reports as well. */
  withContent?: boolean;
  /** Called between the steps of a start, for those who wait. */
  onStep?: (words: string) => void;
}

/** Starts database, API and worker in order, and stops them in the reverse order. @throws when a part does not start */
export async function startProgram(given: Env, options: StartOptions = {}): Promise<Program> {
  const log = makeLogger(given.LOG_LEVEL);
  const step = options.onStep ?? (() => {});
  const undo: (() => Promise<void>)[] = [];
  try {
    mkdirSync(given.DATA_DIR, { recursive: true });
    const env = { ...given, PHONE_KEY: given.PHONE_KEY ?? ownKey(given.DATA_DIR) };
    step('database');
    const local = env.MONGODB_URI ? undefined : await startLocalDatabase(env.DATA_DIR, log);
    if (local) undo.push(() => local.stop());
    const databaseUri = env.MONGODB_URI ?? (local as LocalDatabase).uri;
    undo.push(disconnectDatabase);
    await connectDatabase(databaseUri, log).catch((error) => {
      throw local ? error : reasonNotConnected(databaseUri, error);
    });

    const services = makeServices(env, log, options);
    step('data');
    await seed(services, { content: options.withContent ?? false });
    const rules = await currentRules(services);
    services.route = (report, at) => routeOf(rules, report, at);
    undo.push(() => services.destinations.close());
    if (env.ROLE !== 'api') undo.push(...(await startWorkers(services)));
    if (env.ROLE === 'worker') return { address: '', databaseUri, stop: () => stopAll(undo) };
    step('api');
    const server = await listen(services);
    undo.push(() => closeServer(server));
    const { port } = server.address() as AddressInfo;
    return {
      address: `http://${env.HOST === '0.0.0.0' ? '127.0.0.1' : env.HOST}:${port}`,
      databaseUri,
      stop: () => stopAll(undo),
    };
  } catch (error) {
    await stopAll(undo);
    throw error;
  }
}

function makeServices(env: Env, log: Logger, options: StartOptions): Services {
  const now = () => new Date();
  const wechat = makeWechat(env, log, now);
  const services: Services = {
    env,
    log,
    storage: diskStorage(join(env.DATA_DIR, 'media')),
    contentCheck: undefined as never,
    ...(wechat ? { wechat: wechat.login } : {}),
    destinations: makeDestinations(loadDestinations(() => services, env)),
    route: undefined as never,
    photoHttp: makeOutsideHttp({ maxBytes: limits.photoBytes }),
    now,
    kick: () => {},
  };
  const check = wechat?.contentCheck ?? options.contentCheck?.(() => services);
  if (!check) throw new Error('no content check: set WECHAT_APP_ID, or start with a stand-in');
  services.contentCheck = check;
  return services;
}

async function startWorkers(services: Services): Promise<(() => Promise<void>)[]> {
  await holdForLost(services);
  const relay = startRelay(services);
  const wake = startWake(services);
  const recount = startRecount(services);
  services.kick = () => {
    relay.kick();
    wake.kick();
  };
  const listening = await startListening(services);
  return [() => relay.stop(), () => wake.stop(), () => recount.stop(), () => listening.stop()];
}

function listen(services: Services): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = makeApp(services).listen(services.env.PORT, services.env.HOST, () => resolve(server));
    server.once('error', reject);
  });
}

/** Lets calls under way finish; connections that only wait are closed. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 5000).unref();
  });
}

async function stopAll(undo: (() => Promise<void>)[]): Promise<void> {
  for (const step of undo.splice(0).reverse()) await step();
}

/** The key that seals phones, made at first start; production brings its own. */
function ownKey(folder: string): string {
  const path = join(folder, 'phone.key');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('base64'), { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}
