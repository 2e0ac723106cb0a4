import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';
import { uriOf } from '../../src/localdb/address';

const PROJECT = resolve(__dirname, '../../..');

/** Bundles the database's process as the build does, into a folder; returns the file. */
export function bundleInto(folder: string): string {
  const outfile = join(folder, 'localdb.cjs');
  buildSync({
    entryPoints: [join(PROJECT, 'server/src/localdb/main.ts')],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['lmdb'],
    logLevel: 'error',
  });
  return outfile;
}

export interface DatabaseProcess {
  child: ChildProcess;
  uri: string;
  /** Exit code and signal, once it has ended. */
  ended: Promise<[number | null, NodeJS.Signals | null]>;
}

/**
 * Starts a process without waiting; `errors` gathers what it writes to stderr. `shell` is what a shell does first, such
 * as setting a limit.
 */
export function spawnDatabase(bundle: string, flags: string[], shell = ':') {
  const env = { ...process.env, NODE_PATH: join(PROJECT, 'node_modules') };
  const command = ['-c', `${shell}; exec "$0" "$@"`, process.execPath, bundle, ...flags];
  const child = spawn('sh', command, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const errors: string[] = [];
  child.stderr.on('data', (chunk) => errors.push(String(chunk)));
  const ended = once(child, 'close') as DatabaseProcess['ended'];
  return { child, errors, ended };
}

/** Starts a process and waits until it takes connections. Rejects with what it said if it ends before. */
export async function startDatabase(bundle: string, flags: string[], shell?: string): Promise<DatabaseProcess> {
  const { child, errors, ended } = spawnDatabase(bundle, flags, shell);
  const line = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const first = await Promise.race([line, ended.then(() => null)]);
  if (!first) throw new Error(errors.join(''));
  const { port, pid } = JSON.parse(first[0]);
  if (pid !== child.pid) throw new Error(`it says it is process ${pid}, not ${child.pid}`);
  const path = flags.find((flag) => flag.startsWith('--path='))?.slice('--path='.length) ?? '';
  return { child, uri: uriOf(path, port), ended };
}
