import { makeOutsideHttp } from '../../../src/forwarding/outside/makeOutsideHttp';
import { describeAdapter } from './contract';
import { contractContext, photoKeysIn } from './contractData';
import { adapter } from './hotline/adapter';
import { startHotline } from './hotline/hotline';
import type { Traits } from './otherSide';

const traits: Traits = {
  datum: 'wgs84',
  badDays: ['losesAnswer', 'isAway', 'isBusy', 'refuses'],
  lookUp: 'finds',
  steps: ['start', 'checkPassed'],
  knowsItsCases: true,
};

// The example of docs/adapters.md keeps the contract.
describeAdapter('hotline', traits, async () => {
  const hotline = await startHotline();
  const http = makeOutsideHttp({ allowHosts: [hotline.host] });
  const settings = { url: `http://${hotline.host}`, token: 't', types: { '01001': 'cover' } };
  const destination = adapter.make(settings, contractContext('hotline', http));
  let ms = Date.now();
  return {
    destination,
    ledger: async () => new Map([...hotline.tickets.keys()].map((key) => [key, 1])),
    async kept(key) {
      const ticket = hotline.tickets.get(key);
      if (!ticket) return undefined;
      const { text, notes, photos, point } = ticket;
      return {
        text: [text, ...notes.map(({ reason }) => reason)].join('\n'),
        updates: notes.map(({ id }) => id),
        photos: photoKeysIn(photos.join('\n')),
        ...(point ? { point } : {}),
      };
    },
    arrived: async () => hotline.arrived.join('\n'),
    async badDay(day) {
      hotline.state.day = day;
    },
    async goodDay() {
      hotline.state.day = undefined;
    },
    async work(key, steps, text) {
      const ticket = hotline.tickets.get(key)?.number ?? '';
      for (const step of steps)
        hotline.events.push({
          id: `e${hotline.events.length}`,
          ticket,
          ms: ms++,
          state: step === 'start' ? 'sent' : 'done',
          text,
        });
    },
    told: async () => (await destination.poll?.({ from: new Date(0), to: new Date() })) ?? [],
    async close() {
      await http.close();
      hotline.close();
    },
  };
});
