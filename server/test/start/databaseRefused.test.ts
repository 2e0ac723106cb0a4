import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalDatabase, startLocalDatabase } from '../../src/localdb/server';
import { serverRoot } from '../../src/serverRoot';

const folder = mkdtempSync(join(tmpdir(), 'jierong-refused-'));
let database: LocalDatabase;
let freePort: number;

beforeAll(async () => {
  database = await startLocalDatabase({ path: join(folder, 'database'), durability: 'none' });
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  freePort = (server.address() as AddressInfo).port;
  await once(server.close(), 'close');
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

/** The program itself with a `MONGODB_URI`: its exit code and what it says of what went wrong. */
function start(uri: string): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', join(serverRoot, 'start', 'run.ts')],
      { cwd: serverRoot, env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), PORT: '0', MONGODB_URI: uri } },
      (_error, _stdout, said) => resolve({ code: child.exitCode ?? 0, said }),
    );
  });
}

test.each<[string, () => string, RegExp]>([
  ['a wrong password', () => `mongodb://jierong:not-this-one@127.0.0.1:${database.port}/d?authSource=admin`, /refuses/],
  ['no password where one is asked for', () => `mongodb://127.0.0.1:${database.port}/d`, /does not let this user/],
  ['an address where nothing listens', () => `mongodb://jierong:not-this-one@127.0.0.1:${freePort}/d`, /no database/],
  ['an address that is none', () => 'mongodb://jierong:not-this-one@@/?x', /is not an address/],
])('with %s it does not start: it says so in one line without the password, and ends', async (_what, uri, words) => {
  const { code, said } = await start(uri());
  expect(said).toMatch(words);
  expect(said.trim().split('\n')).toHaveLength(1);
  expect(said).toMatch(/^MONGODB_URI: /);
  expect(said).not.toContain('not-this-one');
  expect(code).toBe(1);
});
