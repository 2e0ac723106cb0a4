import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundleServer } from './bundle';
import { prepareDemonstrationPhotos } from './demonstrationPhotos';
import { buildIfStale, type Part } from './stale';

const root = join(__dirname, '..', '..');
const at = (...parts: string[]) => join(root, ...parts);
const shared = [at('shared/src'), at('package-lock.json')];

/** Runs a command and passes its words on. @throws when it does not end well */
function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code}`)),
    );
  });
}

const CLIENT = 'h5 client';

const parts: readonly Part[] = [
  {
    name: 'server',
    sources: [...shared, at('server/src'), at('server/start'), at('server/simulators'), at('server/package.json')],
    folder: at('server/dist'),
    build: () => bundleServer(),
  },
  {
    name: 'demonstration photos',
    sources: [
      at('server/data/demonstration/scenes'),
      at('server/src/modules/media'),
      at('server/start/demonstrationPhotos.ts'),
    ],
    folder: at('server/dist/demonstration'),
    build: () => prepareDemonstrationPhotos(at('server/data/demonstration/scenes'), at('server/dist/demonstration')),
  },
  {
    name: CLIENT,
    sources: [
      ...shared,
      at('client/src'),
      at('client/config'),
      at('client/plugins'),
      at('client/scripts'),
      at('client/package.json'),
      at('client/babel.config.js'),
    ],
    folder: at('client/dist/h5'),
    build: () => run('npm', ['run', '--silent', 'build:h5', '-w', 'client']),
  },
];

/** Builds what the server alone needs: its bundles and the demonstration's photos. */
export async function buildServer(say: (words: string) => void): Promise<void> {
  for (const part of parts) if (part.name !== CLIENT) await buildIfStale(root, part, say);
}

/** Builds every part whose sources changed since it was built, and says what it does. */
export async function buildStale(say: (words: string) => void): Promise<void> {
  for (const part of parts) await buildIfStale(root, part, say);
}

if (require.main === module)
  buildStale(console.log).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
