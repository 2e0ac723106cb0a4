import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { runningUri } from '../../src/localdb/address';
import { startLocalDatabase } from '../../src/localdb/server';
import { command, provenClient, rawClient } from './rawClient';
import { type TemporaryDatabase, temporaryDatabase, temporaryFolder } from './temporaryDatabase';

let database: TemporaryDatabase;
beforeAll(async () => {
  database = await temporaryDatabase();
});
afterAll(() => database.close());

/** The address with something else in it. */
function uriWith(change: (uri: URL) => unknown): string {
  const uri = new URL(database.server.uri);
  change(uri);
  return uri.href;
}

/** What a driver is answered that connects and counts. */
async function answerTo(uri: string): Promise<unknown> {
  const client = new mongo.MongoClient(uri);
  try {
    return await client.db('d').collection('c').countDocuments();
  } finally {
    await client.close();
  }
}

describe('who knows the password is let in', () => {
  test.each<[string, (uri: URL) => unknown]>([
    ['with the address as given', () => {}],
    ['when the driver is left to find the mechanism', (uri) => uri.searchParams.delete('authMechanism')],
    ['when the address names a database', (uri) => Object.assign(uri, { pathname: '/d' })],
  ])('%s', async (_, change) => {
    expect(await answerTo(uriWith(change))).toBe(0);
  });

  it('also without the shortened exchange, and it knows who it speaks to until it says goodbye', async () => {
    const client = await provenClient(database.server.uri);
    const status = await client.ask(command({ connectionStatus: 1, $db: 'admin' }));
    expect(status?.authInfo.authenticatedUsers).toEqual([{ user: 'jierong', db: 'admin' }]);
    expect(await client.ask(command({ listDatabases: 1, $db: 'admin' }))).toMatchObject({ ok: 1 });
    await client.ask(command({ logout: 1, $db: 'admin' }));
    expect(await client.ask(command({ listDatabases: 1, $db: 'admin' }))).toMatchObject({ ok: 0, code: 13 });
    await client.end();
  });
});

describe('who does not know it is not', () => {
  test.each<[string, number, (uri: URL) => unknown]>([
    ['a wrong password', 18, (uri) => Object.assign(uri, { password: 'x'.repeat(43) })],
    ['a name there is not', 18, (uri) => Object.assign(uri, { username: 'root' })],
    ['another database of users', 18, (uri) => uri.searchParams.set('authSource', 'd')],
    ['a mechanism there is not', 334, (uri) => uri.searchParams.set('authMechanism', 'SCRAM-SHA-1')],
    ['no credentials at all', 13, (uri) => Object.assign(uri, { username: '', password: '', search: '' })],
  ])('%s: code %i', async (_, code, change) => {
    await expect(answerTo(uriWith(change))).rejects.toMatchObject({ code });
  });

  it('a stranger may greet and nothing else', async () => {
    const stranger = await rawClient(database.server.port);
    for (const open of ['hello', 'isMaster', 'ping', 'buildInfo']) {
      expect(await stranger.ask(command({ [open]: 1, $db: 'admin' }))).toMatchObject({ ok: 1 });
    }
    for (const name of ['find', 'insert', 'listDatabases', 'dropDatabase', 'getMore', 'aggregate', 'serverStatus']) {
      const answer = await stranger.ask(command({ [name]: 'c', $db: 'd' }));
      expect(answer).toMatchObject({
        ok: 0,
        code: 13,
        codeName: 'Unauthorized',
        errmsg: `Command ${name} requires authentication`,
      });
    }
    expect(await stranger.ask(command({ nonsense: 1, $db: 'd' }))).toMatchObject({ code: 59 });
    await stranger.end();
  });

  it('the exchange cannot be begun in the middle, nor twice with one proof, nor with words of the wrong kind', async () => {
    const stranger = await rawClient(database.server.port);
    const payload = Buffer.from('n,,n=jierong,r=abc');
    const begin = { saslStart: 1, mechanism: 'SCRAM-SHA-256', payload, $db: 'admin' };
    const go = (words: string, conversationId: number) =>
      stranger.ask(command({ saslContinue: 1, conversationId, payload: Buffer.from(words), $db: 'admin' }));
    expect(await go('', 1)).toMatchObject({ code: 17 });
    const first = await stranger.ask(command(begin));
    const nonce = /^r=([^,]*)/.exec(first?.payload.toString('utf8'))?.[1];
    expect(await go(`c=biws,r=${nonce},p=${Buffer.alloc(32).toString('base64')}`, first?.conversationId)).toMatchObject(
      {
        code: 18,
        errmsg: 'Authentication failed.',
      },
    );
    expect(await go('', first?.conversationId)).toMatchObject({ code: 17 });
    for (const words of ['', 'n,,', 'p=tls-unique,,n=jierong,r=abc', 'n,a=root,n=jierong,r=abc', 'n,,n=j=rong,r=a']) {
      const answer = await stranger.ask(command({ ...begin, payload: Buffer.from(words) }));
      expect(answer).toMatchObject({ code: 18 });
    }
    expect(await stranger.ask(command({ ...begin, payload: 5 }))).toMatchObject({ code: 14 });
    expect(await stranger.ask(command({ find: 'c', $db: 'd' }))).toMatchObject({ code: 13 });
    await stranger.end();
  });
});

describe('the password', () => {
  it('is made once, for the eyes of its owner; a damaged one is not replaced in silence', async () => {
    const folder = temporaryFolder();
    const path = join(folder.path, 'data');
    const file = join(path, 'localdb.password');
    const first = await startLocalDatabase({ path, durability: 'none' });
    const password = readFileSync(file, 'utf8');
    expect(password).toMatch(/^[\w-]{43}\n$/);
    expect([statSync(file).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(runningUri(path)).toBe(first.uri);
    await first.close();
    expect(() => runningUri(path)).toThrow(/no local database runs on/);
    const second = await startLocalDatabase({ path, durability: 'none' });
    expect(readFileSync(file, 'utf8')).toBe(password);
    await second.close();
    writeFileSync(file, 'secret');
    await expect(startLocalDatabase({ path, durability: 'none' })).rejects.toThrow(/is damaged/);
    expect(readFileSync(file, 'utf8')).toBe('secret');
    folder.remove();
  });
});
