import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { OutsideCall, OutsideFailure } from '../../../src/forwarding/outside/http';
import {
  type ClosableHttp,
  makeOutsideHttp,
  type OutsideHttpOptions,
} from '../../../src/forwarding/outside/makeOutsideHttp';
import { answer, badServers, type RawServer, startRawServer } from './badServers';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});
const serve = async (behave: Parameters<typeof startRawServer>[0]): Promise<RawServer> => {
  const server = await startRawServer(behave);
  open.push(server);
  return server;
};
const http = (options: OutsideHttpOptions): ClosableHttp => {
  const made = makeOutsideHttp(options);
  open.push(made);
  return made;
};
/** For a server that was named as one of ours. */
const to = (server: RawServer, options: OutsideHttpOptions = {}) => http({ allowHosts: [server.host], ...options });
const failure = async (calling: Promise<unknown>): Promise<Pick<OutsideFailure, 'reason' | 'sent'>> => {
  const error = await calling.then(
    () => undefined,
    (thrown: OutsideFailure) => thrown,
  );
  if (!error) throw new Error('it was answered');
  return { reason: error.reason, sent: error.sent };
};
const get = (url: string, more: Partial<OutsideCall> = {}): OutsideCall => ({ method: 'GET', url, ...more });
const addresses = (...list: string[]): LookupAddress[] =>
  list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

describe('a call to another platform', () => {
  test('brings the answer with its headers, and sends what was given', async () => {
    const server = await serve((socket) => void socket.end(answer('201 Created', { 'X-Number': 'A-1' }, '已收到')));
    const got = await to(server).call({
      method: 'POST',
      url: `${server.url}cases?n=1`,
      headers: { 'content-type': 'application/json' },
      body: '{"words":"井盖"}',
    });
    expect([got.status, got.headers['x-number'], got.body.toString()]).toEqual([201, 'A-1', '已收到']);
    expect(server.seen.text).toMatch(/^POST \/cases\?n=1 HTTP\/1\.1\r\n/);
    expect(server.seen.text).toContain('{"words":"井盖"}');
  });

  test.each([
    ['gzip', gzipSync('长'.repeat(1000))],
    ['br', brotliCompressSync('长'.repeat(1000))],
  ])('unpacks %s', async (coding, body) => {
    const server = await serve((socket) => void socket.end(answer('200 OK', { 'content-encoding': coding }, body)));
    expect((await to(server).call(get(server.url))).body.toString()).toBe('长'.repeat(1000));
  });

  test('finds a connection that was kept from an earlier one', async () => {
    const words = ['one', 'two', 'three', 'four'];
    const expected = [...words];
    const server = await serve((socket) => void socket.write(answer('200 OK', {}, words.shift())));
    const kept = to(server);
    for (const word of expected) expect((await kept.call(get(server.url))).body.toString()).toBe(word);
    expect(server.seen.connections).toBeLessThanOrEqual(2);
  });

  test('shows a redirect to the inside as it came and does not follow it', async () => {
    const secret = await serve((socket) => void socket.end(answer('200 OK', {}, 'secret')));
    const server = await serve((socket) => void socket.end(answer('302 Found', { location: secret.url })));
    const got = await to(server).call(get(server.url));
    expect([got.status, got.headers.location]).toEqual([302, secret.url]);
    expect(secret.seen.connections).toBe(0);
  });
});

describe('a call to the inside', () => {
  test.each([
    ['http://127.0.0.1:1/'],
    ['http://0x7f.1/'],
    ['http://2130706433/'],
    ['http://0/'],
    ['http://10.1.2.3/'],
    ['http://172.16.0.1/'],
    ['http://192.168.1.1/'],
    ['http://100.64.0.1/'],
    ['http://169.254.169.254/latest/meta-data/'],
    ['http://224.0.0.1/'],
    ['http://255.255.255.255/'],
    ['http://198.18.0.1/'],
    ['http://[::1]/'],
    ['http://[::]/'],
    ['http://[fe80::1]/'],
    ['http://[fd00::1]/'],
    ['http://[ff02::1]/'],
    ['http://[::ffff:127.0.0.1]/'],
    ['http://[::ffff:a9fe:a9fe]/'],
    ['http://[::7f00:1]/'],
    ['http://[64:ff9b::7f00:1]/'],
    ['http://[64:ff9b:1::a00:1]/'],
    ['http://[2002:7f00:1::]/'],
    ['http://[2001:0:7f00:1::1]/'],
    ['http://[2001:db8::1]/'],
    ['ftp://example.org/'],
    ['file:///etc/passwd'],
    ['http://user:word@example.org/'],
    ['not an address'],
  ])('goes nowhere: %s', async (url) => {
    expect(await failure(http({ resolve: () => Promise.reject(new Error('asked')) }).call(get(url)))).toEqual({
      reason: 'forbiddenAddress',
      sent: false,
    });
  });

  test.each([
    [['127.0.0.1']],
    [['203.0.114.7', '127.0.0.1']],
    [['2606:4700::1', '::ffff:10.0.0.1']],
    [['64:ff9b::a00:1']],
  ])('goes nowhere by a name either, when one address of it lies there: %s', async (list) => {
    const server = await serve((socket) => void socket.end(answer('200 OK', {}, 'secret')));
    const url = `http://platform.example:${server.host.split(':')[1]}/`;
    const calling = http({ resolve: async () => addresses(...list) }).call(get(url));
    expect(await failure(calling)).toEqual({ reason: 'forbiddenAddress', sent: false });
    expect(server.seen.connections).toBe(0);
  });

  test('goes to the host that was named for this destination, and to no other port of it', async () => {
    const named = await serve((socket) => void socket.end(answer('200 OK', {}, 'desk')));
    const other = await serve((socket) => void socket.end(answer('200 OK', {}, 'secret')));
    const one = to(named);
    expect((await one.call(get(named.url))).body.toString()).toBe('desk');
    expect(await failure(one.call(get(other.url)))).toEqual({ reason: 'forbiddenAddress', sent: false });
    expect(other.seen.connections).toBe(0);
  });

  test('ends when a named host changes to a link-local address between two connections', async () => {
    const server = await serve((socket) => void socket.end(answer('200 OK', { connection: 'close' }, 'desk')));
    const name = `desk.inside:${server.host.split(':')[1]}`;
    const answers = [addresses('127.0.0.1'), addresses('169.254.169.254')];
    const asked: string[] = [];
    const one = http({
      allowHosts: [name],
      resolve: async (host) => {
        asked.push(host);
        return answers.shift() ?? [];
      },
    });
    expect((await one.call(get(`http://${name}/`))).body.toString()).toBe('desk');
    expect(asked).toEqual(['desk.inside']);
    expect(await failure(one.call(get(`http://${name}/`)))).toEqual({ reason: 'forbiddenAddress', sent: false });
    expect(server.seen.connections).toBe(1);
  });
});

