import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The program as people run it, on an empty folder of its own. */
export interface RunningProgram {
  address: string;
  /** From the start of the process to its address, first start with demonstration data. Milliseconds. */
  startMs: number;
  stop(): Promise<void>;
}

/** Starts the built program with demonstration data and no limit on calls. @throws when it ends before its address */
export async function startBuiltProgram(): Promise<RunningProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'jierong-bench-'));
  const begun = performance.now();
  const child = spawn(process.execPath, [join(__dirname, '..', 'dist', 'run.cjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      DATA_DIR: folder,
      PORT: '0',
      LOG_LEVEL: 'warn',
      RATE_READ: '1000000000',
      ...(process.env.MONGODB_URI ? { MONGODB_URI: process.env.MONGODB_URI } : {}),
    },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for await (const line of createInterface(child.stdout)) {
    const address = /https?:\/\/\S+/.exec(line)?.[0];
    if (address) return { address, startMs: Math.round(performance.now() - begun), stop };
  }
  await stop();
  throw new Error('the program ended before it told its address');
}
