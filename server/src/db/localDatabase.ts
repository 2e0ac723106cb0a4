import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HOST, uriOf } from '../localdb/address';
import type { Logger } from '../log';
import { serverRoot } from '../serverRoot';
import { holdPort } from './heldPort';

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
 * Starts the local database under `dataDir` and keeps it running: when it dies it is started again and the driver connects
 * anew. Its port is this process's, which hands over what connects: while the database is dead no other program can take
 * the port, and who calls is told so at once. It stops with this process, however that ends (its stdin closes).
 * @param program the bundle of the local database, when not the built one
 * @throws when it cannot be started the first time; the reason is its own last words
 */
export async function startLocalDatabase(dataDir: string, log: Logger, program = built): Promise<LocalDatabase> {
  const path = databaseFolder(dataDir);
  mkdirSync(path, { recursive: true });
  const held = await holdPort(HOST);
  let stopping = false;
  let child: ChildProcess;
  const flags = [`--path=${path}`, `--port=${held.port}`, '--durability=sync', '--with-parent', '--from-parent'];
  const launch = async (): Promise<void> => {
    const started = spawn(process.execPath, [program, ...flags], { stdio: ['pipe', 'pipe', 'pipe', 'ipc'] });
    child = started;
    await ready(started);
    held.handTo(started);
    started.once('exit', (code) => {
      if (stopping) return;
      held.handTo(undefined);
      log.error({ code }, 'local database stopped; starting it again');
      launchAgain();
    });
  };
  /** As often as it takes: it may die again while it starts. */
  const launchAgain = (): void => {
    setTimeout(() => {
      if (stopping) return;
      launch().catch((error: Error) => {
        log.error({ reason: error.message }, 'local database does not start; trying again');
        launchAgain();
      });
    }, RESTART_MS);
  };
  try {
    await launch();
  } catch (error) {
    held.release();
    throw error;
  }
  return {
    uri: uriOf(path, held.port, DATABASE),
    async stop() {
      stopping = true;
      held.release();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Resolves when it takes connections. Rejects with its last words when it ends before. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      words = (words + chunk).slice(-2000);
    });
    child.stdout?.once('data', () => resolve()); // it prints one line, when it does
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the local database ended with ${code}: ${words.trim()}`)));
  });
}
