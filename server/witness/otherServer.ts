import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const cacheFolder = resolve(__dirname, '../../node_modules/.cache');
const made = ['pom.xml', 'OtherServer.java'];
const heartbeatMs = 10_000;
const name = 'mongo-java-server';
const version = '1.47.0';

/** A running MongoDB-protocol server that others wrote. Its data is in memory and ends with it. */
export interface OtherServer {
  name: string;
  version: string;
  uri: string;
  stop(): Promise<void>;
}

/** The machine has no java, no maven or no way to the package registry: nothing was started, nothing is wrong. */
export class OtherServerLacking extends Error {}

/**
 * Starts mongo-java-server on a free port of the loopback interface; installs it into the project's cache the first time.
 * @param say takes progress, a line at a time
 * @throws OtherServerLacking where the machine cannot run or fetch it; Error when it ends before it listens
 */
export async function startOtherServer(say: (line: string) => void): Promise<OtherServer> {
  const folder = await install(say);
  const child = spawn('java', ['-Xmx1g', '-cp', [folder, join(folder, 'lib', '*')].join(delimiter), 'OtherServer'], {
    stdio: ['pipe', 'pipe', 'inherit'], // it ends when its standard input closes, so also with this process
  });
  const ended = once(child, 'exit');
  const port = await new Promise<number>((settle, reject) => {
    child.stdout.once('data', (line: Buffer) => settle((JSON.parse(String(line)) as { port: number }).port));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it listened`)));
  });
  return {
    name,
    version,
    uri: `mongodb://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The folder with the compiled launcher and `lib`, made once for each state of the files it is made from. */
async function install(say: (line: string) => void): Promise<string> {
  await runs('java', ['-version']);
  const hash = createHash('sha256');
  for (const file of made) hash.update(readFileSync(join(__dirname, file)));
  const target = join(cacheFolder, `jierong-other-server-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(target)) return target;
  await runs('javac', ['-version']);
  await runs('mvn', ['-v']);
  const unfinished = `${target}.${process.pid}.unfinished`;
  mkdirSync(unfinished, { recursive: true });
  try {
    for (const file of made) copyFileSync(join(__dirname, file), join(unfinished, file));
    say(`installing ${name} ${version} (about 5 MB, once)`);
    const started = Date.now();
    const heartbeat = setInterval(
      () => say(`still installing, ${Math.round((Date.now() - started) / 1000)} s`),
      heartbeatMs,
    );
    try {
      // Strict: a file whose checksum is not the registry's is an error.
      await runs('mvn', ['-q', '-B', '-C', 'dependency:copy-dependencies', '-DoutputDirectory=lib'], unfinished);
      await runs('javac', ['-cp', 'lib/*', 'OtherServer.java'], unfinished);
    } finally {
      clearInterval(heartbeat);
    }
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

/** Runs a command to its end. @throws OtherServerLacking when it is not there or fails, with what it said */
async function runs(command: string, args: string[], cwd?: string): Promise<void> {
  const child: ChildProcess = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const code = await new Promise<number | null>((settle, reject) => {
    child.once('error', (error) => reject(new OtherServerLacking(`no ${command}: ${error.message}`)));
    child.once('close', settle);
  });
  if (code !== 0) throw new OtherServerLacking(`${command} ended with ${code}: ${log.slice(-1500)}`);
}
