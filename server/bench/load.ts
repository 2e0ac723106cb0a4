import autocannon from 'autocannon';

/** How fast one address answered. Times are milliseconds. */
export interface Load {
  p50: number;
  p95: number;
  p99: number;
  requestsPerSecond: number;
}

const rounded = (n: number): number => Math.round(n * 100) / 100;

/**
 * Asks an address over and over on so many connections for so many seconds.
 * @throws when an answer fails: numbers of failures would be worth nothing
 */
export async function loadOf(url: string, connections: number, seconds: number): Promise<Load> {
  const times: number[] = [];
  const running = autocannon({ url, connections, duration: seconds });
  running.on('response', (_client: unknown, _status: number, _bytes: number, ms: number) => times.push(ms));
  const { duration, errors, timeouts, non2xx } = await running;
  if (errors || timeouts || non2xx || !times.length)
    throw new Error(`${url}: ${non2xx} failed, ${errors} errors, ${timeouts} timeouts of ${times.length}`);
  times.sort((a, b) => a - b);
  const at = (share: number): number => rounded(times[Math.min(times.length - 1, Math.floor(times.length * share))]!);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), requestsPerSecond: Math.round(times.length / duration) };
}
