import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setInterval } from 'node:timers';

/** A server of raw bytes on a port of its own: what it does with a connection is up to the test. */
export interface RawServer {
  host: string;
  url: string;
  /** Connections that came, and every byte that arrived on them. */
  seen: { connections: number; text: string };
  close(): Promise<void>;
}

/** Calls `behave` when the head of a request has arrived on a connection. */
export async function startRawServer(behave: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const seen = { connections: 0, text: '' };
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    seen.connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let head = '';
    socket.on('data', (chunk) => {
      seen.text += chunk.toString();
      head += chunk.toString();
      if (!head.includes('\r\n\r\n')) return;
      head = '';
      behave(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}/`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A whole answer, as bytes. */
export const answer = (status: string, headers: Record<string, string>, body: Buffer | string = ''): Buffer =>
  Buffer.concat([
    Buffer.from(
      `HTTP/1.1 ${status}\r\n${Object.entries({ 'content-length': String(Buffer.byteLength(body)), ...headers })
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
    ),
    Buffer.from(body),
  ]);

export const badServers = {
  /** Takes the call and says goodbye. */
  halfClosed: (socket: Socket) => void socket.end(),
  /** Takes the call and says nothing. */
  silent: () => {},
  /** Breaks off in the middle of the answer. */
  cutOff: (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf of i'),
  /** One byte at a time, for ever. */
  drip: (socket: Socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n');
    const timer = setInterval(() => socket.write('.'), 5);
    socket.on('close', () => clearInterval(timer));
  },
  /** More and more, without saying how much it will be. */
  endless: (socket: Socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    const block = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const more = () => {
      while (!socket.destroyed && socket.write(block));
      socket.once('drain', more);
    };
    more();
  },
  /** No HTTP at all. */
  noise: (socket: Socket) => void socket.end('220 mail.example ready\r\n'),
};
