import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Cursors } from './commands/cursors';
import { runCommand } from './commands/dispatch';
import { sweepExpired } from './commands/expiry';
import { removeDiscarded } from './execution/removals';
import { type Durability, Store } from './storage/store';
import { Framer } from './wire/framing';
import { parseMessage, replyMessage } from './wire/messages';

const HOST = '127.0.0.1';
const SWEEP_EVERY_MS = 60_000;

export interface LocalDatabaseOptions {
  /** Data folder, created if needed; one process at a time. */
  path: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** `sync`, the default: an answered write is on the disk. `none` never flushes: for tests. */
  durability?: Durability;
}

export interface LocalDatabase {
  /** `mongodb://127.0.0.1:port` */
  uri: string;
  port: number;
  /** Deletes now what TTL indexes say has expired; otherwise this happens once a minute. */
  sweepExpired(): Promise<void>;
  /** Ends all connections and releases the folder. */
  close(): Promise<void>;
}

/** Requests of one connection are answered in order; connections run interleaved. */
function serve(socket: Socket, store: Store, cursors: Cursors): void {
  const framer = new Framer();
  let previous = Promise.resolve();

  async function answer(message: Buffer): Promise<void> {
    const request = parseMessage(message);
    const reply = await runCommand(store, cursors, request);
    if (request.silent || socket.destroyed) return;
    socket.cork();
    for (const part of replyMessage(request, reply)) socket.write(part);
    socket.uncork();
  }

  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    try {
      for (const message of framer.push(chunk)) {
        previous = previous.then(() => answer(message)).catch(() => void socket.destroy());
      }
    } catch {
      socket.destroy(); // not this protocol
    }
  });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, HOST, resolve);
  });
}

/**
 * Starts the database in this process, on the loopback interface only.
 * Rejects when the folder is held by another process or the port is taken.
 */
export async function startLocalDatabase(options: LocalDatabaseOptions): Promise<LocalDatabase> {
  const store = new Store(options.path, options.durability);
  void removeDiscarded(store);
  const cursors = new Cursors();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, store, cursors);
  });
  try {
    await listen(server, options.port ?? 0);
  } catch (error) {
    await store.close();
    throw error;
  }
  const sweep = setInterval(() => {
    cursors.expire();
    sweepExpired(store).catch((error) => console.error('localdb: removing expired documents failed', error));
  }, SWEEP_EVERY_MS);
  sweep.unref();
  const { port } = server.address() as AddressInfo;
  return {
    uri: `mongodb://${HOST}:${port}`,
    port,
    sweepExpired: () => sweepExpired(store),
    async close() {
      clearInterval(sweep);
      cursors.clear();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
    },
  };
}
