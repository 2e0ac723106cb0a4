import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { connectDatabase, disconnectDatabase } from '../../src/db/connect';
import { readEnv } from '../../src/env';
import { makeDestinations } from '../../src/forwarding/destinations';
import { startListening } from '../../src/forwarding/listening';
import { loadDestinations } from '../../src/forwarding/loadDestinations';
import type { Destination } from '../../src/forwarding/port';
import { startRelay } from '../../src/forwarding/relay';
import { makeLogger } from '../../src/log';
import type { Services } from '../../src/services';

const EVERY_MS = 50;
const agent = new Agent({ keepAlive: true });

/** A destination that only waits: eight at a time. */
const waiting = (url: string): Destination => ({
  name: 'waiting',
  concurrency: 8,
  open: ({ key }) =>
    new Promise((resolve, reject) => {
      const asked = request(url + encodeURIComponent(key), { agent, method: 'POST' }, (answer) =>
        text(answer).then((caseNumber) => resolve({ outcome: 'accepted', caseNumber }), reject),
      );
      asked.on('error', reject).end();
    }),
  find: async () => undefined,
  update: async () => ({ outcome: 'accepted' }),
});

/** One worker of the measurement: the relay alone, in a process of its own, until its standard input ends. */
async function work(): Promise<void> {
  const [uri = '', ledger = ''] = process.argv.slice(2);
  const env = readEnv();
  const log = makeLogger('warn');
  await connectDatabase(uri, log);
  const services: Services = {
    env,
    log,
    destinations: makeDestinations([...loadDestinations(() => services, env), { destination: waiting(ledger) }]),
    route: () => ({ lead: 'caseDesk', copies: [] }),
    storage: undefined as never,
    contentCheck: undefined as never,
    photoHttp: undefined as never,
    now: () => new Date(),
    kick: () => {},
  };
  const relay = startRelay(services, { everyMs: EVERY_MS });
  services.kick = relay.kick;
  const listening = await startListening(services);
  process.stdin.resume().once('end', async () => {
    await relay.stop();
    await listening.stop();
    await services.destinations.close();
    await disconnectDatabase();
    agent.destroy();
  });
  process.stdout.write('ready\n');
}

void work();
