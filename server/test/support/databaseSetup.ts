import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uriOf } from '../../src/localdb/address';
import { bundleLocalDatabase } from '../../start/bundle';

declare global {
  var testDatabase: { child: ChildProcess; folder: string } | undefined;
}

/** One local database for a whole run of tests, each file in a database of its own; or the one MONGODB_URI names. */
export default async function startTestDatabase(): Promise<void> {
  if (process.env.MONGODB_URI) {
    process.env.TEST_DATABASE = process.env.MONGODB_URI;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'jierong-test-'));
  await bundleLocalDatabase(folder);
  const child = spawn(
    process.execPath,
    [join(folder, 'localdb.cjs'), `--path=${join(folder, 'data')}`, '--port=0', '--durability=none', '--with-parent'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_PATH: join(__dirname, '..', '..', '..', 'node_modules') },
    },
  );
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve((JSON.parse(String(line)) as { port: number }).port));
    child.once('exit', (code) => reject(new Error(`the local database ended with ${code}`)));
  });
  process.env.TEST_DATABASE = uriOf(join(folder, 'data'), port);
  globalThis.testDatabase = { child, folder };
}
