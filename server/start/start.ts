import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildStale } from './build';

/** `npm start`: builds what is stale, then runs the program; signals reach it and its exit code is ours. */
async function start(): Promise<void> {
  await buildStale((words) => console.log(`  ${words}`));
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', join(__dirname, '..', 'dist', 'run.cjs'), ...process.argv.slice(2)],
    {
      stdio: 'inherit',
      env: { LOG_LEVEL: 'warn', ...process.env },
    },
  );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
}

start().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
