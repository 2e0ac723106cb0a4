import type { BadDay as AnyBadDay, MunicipalOptions, MunicipalServer } from '../../../../simulators/municipal';
import type { Push } from '../../../../simulators/telling';
import { adapter } from '../../../../src/forwarding/adapters/webhook/adapter';
import { makeOutsideHttp } from '../../../../src/forwarding/outside/makeOutsideHttp';
import type { Destination, Pushed } from '../../../../src/forwarding/port';
import { contractContext } from '../contractData';

export const programKey = { id: 'program-1', secret: 'what-the-program-signs-with' };
export const platformKey = { id: 'platform-1', secret: 'what-the-platform-signs-with' };

const opened = new Set<() => Promise<unknown>>();

/** Ends what a file of tests has opened, also when a test failed half-way. */
export const atTheEnd = (close: () => Promise<unknown>): void => void opened.add(close);
afterAll(() => Promise.all([...opened].map((close) => close())));

/** A platform and the adapter that talks to it, over HTTP; the platform's clock goes on a second with each push. */
export async function connected<Simulator extends MunicipalServer>(
  map: string,
  start: (options: MunicipalOptions) => Promise<Simulator>,
  more: Record<string, unknown> = {},
): Promise<{ simulator: Simulator; destination: Destination; tick(): void }> {
  let ahead = 0;
  const simulator = await start({
    programKeys: [programKey],
    ownKey: platformKey,
    keepsArrived: true,
    now: () => new Date(Date.now() + ahead),
  });
  const http = makeOutsideHttp({ allowHosts: [new URL(simulator.url).host] });
  atTheEnd(async () => {
    await simulator.close();
    await http.close();
  });
  const settings = adapter.settings.parse({
    map,
    url: simulator.url,
    sendKey: programKey,
    receiveKeys: [platformKey],
    ...more,
  });
  return {
    simulator,
    destination: adapter.make(settings, contractContext(map, http)),
    tick: () => {
      ahead += 1000;
    },
  };
}

/** What the adapter makes of a push, as the route would hand it over. */
export function received(destination: Destination, push: Push, at = new Date()): Pushed {
  if (!destination.receive) throw new Error('it takes no pushes');
  return destination.receive({ method: 'POST', headers: push.headers, query: {}, body: push.body, at });
}

export const answersOf = (destination: Destination, push: Push, at?: Date) => {
  const pushed = received(destination, push, at);
  if (pushed.verdict === 'refused') throw new Error(`refused: ${pushed.reason} ${pushed.reply.body}`);
  return pushed.answers;
};

/** The weather of the contract in the words of the simulator: they are the same. */
export const setWeather = ({ weather }: MunicipalServer, always?: AnyBadDay): void => {
  weather.always = always;
};
