import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import Koa from 'koa';
import { errorHandler } from '../../src/http/errorHandler';
import { makeLogger } from '../../src/log';

it('a call that wrote to the database in the instant in which it went is told 503 and when to come back', async () => {
  const gone = await writtenAfterTheOtherEndWent();
  const app = new Koa().use(errorHandler(makeLogger('silent'))).use(() => {
    throw gone;
  });
  const server = app.listen(0);
  await once(server, 'listening');
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/reports.list`);
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '2']);
  expect(await answer.json()).toMatchObject({ error: { code: 'databaseUnavailable' } });
  server.close();
});

/** The very error of a socket: its other end has ended, and it has not closed yet. */
async function writtenAfterTheOtherEndWent(): Promise<Error> {
  const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').resume();
  socket.on('error', () => {}); // it is told to the write as well
  const error = await new Promise<Error>((resolve) => {
    socket.once('finish', () => socket.write('x', (failed) => failed && resolve(failed)));
  });
  server.close();
  return error;
}
