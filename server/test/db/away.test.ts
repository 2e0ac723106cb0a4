import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { reports } from '@jierong/shared/endpoints/reports';
import { comments } from '@jierong/shared/endpoints/talk';
import mongoose from 'mongoose';
import { startLocalDatabase } from '../../src/db/localDatabase';
import { startRelay } from '../../src/forwarding/relay';
import { startRecount } from '../../src/jobs/recount';
import { startWake } from '../../src/jobs/wake';
import { holderOf } from '../../src/localdb/storage/folderClaim';
import { makeLogger } from '../../src/log';
import { serverRoot } from '../../src/serverRoot';
import { bundleInto, type DatabaseProcess, startDatabase } from '../localdb/databaseProcess';
import { type Api, type ApiError, startApi } from '../support/api';
import { afterUndo, seen, send } from '../support/reports';

const resident = 'demo-resident-1';
const folder = mkdtempSync(join(tmpdir(), 'jierong-away-'));
// The bundle leaves its native part to node_modules.
symlinkSync(join(serverRoot, '..', 'node_modules'), join(folder, 'node_modules'));
const bundle = bundleInto(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const failure = (call: Promise<unknown>): Promise<ApiError> =>
  call.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: unknown) => error as ApiError,
  );

describe('the database is killed while the API runs', () => {
  const data = join(folder, 'given');
  let database: DatabaseProcess;
  let api: Api;
  let stopWorkers: () => Promise<void>;
  let id: string;

  beforeAll(async () => {
    database = await startDatabase(bundle, [`--path=${data}`, '--durability=sync']);
    process.env.TEST_DATABASE = database.uri;
    api = await startApi();
    id = (await send(api, resident)).id;
    await afterUndo(api);
    const workers = [startRelay(api.services), startWake(api.services), startRecount(api.services)];
    stopWorkers = async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
    };
    database.child.kill('SIGKILL');
    await database.ended;
  });
  afterAll(async () => {
    await stopWorkers();
    await api.close();
    database.child.kill('SIGKILL');
    await database.ended;
  });

  it('calls are told that it is away and when to come back, whoever calls', async () => {
    const [list, comment, answer] = await Promise.all([
      failure(api.call(reports.list, {})),
      failure(api.call(comments.add, { reportId: id, words: '还在吗' }, resident)),
      api.raw('/api/reports.list'),
    ]);
    expect(list).toMatchObject({ status: 503, code: 'databaseUnavailable' });
    expect(comment).toMatchObject({ status: 503, code: 'databaseUnavailable' });
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '2']);
  });

  it('the process lives, but is not ready', async () => {
    expect((await api.raw('/healthz')).status).toBe(200);
    const ready = await api.raw('/readyz');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: 'unavailable', database: false });
  });

  it('when it is back, everything goes on by itself, and what was stored is there', async () => {
    const back = once(mongoose.connection, 'reconnected');
    const port = new URL(database.uri).port;
    database = await startDatabase(bundle, [`--path=${data}`, '--durability=sync', `--port=${port}`]);
    await back;
    expect((await seen(api, id)).state).toBe('delivered');
    const said = await api.call(comments.add, { reportId: id, words: '又来了' }, resident);
    expect(said.hidden).toBe(false);
    expect((await api.raw('/readyz')).status).toBe(200);
  });
});

describe('the local database dies', () => {
  it('it is started again on the same port and the API goes on by itself; also when it dies while it starts', async () => {
    const data = join(folder, 'own');
    const database = await startLocalDatabase(data, makeLogger('silent'), bundle);
    const pid = () => holderOf(join(data, 'database')) ?? 0; // between two processes none
    process.env.TEST_DATABASE = database.uri;
    const api = await startApi();
    const { id } = await send(api, resident);
    const first = pid();
    process.kill(first, 'SIGKILL');
    while ([first, 0].includes(pid())) await nextTurn();
    while ((await api.raw('/readyz')).status !== 200) await nextTurn();
    expect((await seen(api, id, resident)).state).toBe('received');
    const second = pid();
    process.kill(second, 'SIGKILL');
    while ([second, 0].includes(pid())) await nextTurn();
    process.kill(pid(), 'SIGKILL'); // while it starts
    while ((await api.raw('/readyz')).status !== 200) await nextTurn();
    expect((await seen(api, id, resident)).state).toBe('received');
    await api.close();
    await database.stop();
  });
});
