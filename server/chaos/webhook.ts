import { startXiuzhou } from '../simulators/xiuzhou/start';
import type { Place, Scenario } from './scenario';

const toUs = { id: 'platform', secret: 'what-the-platform-signs-with' };
const fromUs = { id: 'program', secret: 'what-the-program-signs-with' };
/** A kind that the platform's older edition of the codes may lack. */
const FALLBACK = 'anything';

/** The platform of the neighbouring district's shape: it is told by signed calls, and calls back the same way. */
export async function webhookScenario(place: Place): Promise<Scenario> {
  const simulator = await startXiuzhou({ programKeys: [fromUs], ownKey: toUs, now: place.now });
  const hook = `${place.hooks}/xiuzhou`;
  const day = (always: typeof simulator.weather.always) => ({
    name: String(always),
    async begin() {
      simulator.weather.always = always;
      return async () => void (simulator.weather.always = undefined);
    },
  });
  return {
    adapter: 'webhook',
    destination: {
      name: 'xiuzhou',
      adapter: 'webhook',
      allowHosts: [new URL(simulator.url).host],
      settings: { map: 'xiuzhou', url: simulator.url, sendKey: fromUs, receiveKeys: [toUs] },
    },
    ledger: async () => simulator.ledger,
    numbers: async () => new Map([...simulator.ledger.keys()].map((key) => [key, simulator.numberOf(key) ?? FALLBACK])),
    badDays: [
      day('losesAnswer'),
      day('halfClosed'),
      day('isSlow'),
      day('storesAndFails'),
      day('error500'),
      day('isBusy'),
      day('isAway'),
      {
        name: 'toldTwiceAndShuffled',
        async begin() {
          const telling = simulator.tell(hook, { repeated: true, random: Math.random });
          return async () => void (await telling);
        },
      },
    ],
    tellAll: () => simulator.tell(hook, { repeated: true }),
    ends: 'closed',
    close: () => simulator.close(),
  };
}
