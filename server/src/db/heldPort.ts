import type { ChildProcess } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';

/** A port that this process holds for a child process, which may die and be started again. */
export interface HeldPort {
  port: number;
  /** From now on connections go to this child, over its channel; without one they are ended at once. */
  handTo(child: ChildProcess | undefined): void;
  release(): void;
}

/** Holds a free port of `host`. No other program can take it until it is released, whatever becomes of the child. */
export function holdPort(host: string): Promise<HeldPort> {
  let taker: ChildProcess | undefined;
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    if (!taker?.connected) return socket.destroy();
    taker.send('connection', socket, (error) => {
      if (error) socket.destroy();
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, host, () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        handTo(child) {
          taker = child;
        },
        release() {
          taker = undefined;
          server.close();
        },
      });
    });
  });
}
