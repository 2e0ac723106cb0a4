import { createInterface } from 'node:readline';
import { makeApp } from '../src/app';
import { connectDatabase, disconnectDatabase } from '../src/db/connect';
import { readEnv } from '../src/env';
import { makeDestinations } from '../src/forwarding/destinations';
import { startListening } from '../src/forwarding/listening';
import { loadDestinations } from '../src/forwarding/loadDestinations';
import { startRelay } from '../src/forwarding/relay';
import { diskStorage } from '../src/integrations/storage/diskStorage';
import { makeLogger } from '../src/log';
import type { Services } from '../src/services';

const EVERY_MS = 100;

/**
 * API and worker in one process, to be killed: all of forwarding and the hooks, without timers of reports. Lines on its
 * standard input set its clock ahead by so many milliseconds.
 */
async function work(): Promise<void> {
  const [uri = '', lead = ''] = process.argv.slice(2);
  const env = readEnv();
  const log = makeLogger(env.LOG_LEVEL);
  let ahead = 0;
  const now = (): Date => new Date(Date.now() + ahead);
  await connectDatabase(uri, log);
  const services: Services = {
    env,
    log,
    destinations: makeDestinations(loadDestinations(() => services, env)),
    route: () => ({ lead, copies: [] }),
    storage: diskStorage(env.DATA_DIR),
    contentCheck: undefined as never,
    now,
    kick: () => {},
  };
  const relay = startRelay(services, { everyMs: EVERY_MS });
  services.kick = relay.kick;
  const listening = await startListening(services);
  const server = makeApp(services, []).listen(env.PORT, '127.0.0.1', () => process.stdout.write('ready\n'));
  createInterface(process.stdin)
    .on('line', (line) => {
      ahead = Number(line);
      relay.kick();
    })
    .once('close', async () => {
      server.close();
      server.closeAllConnections();
      await relay.stop();
      await listening.stop();
      await services.destinations.close();
      await disconnectDatabase();
    });
}

void work();
