import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { BrokerProgram } from './program';

const host = '127.0.0.1';

/** A running RabbitMQ of our own: its data, names and ports are nobody else's, and it ends with this process. */
export interface Broker {
  /** Of the user guest, in the virtual host `/`. */
  url: string;
  /** The same over TLS; only when it was started with a certificate. */
  tlsUrl?: string;
  /** kill -9 of everything; what was confirmed is on the disk. */
  kill(): Promise<void>;
  /** Ends it as an administrator would. */
  stop(): Promise<void>;
  /** Starts it again after `kill` or `stop`, with its data and on its port. */
  start(): Promise<void>;
  /** Has an Erlang expression evaluated inside, and answers what it is worth. */
  evaluate(erlang: string): Promise<string>;
  /** Kills it and removes its data. */
  dispose(): Promise<void>;
}

/** Certificate and key files in PEM. */
export interface BrokerTls {
  certificate: string;
  key: string;
}

/** Starts a broker on free ports of the loopback interface. @throws Error when it ends before it is ready, with its log */
export async function startBroker(program: BrokerProgram, tls?: BrokerTls): Promise<Broker> {
  const folder = mkdtempSync(join(tmpdir(), 'jierong-rabbitmq-'));
  const [port, tlsPort, distributionPort, namesPort] = await freePorts(4);
  const cookie = randomBytes(12).toString('hex').toUpperCase();
  const node = `jierong_${randomBytes(6).toString('hex')}@localhost`;
  const log = join(folder, 'log');
  mkdirSync(join(folder, 'home'));
  writeFileSync(join(folder, 'home', '.erlang.cookie'), cookie, { mode: 0o400 });
  writeFileSync(join(folder, 'plugins'), '[].');
  writeFileSync(join(folder, 'rabbitmq.conf'), configuration(tlsPort!, tls));
  const env = {
    ...process.env,
    PATH: [program.erlang, process.env.PATH].join(delimiter),
    HOME: join(folder, 'home'),
    LC_ALL: 'C.UTF-8',
    ERL_EPMD_PORT: `${namesPort}`, // a name service of its own, which ends with it
    ERL_EPMD_ADDRESS: host,
    RABBITMQ_NODENAME: node,
    RABBITMQ_NODE_IP_ADDRESS: host,
    RABBITMQ_NODE_PORT: `${port}`,
    RABBITMQ_DIST_PORT: `${distributionPort}`,
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: log,
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq'),
    RABBITMQ_ADVANCED_CONFIG_FILE: join(folder, 'none'),
    RABBITMQ_CONF_ENV_FILE: join(folder, 'none'),
    RABBITMQ_GENERATED_CONFIG_DIR: join(folder, 'generated'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_ALLOW_INPUT: '1', // no process in between that would outlive a kill
  };
  // The group ends when its standard input closes, so also with this process.
  const script = `{ epmd -port ${namesPort} -address ${host} & ${quoted(join(program.scripts, 'rabbitmq-server'))} -noinput; kill -9 0; } &
    cat >/dev/null; kill -9 0`;
  let running: { child: ChildProcess; ended: Promise<unknown> } | undefined;

  const kill = async (): Promise<void> => {
    const { child, ended } = running ?? {};
    running = undefined;
    if (child?.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL');
    await ended;
  };
  const evaluate = async (erlang: string): Promise<string> => {
    const child = spawn('erl_call', ['-sname', node, '-c', cookie, '-e'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.stdin.end(`${erlang}.\n`);
    const [code] = (await once(child, 'close')) as [number];
    if (code !== 0 || !said.startsWith('{ok,')) throw new Error(`the broker was asked ${erlang}: ${said}`);
    return said.slice('{ok, '.length, -1);
  };
  const start = async (): Promise<void> => {
    const child = spawn('sh', ['-c', script], { env, cwd: folder, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    running = { child, ended: once(child, 'close') };
    child.stderr.resume();
    await new Promise<void>((ready, fail) => {
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said = `${said}${text}`.slice(-1000);
        if (said.includes('completed with')) ready();
      });
      child.once('error', fail);
      child.once('close', () => fail(new Error(`RabbitMQ ended before it was ready: ${said}\n${endOfLog(log)}`)));
    });
  };
  const broker: Broker = {
    url: `amqp://guest:guest@${host}:${port}`,
    ...(tls ? { tlsUrl: `amqps://guest:guest@localhost:${tlsPort}` } : {}),
    kill,
    async stop() {
      const ended = running?.ended;
      await evaluate('init:stop()');
      await ended;
      running = undefined;
    },
    start,
    evaluate,
    async dispose() {
      await kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  try {
    await start();
  } catch (error) {
    await broker.dispose();
    throw error;
  }
  return broker;
}

/** Small files, and no alarm on a disk that is nearly full. */
const configuration = (tlsPort: number, tls?: BrokerTls): string =>
  [
    'disk_free_limit.absolute = 1MB',
    'raft.wal_max_size_bytes = 16777216',
    ...(tls
      ? [
          `listeners.ssl.default = ${host}:${tlsPort}`,
          `ssl_options.certfile = ${tls.certificate}`,
          `ssl_options.keyfile = ${tls.key}`,
        ]
      : []),
    '',
  ].join('\n');

const quoted = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`;

const endOfLog = (folder: string): string => {
  try {
    return readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'utf8').slice(-3000))
      .join('\n');
  } catch {
    return ''; // it ended before it wrote one
  }
};

/** Ports nobody listens on at the moment. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, host));
  const ports: number[] = [];
  for (const server of servers) {
    if (!server.listening) await once(server, 'listening');
    const address = server.address();
    if (address && typeof address === 'object') ports.push(address.port);
  }
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
