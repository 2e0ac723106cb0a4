import { type Open311Day, startOpen311Simulator } from '../simulators/open311/simulator';
import type { Scenario } from './scenario';

/** A GeoReport server that answers a repeated id with the first request, and shows it when asked. */
export async function open311Scenario(): Promise<Scenario> {
  const simulator = await startOpen311Simulator({ filters: true, keyAttribute: 'fixmystreet_id' });
  const { office } = simulator;
  const day = (which: Open311Day) => ({
    name: which,
    async begin() {
      simulator.day = which;
      return async () => {
        simulator.day = undefined;
      };
    },
  });
  return {
    adapter: 'open311',
    destination: {
      name: 'city',
      adapter: 'open311',
      allowHosts: [simulator.host],
      settings: {
        endpoint: simulator.endpoint,
        apiKey: 'simulated-key',
        services: { groups: { waste: { code: '002' } } },
        keyAttribute: 'fixmystreet_id',
        lookUp: { by: 'filter', parameter: 'fixmystreet_id', field: 'fixmystreet_id' },
        takesUpdates: true,
        timeoutSeconds: 2, // a call must end before the lease of its report does
      },
    },
    ledger: async () => office.ledger(),
    numbers: async () => new Map([...office.ledger().keys()].map((key) => [key, office.requestOf(key)?.number ?? ''])),
    badDays: [
      day('losesAnswer'),
      day('halfCloses'),
      day('errors'),
      day('isBusy'),
      day('slow'),
      {
        name: 'isAway',
        async begin() {
          await simulator.goAway();
          return () => simulator.comeBack();
        },
      },
    ],
    close: () => simulator.close(),
  };
}
