import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const cacheFolder = resolve(__dirname, '../../../node_modules/.cache');
const heartbeatMs = 10_000;

/** Where a RabbitMQ and the Erlang it runs on are. */
export interface BrokerProgram {
  /** The folder of `rabbitmq-server` itself, not of the wrapper that only root may use. */
  scripts: string;
  /** The folder of `erl`, `epmd` and `erl_call`. */
  erlang: string;
}

/** The machine has neither RabbitMQ nor a way to fetch Debian's: nothing was started, nothing is wrong. */
export class BrokerLacking extends Error {}

/** The broker of this machine, or the one fetched before; undefined when there is none yet. */
export function installedBroker(): BrokerProgram | undefined {
  return ['/', unpackedFolder()].map(programIn).find((program) => program !== undefined);
}

/**
 * Finds a broker. Where the machine has none, Debian's packages are fetched by apt (which checks their signatures) and
 * unpacked into the project's cache, once: nothing is installed and no rights are needed.
 * @param say takes progress, a line at a time
 * @throws BrokerLacking where there is no apt, no dpkg or no way to the packages
 */
export async function installBroker(say: (line: string) => void): Promise<BrokerProgram> {
  const there = installedBroker();
  if (there) return there;
  const target = unpackedFolder();
  const unfinished = `${target}.${process.pid}.unfinished`;
  mkdirSync(unfinished, { recursive: true });
  say("fetching Debian's RabbitMQ and Erlang (about 30 MB, once)");
  const started = Date.now();
  const heartbeat = setInterval(
    () => say(`still fetching, ${Math.round((Date.now() - started) / 1000)} s`),
    heartbeatMs,
  );
  try {
    await unpackInto(unfinished);
    try {
      renameSync(unfinished, target);
    } catch (error) {
      if (!existsSync(target)) throw error; // otherwise another run was faster, and its result is the same
    }
  } finally {
    clearInterval(heartbeat);
    rmSync(unfinished, { recursive: true, force: true });
  }
  const program = programIn(target);
  if (!program) throw new BrokerLacking("Debian's packages hold no rabbitmq-server where it is looked for");
  await runs(join(program.erlang, 'erl'), ['-noshell', '-eval', 'crypto:start(), halt(0).'], target);
  return program;
}

const unpackedFolder = (): string =>
  join(
    cacheFolder,
    `jierong-rabbitmq-${createHash('sha256').update(readFileSync(__filename)).digest('hex').slice(0, 12)}`,
  );

function programIn(root: string): BrokerProgram | undefined {
  const program = { scripts: join(root, 'usr/lib/rabbitmq/bin'), erlang: join(root, 'usr/lib/erlang/bin') };
  const whole = existsSync(join(program.scripts, 'rabbitmq-server')) && existsSync(join(program.erlang, 'erl'));
  return whole ? program : undefined;
}

/** Debian's rabbitmq-server with the parts of Erlang it depends on; the C libraries below are the machine's own. */
async function unpackInto(folder: string): Promise<void> {
  const fetched = join(folder, 'packages');
  mkdirSync(fetched);
  try {
    await fetchPackages(fetched, []);
  } catch (error) {
    if (!(error instanceof BrokerLacking)) throw error;
    await fetchPackages(fetched, await ownPackageLists(folder)); // the machine's lists are missing or out of date
  }
  const files = (await runs('find', ['.', '-name', '*.deb'], fetched)).split('\n').filter(Boolean);
  for (const file of files) await runs('dpkg-deb', ['-x', file, folder], fetched);
  rmSync(fetched, { recursive: true });
  // It names the folder that the package expects to be in.
  const erl = join(folder, 'usr/lib/erlang/bin/erl');
  const own = 'ROOTDIR=$(cd "$(dirname "$0")/.." && pwd)';
  writeFileSync(
    erl,
    readFileSync(erl, 'utf8').replaceAll('ROOTDIR=/usr/lib/erlang', () => own),
  );
}

async function fetchPackages(folder: string, options: string[]): Promise<void> {
  const no = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map((kind) => `--no-${kind}`);
  const tree = await runs('apt-cache', [...options, 'depends', '--recurse', ...no, 'rabbitmq-server'], folder);
  const names = tree.split('\n').filter((line) => /^(rabbitmq-server|erlang-[a-z0-9-]+)$/.test(line));
  if (!names.includes('rabbitmq-server')) throw new BrokerLacking('apt knows no rabbitmq-server');
  await runs('apt-get', [...options, '-q', 'download', ...new Set(names)], folder);
}

/** Fetches lists of packages for this once, from the sources that the machine has. */
async function ownPackageLists(folder: string): Promise<string[]> {
  const lists = join(folder, 'packages', 'lists');
  const cache = join(folder, 'packages', 'cache');
  for (const made of [lists, cache]) mkdirSync(join(made, 'partial'), { recursive: true });
  const options = ['-o', `Dir::State::Lists=${lists}`, '-o', `Dir::Cache=${cache}`];
  await runs('apt-get', [...options, '-q', 'update'], folder);
  return options;
}

/** Runs a command to its end. @throws BrokerLacking when it is not there or fails, with what it said */
async function runs(command: string, args: string[], cwd: string): Promise<string> {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C' } });
  const said = { out: '', all: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
    said.all += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.all += text;
  });
  const code = await new Promise<number | null>((settle, reject) => {
    child.once('error', (error) => reject(new BrokerLacking(`no ${command}: ${error.message}`)));
    child.once('close', settle);
  });
  if (code !== 0) throw new BrokerLacking(`${command} ended with ${code}: ${said.all.trim().slice(-500)}`);
  return said.out;
}
