import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * whole: everything passes · cutAtAnswer: what is sent passes, and at the first answer the cable is cut, so that the
 * answer is lost · silent: connections stay, and never bring an answer again · cut: nothing passes, nothing connects.
 */
export type CableState = 'whole' | 'cutAtAnswer' | 'silent' | 'cut';

/** A cable between the program and a broker. */
export interface Cable {
  port: number;
  set(state: CableState): void;
  close(): Promise<void>;
}

/** Lays a cable to a port of this machine. */
export async function layCable(to: number): Promise<Cable> {
  let state: CableState = 'whole';
  const ends = new Set<Socket>();
  const cut = (): void => {
    for (const end of ends) end.destroy();
    ends.clear();
  };
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(to, '127.0.0.1');
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => {
        ends.delete(end);
        other.destroy();
      });
    }
    near.on('data', (data) => far.write(data));
    let silent = false;
    far.on('data', (data) => {
      silent ||= state === 'silent';
      if (state === 'cutAtAnswer') cut();
      else if (!silent) near.write(data);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address !== 'object') throw new Error('the cable has no port');
  return {
    port: address.port,
    set(next) {
      state = next;
      if (next === 'cut') cut();
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
}
