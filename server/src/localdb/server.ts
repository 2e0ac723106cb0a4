import type { Socket } from 'node:net';
import { leavePort, USER, uriOf } from './address';
import { ensurePassword } from './auth/password';
import { makeUser } from './auth/scram';
import { Cursors } from './commands/cursors';
import { sweepExpired } from './commands/expiry';
import { serve } from './connection';
import { type Door, ownDoor, parentsDoor } from './door';
import { removeDiscarded } from './execution/removals';
import { type Durability, Store } from './storage/store';

const SWEEP_EVERY_MS = 60_000;

export interface LocalDatabaseOptions {
  /** Data folder, created if needed; one process at a time. */
  path: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** The parent process listens on `port`, and hands over what connects. */
  fromParent?: boolean;
  /** `sync`, the default: an answered write is on the disk. `none` never flushes: for tests. */
  durability?: Durability;
}

export interface LocalDatabase {
  /** `mongodb://` with user, password and port; read from the folder when asked for, and not kept. */
  readonly uri: string;
  port: number;
  /** Deletes now what TTL indexes say has expired; otherwise this happens once a minute. */
  sweepExpired(): Promise<void>;
  /** Ends all connections and releases the folder. */
  close(): Promise<void>;
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
  let door: Door;
  let takePortBack: () => void;
  try {
    const user = makeUser(USER, ensurePassword(options.path));
    const welcome = (socket: Socket): void => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      serve(socket, { store, cursors, user });
    };
    const port = options.port ?? 0;
    door = options.fromParent ? parentsDoor(port, welcome) : await ownDoor(port, welcome);
    takePortBack = leavePort(options.path, door.port);
  } catch (error) {
    await store.close();
    throw error;
  }
  const sweep = setInterval(() => {
    cursors.expire();
    sweepExpired(store).catch((error) => console.error('localdb: removing expired documents failed', error));
  }, SWEEP_EVERY_MS);
  sweep.unref();
  const { port } = door;
  return {
    get uri() {
      return uriOf(options.path, port);
    },
    port,
    sweepExpired: () => sweepExpired(store),
    async close() {
      clearInterval(sweep);
      cursors.clear();
      const closed = door.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      takePortBack();
      await store.close();
    },
  };
}