describe('a call that is not answered tells whether it may have been acted on', () => {
  test.each([
    ['takes the call and hangs up', badServers.halfClosed, 'connection'],
    ['breaks off in the middle of its answer', badServers.cutOff, 'connection'],
    ['speaks no HTTP', badServers.noise, 'connection'],
    ['says nothing', badServers.silent, 'timeout'],
    ['drips its answer', badServers.drip, 'timeout'],
    ['never stops answering', badServers.endless, 'tooLarge'],
  ] as const)('the other side %s', async (_, behave, reason) => {
    const server = await serve(behave);
    const calling = to(server).call({
      method: 'POST',
      url: server.url,
      body: 'x',
      timeoutMs: reason === 'timeout' ? 80 : 10_000,
    });
    expect(await failure(calling)).toEqual({ reason, sent: true });
    expect(server.seen.connections).toBe(1);
  });

  test('an answer that is small until it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    const server = await serve((socket) => void socket.end(answer('200 OK', { 'content-encoding': 'gzip' }, bomb)));
    expect(bomb.length).toBeLessThan(20_000);
    expect(await failure(to(server).call(get(server.url)))).toEqual({ reason: 'tooLarge', sent: true });
  });

  test.each([
    ['damaged', { 'content-encoding': 'gzip' }],
    ['packed in a way nobody asked for', { 'content-encoding': 'zstd' }],
  ])('an answer that is %s', async (_, headers) => {
    const server = await serve((socket) => void socket.end(answer('200 OK', headers, 'no gzip')));
    expect(await failure(to(server).call(get(server.url)))).toEqual({ reason: 'connection', sent: true });
  });

  test('nobody listens there: nothing was sent', async () => {
    const server = await startRawServer(badServers.silent);
    await server.close();
    expect(await failure(to(server).call(get(server.url)))).toEqual({ reason: 'connection', sent: false });
  });

  test.each([
    ['is not found', () => Promise.reject(new Error('ENOTFOUND'))],
    ['has no address', async () => []],
  ])('the name %s: nothing was sent', async (_, resolve) => {
    const calling = http({ resolve }).call(get('http://platform.example/'));
    expect(await failure(calling)).toEqual({ reason: 'connection', sent: false });
  });

  test('the name is still looked up when the time is over: nothing was sent, and nothing is sent afterwards', async () => {
    const server = await serve((socket) => void socket.end(answer('200 OK', {})));
    const name = `desk.inside:${server.host.split(':')[1]}`;
    const lookups: ((list: LookupAddress[]) => void)[] = [];
    const late = http({ allowHosts: [name], resolve: () => new Promise((resolve) => lookups.push(resolve)) });
    expect(await failure(late.call(get(`http://${name}/first`, { timeoutMs: 30 })))).toEqual({
      reason: 'timeout',
      sent: false,
    });
    const second = late.call(get(`http://${name}/second`));
    for (const found of lookups) found(addresses('127.0.0.1'));
    await second;
    expect(server.seen.text).toContain('/second');
    expect(server.seen.text).not.toContain('/first');
  });

  test('a connection without the encryption that was asked for: nothing was sent', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => new Promise((resolve) => server.close(() => resolve())) });
    const host = `127.0.0.1:${(server.address() as { port: number }).port}`;
    const calling = http({ allowHosts: [host] }).call(get(`https://${host}/`));
    expect(await failure(calling)).toEqual({ reason: 'connection', sent: false });
  });
});
