import { type ChannelModel, connect } from 'amqplib';
import type { Logger } from '../../../log';
import type { Settings } from './settings';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 3_000;

/** There is no connection at the moment. The message names no address and no secret. */
export class Away extends Error {}

/** A connection that is made again whenever it breaks, and what was set up on it. */
export interface Link<T> {
  /**
   * What was set up on the connection as it is now. While an attempt to connect runs it waits for that; between two
   * attempts it fails at once. @throws Away
   */
  current(): Promise<T>;
  /** The same without waiting; undefined while there is no connection. */
  ready(): T | undefined;
  close(): Promise<void>;
}

interface LinkOptions<T> {
  settings: Settings;
  log: Logger;
  /**
   * Declares and subscribes; runs on every new connection, so after a broker's restart too. Whoever finds that connection
   * useless calls `broken`: it is given up and another is made.
   */
  setUp(model: ChannelModel, broken: (reason: string) => void): Promise<T>;
  /** The connection that `setUp` saw is gone. */
  onLost?(reason: string): void;
}

type State<T> =
  | { is: 'connecting'; attempt: Promise<T> }
  | { is: 'up'; model: ChannelModel; made: T }
  | { is: 'waiting'; reason: string; timer: NodeJS.Timeout }
  | { is: 'closed' };

/** Connects at once and for as long as it is not closed, waiting longer after every failure, a part of it by chance. */
export function keepLink<T>({ settings, log, setUp, onLost }: LinkOptions<T>): Link<T> {
  let failures = 0;
  let state: State<T> = { is: 'connecting', attempt: attempt() };

  async function attempt(): Promise<T> {
    let model: ChannelModel | undefined;
    let lost: string | undefined;
    try {
      const opened = await open(settings);
      model = opened;
      const broken = (reason: string): void => {
        lost ??= reason;
        if (state.is === 'up' && state.model === opened) lose(opened, reason);
      };
      opened.on('error', (error) => broken(error.message));
      opened.on('close', (error) => broken(error?.message ?? 'connection closed'));
      const made = await within(settings.timeoutSeconds, setUp(opened, broken));
      if (lost !== undefined) throw new Error(lost);
      if (state.is === 'closed') throw new Away('closed');
      if (failures > 0) log.info({ failures }, 'the broker is back');
      failures = 0;
      state = { is: 'up', model: opened, made };
      return made;
    } catch (error) {
      const reason = lost ?? reasonOf(error);
      model?.close().catch(() => undefined); // it may be closed already
      if (state.is !== 'closed') wait(reason);
      throw new Away(reason);
    }
  }

  function lose(model: ChannelModel, reason: string): void {
    model.close().catch(() => undefined); // it may be closed already
    wait(reason);
    onLost?.(reason);
  }

  function wait(reason: string): void {
    failures += 1;
    log[failures === 1 ? 'warn' : 'debug']({ reason, failures }, 'the broker is away');
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
    const timer = setTimeout(begin, longest * (0.5 + Math.random() / 2));
    state = { is: 'waiting', reason, timer };
  }

  function begin(): void {
    const running = attempt();
    running.catch(() => undefined); // it is told by `current`, and logged
    if (state.is === 'waiting') state = { is: 'connecting', attempt: running };
  }

  state.attempt.catch(() => undefined);

  return {
    async current() {
      switch (state.is) {
        case 'up':
          return state.made;
        case 'connecting':
          return state.attempt;
        case 'waiting':
          throw new Away(state.reason);
        case 'closed':
          throw new Away('closed');
      }
    },
    ready: () => (state.is === 'up' ? state.made : undefined),
    async close() {
      const last = state;
      state = { is: 'closed' };
      if (last.is === 'waiting') clearTimeout(last.timer);
      if (last.is === 'connecting') await last.attempt.catch(() => undefined);
      // It may break in the same moment, and a broker in need may never say goodbye.
      if (last.is === 'up') await within(settings.timeoutSeconds, last.model.close()).catch(() => undefined);
    },
  };
}

function open({ url, tls, heartbeatSeconds, timeoutSeconds }: Settings): Promise<ChannelModel> {
  const address = new URL(url);
  address.searchParams.set('heartbeat', String(heartbeatSeconds));
  return connect(address.href, {
    ...tls,
    timeout: timeoutSeconds * 1000,
    noDelay: true,
    clientProperties: { connection_name: 'jierong-gongzhi' },
  });
}

async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not ready within ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** For staff and the log: system errors by their code, because their messages hold addresses. */
function reasonOf(error: unknown): string {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  return typeof code === 'string' ? code : String(message ?? 'unknown').slice(0, 150);
}
