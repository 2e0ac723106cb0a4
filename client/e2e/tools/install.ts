import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const projectRoot = path.resolve(__dirname, '../../..');
const cacheFolder = path.join(projectRoot, 'node_modules/.cache');
const prefix = 'jierong-tools-';
const heartbeatMs = 10_000;
/** A half-made install folder older than this belongs to nobody any more. */
const abandonedAfterMs = 60 * 60_000;

/** The folder in which the tools of the present lockfile are, or will be, installed. */
export function toolsFolder(): string {
  const lock = readFileSync(path.join(__dirname, 'package-lock.json'));
  return path.join(cacheFolder, prefix + createHash('sha256').update(lock).digest('hex').slice(0, 12));
}

/** A `require` that finds the installed tools; call it only after {@link installTools}. */
export function toolsRequire(): NodeJS.Require {
  return createRequire(path.join(toolsFolder(), 'package.json'));
}

/**
 * Installs the big tools of the tests (the WeChat compiler, its renderer, a browser) from their own lockfile, once
 * for each state of that lockfile; an install that was broken off leaves nothing that looks complete.
 * @param say takes progress, a line at a time
 * @returns the folder with the tools' `node_modules`
 * @throws Error when npm fails, with the end of what npm said
 */
export function installTools(say: (line: string) => void = console.log): Promise<string> {
  installing ??= install(say); // asked for twice at once, it is done once
  return installing;
}

let installing: Promise<string> | undefined;

async function install(say: (line: string) => void): Promise<string> {
  const target = toolsFolder();
  if (existsSync(target)) return target;
  removeAbandoned();
  const unfinished = `${target}.${process.pid}.unfinished`;
  mkdirSync(unfinished, { recursive: true });
  try {
    for (const file of ['package.json', 'package-lock.json']) {
      copyFileSync(path.join(__dirname, file), path.join(unfinished, file));
    }
    say('installing the big tools of the tests (about 350 MB, once for each version of them)');
    await npmCi(unfinished, say);
    try {
      renameSync(unfinished, target);
    } catch (error) {
      if (!existsSync(target)) throw error; // otherwise another run was faster, and its result is the same
    }
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return target;
}

function npmCi(folder: string, say: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    // --prefix: inside `npm test` npm would otherwise take the workspaces' root for the place to install into.
    const npm = spawn('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const started = Date.now();
    const heartbeat = setInterval(
      () => say(`still installing, ${Math.round((Date.now() - started) / 1000)} s`),
      heartbeatMs,
    );
    let log = '';
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        log += text;
      });
    }
    npm.on('error', (error) => {
      clearInterval(heartbeat);
      reject(error);
    });
    npm.on('close', (code) => {
      clearInterval(heartbeat);
      if (code === 0) resolve();
      else reject(new Error(`npm ci for the tools ended with ${code}:\n${log.slice(-1500)}`));
    });
  });
}

/** Tools of earlier lockfiles, and installs that were broken off long ago, only take room. */
function removeAbandoned(): void {
  if (!existsSync(cacheFolder)) return;
  for (const name of readdirSync(cacheFolder)) {
    if (!name.startsWith(prefix)) continue;
    const folder = path.join(cacheFolder, name);
    if (Date.now() - statSync(folder).mtimeMs > abandonedAfterMs) rmSync(folder, { recursive: true, force: true });
  }
}
