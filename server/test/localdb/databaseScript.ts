import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../../..');

/** Runs one of `server/database/`; returns its exit code and all it said. */
export async function runDatabaseScript(name: 'backup' | 'export' | 'import', ...args: string[]) {
  const script = join(PROJECT, 'server/database', `${name}.ts`);
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { cwd: PROJECT });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}
