import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { serverRoot } from '../src/serverRoot';
import { bundlePart } from '../start/bundle';

const BUNDLE = 'chaosWorker.cjs';

/** Workers that are killed and come back. */
export interface Workers {
  /** Kills one without a word and starts another in its place. */
  kill(which: number): Promise<void>;
  /** Sets one's clock ahead. */
  jump(which: number, aheadMs: number): void;
  stop(): Promise<void>;
}

/** Starts a worker for each port; `env` is all of their environment but the port. */
export async function startWorkers(
  args: readonly string[],
  ports: readonly number[],
  env: Record<string, string>,
): Promise<Workers> {
  await bundlePart('chaos/worker.ts', BUNDLE); // one file, so that a killed worker is back at once
  const program = join(serverRoot, 'dist', BUNDLE);
  const start = async (port: number): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH, ...env, PORT: String(port) },
    });
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once('data', () => resolve());
      child.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
    });
    child.removeAllListeners('exit');
    return child;
  };
  const gone = (child: ChildProcess): Promise<void> =>
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise((resolve) => child.once('exit', () => resolve()));
  const running = await Promise.all(ports.map(start));
  return {
    async kill(which) {
      const child = running[which]!;
      child.kill('SIGKILL');
      await gone(child);
      running[which] = await start(ports[which]!);
    },
    jump: (which, aheadMs) => void running[which]?.stdin?.write(`${aheadMs}\n`),
    async stop() {
      for (const child of running) child.stdin?.end();
      await Promise.all(running.map(gone));
    },
  };
}
