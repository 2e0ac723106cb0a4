import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { reports } from '@jierong/shared/endpoints/reports';
import { startLocalDatabase } from '../../src/db/localDatabase';
import { runningUri } from '../../src/localdb/address';
import { startLocalDatabase as startAnother } from '../../src/localdb/server';
import { holderOf } from '../../src/localdb/storage/folderClaim';
import { makeLogger } from '../../src/log';
import { serverRoot } from '../../src/serverRoot';
import { bundleInto, startDatabase } from '../localdb/databaseProcess';
import { type ApiError, startApi } from '../support/api';
import { seen, send } from '../support/reports';

const folder = mkdtempSync(join(tmpdir(), 'jierong-stranger-'));
// The bundle leaves its native part to node_modules.
symlinkSync(join(serverRoot, '..', 'node_modules'), join(folder, 'node_modules'));
const bundle = bundleInto(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a story has to undo, whatever became of it. */
const stop: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of stop.splice(0).reverse()) await step();
});

test('nobody can take the port of the local database while it is dead; calls are told, and it is back', async () => {
  const data = join(folder, 'own');
  const path = join(data, 'database');
  const database = await startLocalDatabase(data, makeLogger('silent'), bundle);
  stop.push(() => database.stop());
  expect(runningUri(path, 'jierong')).toBe(database.uri);
  process.env.TEST_DATABASE = database.uri;
  const api = await startApi();
  stop.push(() => api.close());
  const { id } = await send(api, 'demo-resident-1');
  let tries = 0;
  const killed = kill(path);
  const asked = [1, 2, 3].map(() => outcomeOf(api.call(reports.list, {})));
  while ([killed, undefined].includes(holderOf(path)) || (await api.raw('/readyz')).status !== 200) {
    expect(await codeOfListening(portOf(database.uri))).toBe('EADDRINUSE');
    tries++;
    await nextTurn();
  }
  expect(tries).toBeGreaterThan(0);
  for (const outcome of await Promise.all(asked)) expect(['answered', 'databaseUnavailable']).toContain(outcome);
  expect((await seen(api, id, 'demo-resident-1')).id).toBe(id);
  expect(runningUri(path, 'jierong')).toBe(database.uri);
});

/** Something else that takes a port; returns what makes it leave. */
type Stranger = (port: number) => Promise<() => Promise<unknown>>;

/** It speaks the protocol, but has another password. */
const otherDatabase: Stranger = async (port) => {
  const other = await startAnother({ path: join(folder, `other-${port}`), port, durability: 'none' });
  return () => other.close();
};

/** It is no database. */
const noDatabase: Stranger = async (port) => {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n', () => socket.destroy());
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return () => once(server.close(), 'close');
};

test.each<[string, Stranger]>([
  ['a database of somebody else', otherDatabase],
  ['a program that speaks another language', noDatabase],
])('%s takes the place of a database that is not ours to hold: calls are told to come back', async (name, take) => {
  const flags = [`--path=${join(folder, name)}`, '--durability=sync'];
  const first = await startDatabase(bundle, flags);
  process.env.TEST_DATABASE = first.uri;
  const api = await startApi();
  stop.push(() => api.close());
  const { id } = await send(api, 'demo-resident-1');
  first.child.kill('SIGKILL');
  await first.ended;
  const port = portOf(first.uri);
  const leave = await take(port);
  const outcomes = await Promise.all([1, 2, 3].map(() => outcomeOf(api.call(reports.list, {}))));
  expect((await api.raw('/readyz')).status).toBe(503);
  await leave();
  const second = await startDatabase(bundle, [...flags, `--port=${port}`]);
  stop.unshift(async () => {
    second.child.kill('SIGKILL');
    await second.ended;
  });
  expect(outcomes).toEqual(outcomes.map(() => 'databaseUnavailable'));
  while ((await api.raw('/readyz')).status !== 200) await nextTurn();
  expect((await seen(api, id, 'demo-resident-1')).id).toBe(id);
});

const portOf = (uri: string): number => Number(new URL(uri).port);

const outcomeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'answered',
    (error: ApiError) => error.code,
  );

/** Why a port cannot be listened on; undefined when it can, and was for a moment. */
async function codeOfListening(port: number): Promise<string | undefined> {
  const server: Server = createServer();
  const failed = new Promise<string | undefined>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    server.once('listening', () => resolve(undefined));
  });
  server.listen(port, '127.0.0.1');
  const code = await failed;
  server.close();
  return code;
}

/** Kills the holder of the folder; returns its process id. */
function kill(path: string): number {
  const holder = holderOf(path);
  if (!holder) throw new Error('the local database does not run');
  process.kill(holder, 'SIGKILL');
  return holder;
}
