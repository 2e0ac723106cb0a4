import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { installTools, toolsFolder } from './tools/install';

/** How to start the browser that was found. */
interface BrowserFound {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const quietArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Finds a Chromium: `CHROMIUM_PATH`, then the usual places, then the one that npm brings (installed on demand).
 * `CHROMIUM_PATH=npm` takes the latter at once.
 * @throws Error when there is none, or `CHROMIUM_PATH` names no file
 */
export async function findBrowser(say: (line: string) => void = console.log): Promise<BrowserFound> {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted && wanted !== 'npm') {
    if (!existsSync(wanted)) throw new Error(`CHROMIUM_PATH names no file: ${wanted}`);
    return { executablePath: wanted, args: quietArgs, env: {} };
  }
  const present = wanted ? undefined : places.find((place) => existsSync(place));
  if (present) return { executablePath: present, args: quietArgs, env: {} };
  await installTools(say);
  return unpackedBrowser();
}

/** Starts the browser, headless; the caller closes it. Playwright leaves Chromium's sandbox off, so root may too. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, args, env } = await findBrowser();
  return chromium.launch({ executablePath, args, env: { ...definedEnv(), ...env } });
}

/**
 * Unpacks npm's browser beside the tools, once. It comes with its own libraries only where it believes to be on
 * Node 20 of a cloud function, and its font settings name a folder of that cloud: both are set right here.
 */
async function unpackedBrowser(): Promise<BrowserFound> {
  const folder = path.join(toolsFolder(), 'browser');
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}.unfinished`;
    mkdirSync(unfinished);
    try {
      await promisify(execFile)(
        process.execPath,
        ['-e', "require('@sparticuz/chromium').executablePath().catch((e) => { console.error(e); process.exit(1); })"],
        { cwd: toolsFolder(), env: { ...process.env, TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' } },
      );
      writeFileSync(path.join(unfinished, 'fonts/fonts.conf'), fontSettings);
      renameSync(unfinished, folder);
    } catch (error) {
      if (!existsSync(folder)) throw error; // otherwise another run was faster
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  const libraries = [path.join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    executablePath: path.join(folder, 'chromium'),
    args: [...quietArgs, '--no-zygote', '--disable-setuid-sandbox'],
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: path.join(folder, 'fonts/fonts.conf') },
  };
}

/** The browser's own fonts, and the machine's where it has any. */
const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]));
}
