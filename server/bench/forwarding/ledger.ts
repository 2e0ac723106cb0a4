import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A destination of the measurement: it waits, takes what it is sent, and counts how often it was sent each key. */
export interface Ledger {
  url: string;
  /** Keys that were sent, and those that were sent more than once. */
  sent(): { keys: number; doubled: number };
  clear(): void;
  close(): Promise<void>;
}

/** @param waitMs until each answer */
export async function startLedger(waitMs: number): Promise<Ledger> {
  const times = new Map<string, number>();
  const server = createServer((request, response) => {
    const key = decodeURIComponent(request.url?.slice(1) ?? '');
    request.resume();
    times.set(key, (times.get(key) ?? 0) + 1);
    setTimeout(() => response.end(`N-${key}`), waitMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sent: () => ({ keys: times.size, doubled: [...times.values()].filter((n) => n > 1).length }),
    clear: () => times.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
