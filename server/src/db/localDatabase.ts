import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { uriOf } from '../localdb/address';
import type { Logger } from '../log';
import { serverRoot } from '../serverRoot';

/** A running local database: a process of its own that speaks MongoDB's protocol on a loopback port. */
export interface LocalDatabase {
  /** With its password: not for a log. */
  uri: string;
  stop(): Promise<void>;
}

/** The application's database inside it. */
export const DATABASE = 'jierong';

const RESTART_MS = 300;
const built = join(serverRoot, 'dist', 'localdb.cjs');

/** Where it lies under the data folder. */
export const databaseFolder = (dataDir: string): string => join(dataDir, 'database');

/**
 * Starts the local database under `dataDir` and keeps it running on the same port: when it dies it is started again and
 * the driver connects anew. It stops with this process, however that ends (its stdin closes).
 * @param program the bundle of the local database, when not the built one
 * @throws when it cannot be started the first time; the reason is its own last words
 */
export async function startLocalDatabase(dataDir: string, log: Logger, program = built): Promise<LocalDatabase> {
  const path = databaseFolder(dataDir);
  mkdirSync(path, { recursive: true });
  let stopping = false;
  let child: ChildProcess;
  const launch = async (port: number): Promise<number> => {
    const started = spawn(
      process.execPath,
      [program, `--path=${path}`, `--port=${port}`, '--durability=sync', '--with-parent'],
      {
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    child = started;
    const ready = await readyPort(started);
    started.once('exit', (code) => {
      if (stopping) return;
      log.error({ code }, 'local database stopped; starting it again');
      launchAgain(ready);
    });
    return ready;
  };
  /** As often as it takes: it may die again while it starts. */
  const launchAgain = (port: number): void => {
    setTimeout(() => {
      if (stopping) return;
      launch(port).catch((error: Error) => {
        log.error({ reason: error.message }, 'local database does not start; trying again');
        launchAgain(port);
      });
    }, RESTART_MS);
  };
  const port = await launch(0);
  return {
    uri: uriOf(path, port, DATABASE),
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function readyPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let out = '';
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      words = (words + chunk).slice(-2000);
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk;
      const line = out.indexOf('\n') >= 0 ? out.slice(0, out.indexOf('\n')) : undefined;
      if (line) resolve((JSON.parse(line) as { port: number }).port);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the local database ended with ${code}: ${words.trim()}`)));
  });
}
