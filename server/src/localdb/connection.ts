import type { Socket } from 'node:net';
import type { User } from './auth/scram';
import { Session } from './auth/session';
import type { Cursors } from './commands/cursors';
import { runCommand } from './commands/dispatch';
import type { Store } from './storage/store';
import { Framer } from './wire/framing';
import { parseMessage, replyMessage } from './wire/messages';

/** As MongoDB's `hello` says. */
const LARGEST_MESSAGE = 48_000_000;
/** Greetings and proofs are far smaller; a stranger cannot make the process hold more. */
const LARGEST_MESSAGE_OF_A_STRANGER = 65_536;

/** What all connections share. */
export interface Served {
  store: Store;
  cursors: Cursors;
  user: User;
}

/** Resolves when the client has taken what was written to it, or has gone. */
function taken(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.once('drain', done).once('close', done);
  });
}

/**
 * Serves one connection. Its requests are answered in order; connections run interleaved. While a request is answered,
 * and until the client has taken the answer, nothing more is read, so that a client that sends and never reads costs one
 * answer. What is not the protocol ends the connection.
 */
export function serve(socket: Socket, { store, cursors, user }: Served): void {
  const framer = new Framer();
  const session = new Session(user);

  function next(): Buffer | undefined {
    return framer.next(session.user === undefined ? LARGEST_MESSAGE_OF_A_STRANGER : LARGEST_MESSAGE);
  }

  async function answer(message: Buffer): Promise<void> {
    const request = parseMessage(message);
    const reply = await runCommand(store, cursors, session, request);
    if (request.silent || socket.destroyed) return;
    socket.cork();
    for (const part of replyMessage(request, reply)) socket.write(part);
    socket.uncork();
    if (socket.writableNeedDrain) await taken(socket);
  }

  async function answerAll(first: Buffer): Promise<void> {
    for (let message: Buffer | undefined = first; message && !socket.destroyed; message = next()) await answer(message);
  }

  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    framer.push(chunk);
    try {
      const message = next();
      if (!message) return;
      socket.pause();
      answerAll(message).then(
        () => socket.resume(),
        () => socket.destroy(),
      );
    } catch {
      socket.destroy();
    }
  });
}
