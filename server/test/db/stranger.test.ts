import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reports } from '@jierong/shared/endpoints/reports';
import mongoose from 'mongoose';
import { startLocalDatabase } from '../../src/db/localDatabase';
import { runningUri } from '../../src/localdb/address';
import { startLocalDatabase as startAnother } from '../../src/localdb/server';
import { holderOf } from '../../src/localdb/storage/folderClaim';
import { makeLogger } from '../../src/log';
import { serverRoot } from '../../src/serverRoot';
import { bundleInto } from '../localdb/databaseProcess';
import { startApi } from '../support/api';
import { seen, send } from '../support/reports';

const folder = mkdtempSync(join(tmpdir(), 'jierong-stranger-'));
// The bundle leaves its native part to node_modules.
symlinkSync(join(serverRoot, '..', 'node_modules'), join(folder, 'node_modules'));
const bundle = bundleInto(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Something else that takes the port, as soon as it is free. */
type Stranger = (port: number) => Promise<() => Promise<void>>;

/** It speaks the protocol, but has another password. */
const otherDatabase: Stranger = async (port) => {
  const other = await startAnother({ path: join(folder, `other-${port}`), port, durability: 'none' });
  return () => other.close();
};

/** What a story has to undo, whatever became of it. */
const stop: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of stop.splice(0).reverse()) await step();
});

describe('another program takes the port while the local database is dead', () => {
  test.each<[string, Stranger]>([['a database of somebody else', otherDatabase]])(
    '%s: it learns no password, calls are told to come back, and all is well when it has gone',
    async (name, take) => {
      const data = join(folder, name);
      const path = join(data, 'database');
      const database = await startLocalDatabase(data, makeLogger('silent'), bundle);
      expect(runningUri(path, 'jierong')).toBe(database.uri);
      process.env.TEST_DATABASE = database.uri;
      const api = await startApi();
      stop.push(
        () => database.stop(),
        () => api.close(),
      );
      const { id } = await send(api, 'demo-resident-1');
      const back = once(mongoose.connection, 'reconnected');
      kill(path);
      const leave = await taken(() => take(Number(new URL(database.uri).port)));
      let gone = false;
      const leaveOnce = async () => {
        if (!gone) await leave();
        gone = true;
      };
      stop.push(leaveOnce);
      const answers = await Promise.all([1, 2, 3].map(() => failureOf(api.call(reports.list, {}))));
      expect(answers).toMatchObject(answers.map(() => ({ status: 503, code: 'databaseUnavailable' })));
      expect((await api.raw('/readyz')).status).toBe(503);
      await leaveOnce();
      await back;
      expect((await seen(api, id, 'demo-resident-1')).id).toBe(id);
      expect(runningUri(path, 'jierong')).toBe(database.uri);
    },
  );
});

const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'it did not fail',
    (error: unknown) => error,
  );

function kill(path: string): void {
  const holder = holderOf(path);
  if (!holder) throw new Error('the local database does not run');
  process.kill(holder, 'SIGKILL');
}

/** Tries until the port is free, which it is for the moment between two processes. */
async function taken<T>(take: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await take();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}
