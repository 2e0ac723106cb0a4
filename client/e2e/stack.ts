import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The product, running: database, API and worker, with data of its own. */
export interface Stack {
  /** Where it answers, e.g. `http://127.0.0.1:41234`, without a slash at the end. */
  address: string;
  /** The folder of its data. */
  dataDir: string;
  /** All that it printed so far. */
  log(): string;
  /** Ends it as an operator would, and removes its data. @throws Error when it did not end by itself, and well */
  stop(): Promise<void>;
}

export interface StackOptions {
  /** Without demonstration content. */
  empty?: boolean;
  /** Settings as an operator gives them, e.g. `{ UNDO_MINUTES: '0.05' }`. */
  env?: Record<string, string>;
}

const projectRoot = path.resolve(__dirname, '../..');
const program = path.join(projectRoot, 'server/dist/run.cjs');
const startLimitMs = 120_000;
const stopLimitMs = 30_000;

/** Starts the built product with the program that `npm start` runs, on a free port; waits until it tells its address. */
export async function startStack({ empty = false, env = {} }: StackOptions = {}): Promise<Stack> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'jierong-e2e-'));
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...(empty ? ['--empty'] : [])], {
    cwd: projectRoot,
    // A test's own NODE_ENV and a developer's settings must not reach the product.
    env: {
      ...process.env,
      NODE_ENV: 'development',
      MONGODB_URI: '',
      LOG_LEVEL: 'warn',
      DATA_DIR: dataDir,
      PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const ended = once(child, 'close');
  const address = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        log += text;
        const [told] = /http:\/\/(127\.0\.0\.1|localhost):\d+/.exec(log) ?? [];
        if (told) resolve(told);
      });
    }
    child.on('close', (code) =>
      reject(new Error(`the product ended with ${code} before it told its address:\n${log}`)),
    );
  });

  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
    const [code] = await ended;
    clearTimeout(late);
    rmSync(dataDir, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the product ended with ${code}:\n${log.slice(-4000)}`);
  };

  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error(`no address after ${startLimitMs / 1000} s:\n${log}`)), startLimitMs);
  });
  try {
    return { address: await Promise.race([address, tooLate]), dataDir, log: () => log, stop };
  } catch (error) {
    child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  } finally {
    clearTimeout(late);
  }
}
