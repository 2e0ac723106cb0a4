import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { uriOf } from '../../server/src/localdb/address';

/** A local database that a test starts, kills and starts again by itself. */
export interface Database {
  port: number;
  uri: string;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

const program = path.resolve(__dirname, '../../server/dist/localdb.cjs');

/** Starts the built local database on a folder, on a free port or the one given; waits until it takes connections. */
export async function startDatabase(folder: string, port = 0): Promise<Database> {
  const child = spawn(process.execPath, [program, `--path=${folder}`, `--port=${port}`, '--with-parent'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const [told] = await Promise.race([once(child.stdout, 'data'), ended.then(() => ['{}'])]);
  const ready: { port?: number } = JSON.parse(String(told));
  if (!ready.port) throw new Error('the local database did not start');
  return {
    port: ready.port,
    uri: uriOf(folder, ready.port, 'jierong'),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
