import { rmSync } from 'node:fs';

export default async function stopTestDatabase(): Promise<void> {
  const started = globalThis.testDatabase;
  if (!started) return;
  const ended = new Promise((resolve) => started.child.once('exit', resolve));
  started.child.kill('SIGTERM');
  await ended;
  rmSync(started.folder, { recursive: true, force: true });
}
