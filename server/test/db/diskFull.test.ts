import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { bundleInto, type DatabaseProcess, startDatabase } from '../localdb/databaseProcess';
import { type Api, startApi } from '../support/api';
import { seen, send } from '../support/reports';

const resident = 'demo-resident-1';
const LARGEST_FILE_BLOCKS = 32 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'jierong-full-'));
const flags = [`--path=${join(folder, 'data')}`];
let bundle: string;
let database: DatabaseProcess;
let api: Api;

beforeAll(async () => {
  const limit = `ulimit -S -f ${LARGEST_FILE_BLOCKS}`;
  bundle = bundleInto(folder);
  database = await startDatabase(bundle, flags, limit);
  process.env.TEST_DATABASE = database.uri;
  api = await startApi();
});
afterAll(async () => {
  await api.close();
  database.child.kill('SIGKILL');
  await database.ended;
  rmSync(folder, { recursive: true, force: true });
});

/** Fills the disk until not even the smallest write goes in. */
async function fill(): Promise<void> {
  for (const many of [500, 20, 1]) {
    const documents = Array.from({ length: many }, () => ({ text: 'x'.repeat(4000) }));
    const insert = () => mongoose.connection.collection('filling').insertMany(documents.map((each) => ({ ...each })));
    await expect(
      (async () => {
        for (;;) await insert();
      })(),
    ).rejects.toMatchObject({ code: 14031 });
  }
}

test('on a full disk a report is refused as a database away is, what is there is read, and it goes in when there is room', async () => {
  const { id } = await send(api, resident);
  await fill();
  await expect(send(api, resident)).rejects.toMatchObject({ status: 503, code: 'databaseUnavailable' });
  expect((await seen(api, id, resident)).id).toBe(id);
  expect(await (await api.raw('/metrics')).text()).toMatch(/^database_storage_bytes [1-9]\d{6,}$/m);

  database.child.kill('SIGKILL');
  await database.ended;
  database = await startDatabase(bundle, [...flags, `--port=${new URL(database.uri).port}`]);
  expect((await seen(api, id, resident)).id).toBe(id);
  await expect(send(api, resident)).resolves.toMatchObject({ id: expect.any(String) });
});
