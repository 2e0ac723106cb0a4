import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadOf } from '../../bench/load';

async function serve(status: number): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) => {
    response.statusCode = status;
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

const close = (server: Server) => new Promise((resolve) => server.close(resolve));

test('a benchmark tells how long most answers, nearly all and all but the slowest took', async () => {
  const { url, server } = await serve(200);
  const { p50, p95, p99, requestsPerSecond } = await loadOf(url, 2, 1);
  expect(p50).toBeGreaterThan(0);
  expect(p95).toBeGreaterThanOrEqual(p50);
  expect(p99).toBeGreaterThanOrEqual(p95);
  expect(requestsPerSecond).toBeGreaterThan(0);
  await close(server);
});

test('a benchmark of answers that fail is none', async () => {
  const { url, server } = await serve(503);
  await expect(loadOf(url, 2, 1)).rejects.toThrow(/[1-9]\d* failed/);
  await close(server);
});
