import { type AddressInfo, createServer, type Socket } from 'node:net';
import { HOST } from './address';

/** Where connections come in. */
export interface Door {
  port: number;
  /** Lets nobody in any more; resolves when those who are in have gone. */
  close(): Promise<void>;
}

/** Listens on a port of the loopback interface, 0 for a free one. Rejects when it is taken. */
export function ownDoor(port: number, welcome: (socket: Socket) => void): Promise<Door> {
  const server = createServer(welcome);
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, HOST, () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () => new Promise((closed) => server.close(() => closed())),
      });
    });
  });
}

/** Takes the connections that the parent process accepts on its port and hands over, each with a message. */
export function parentsDoor(port: number, welcome: (socket: Socket) => void): Door {
  const take = (_message: unknown, socket: unknown): void => {
    if (socket) welcome(socket as Socket); // none when it ended on its way
  };
  process.on('message', take);
  return {
    port,
    async close() {
      process.off('message', take);
    },
  };
}
