import { useSession } from '@/services/session';
import { wakeSession } from '@/services/signIn';
import { aMe } from './requestFixtures';
import { failed, startServer, type TestServer } from './requestServer';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  useSession.getState().begin({ token: 'token-of-yesterday-000000', me: aMe() });
});
afterEach(() => server.stop());

test('a session kept from yesterday learns at launch what changed', async () => {
  server.on('sessions.info', () => aMe({ role: 'moderator', title: '审核员' }));
  await wakeSession();
  expect(useSession.getState().me).toMatchObject({ role: 'moderator', title: '审核员' });
});

test('a session that ended meanwhile is forgotten, and nobody is troubled', async () => {
  server.on('sessions.info', () => failed(401, 'sessionExpired'));
  await wakeSession();
  expect(useSession.getState().me).toBeUndefined();
});

test('without a network the kept session stays as it is', async () => {
  server.unplug();
  await wakeSession();
  expect(useSession.getState().me).toMatchObject({ nickname: '湖边老住' });
});

test('nobody signed in asks nothing of the server in a browser', async () => {
  useSession.getState().forget();
  await wakeSession();
  expect(server.asked).toHaveLength(0);
});
