import { type Open311SimulatorOptions, startOpen311Simulator } from '../../../simulators/open311/simulator';
import { adapter } from '../../../src/forwarding/adapters/open311/adapter';
import { makeOutsideHttp } from '../../../src/forwarding/outside/makeOutsideHttp';
import type { IncomingAnswer, OfficialAnswer } from '../../../src/forwarding/port';
import { describeAdapter } from './contract';
import { contractContext, photoKeysIn } from './contractData';
import type { OtherSide, Traits } from './otherSide';

const statusOf: Partial<Record<OfficialAnswer['action'], string>> = {
  accept: 'investigating',
  file: 'action_scheduled',
  start: 'in_progress',
  feedback: 'fixed',
  checkPassed: 'closed',
  checkFailed: 'reopen',
};

async function start(city: Open311SimulatorOptions, settings: Record<string, unknown>): Promise<OtherSide> {
  const simulator = await startOpen311Simulator(city);
  const { office } = simulator;
  const http = makeOutsideHttp({ allowHosts: [simulator.host] });
  const destination = adapter.make(
    adapter.settings.parse({
      endpoint: simulator.endpoint,
      apiKey: 'simulated-key',
      services: { categories: { '01001': { code: '001', attributes: { where: '{road} {grid}' } } } },
      takesUpdates: true,
      ...settings,
    }),
    contractContext('open311', http),
  );
  const from = new Date(Date.now() - 60_000);
  return {
    destination,
    ledger: async () => office.ledger(),
    async kept(key) {
      const request = office.requestOf(key);
      if (!request) return undefined;
      const { description, address, updates, media, files, lat, long } = request;
      return {
        text: [description, address, ...updates.map((each) => each.description)].join('\n'),
        updates: updates.map(({ id }) => id),
        photos: photoKeysIn([...media, ...files.map(String)].join('\n')),
        ...(lat !== undefined && long !== undefined ? { point: { latitude: lat, longitude: long } } : {}),
      };
    },
    arrived: async () => simulator.arrived.join('\n'),
    async badDay(day) {
      if (day === 'isAway') await simulator.goAway();
      else simulator.day = day;
    },
    async goodDay() {
      if (simulator.day === undefined) await simulator.comeBack().catch(() => {});
      simulator.day = undefined;
    },
    async number(key) {
      office.giveNumbers();
      return office.requestOf(key)?.number ?? '';
    },
    async work(key, steps, remark) {
      for (const step of steps) office.work(key, statusOf[step] ?? step, remark);
    },
    async told(): Promise<IncomingAnswer[]> {
      const answers = await destination.poll?.({ from, to: new Date() });
      return answers ?? [];
    },
    async close() {
      await http.close();
      await simulator.close();
    },
  };
}

const traits: Traits = {
  datum: 'wgs84',
  badDays: ['losesAnswer', 'isAway', 'isBusy', 'refuses'],
  lookUp: 'finds',
  steps: ['accept', 'file', 'start', 'feedback', 'checkFailed', 'feedback', 'checkPassed'],
  knowsItsCases: true,
};
const attribute = { keyAttribute: 'fixmystreet_id' };

describeAdapter('open311: XML, a server that knows a repeated request', { ...traits, lookUp: 'mayRepeat' }, () =>
  start({ ...attribute, knowsRepeats: true }, { ...attribute, lookUp: { by: 'repeat' } }),
);

describeAdapter('open311: JSON, requests filtered by our key, photos uploaded, a jurisdiction', traits, () =>
  start(
    { ...attribute, filters: true, jurisdiction: 'nanhu.example' },
    {
      ...attribute,
      format: 'json',
      jurisdiction: 'nanhu.example',
      lookUp: { by: 'filter', parameter: 'fixmystreet_id', field: 'fixmystreet_id' },
      photos: { by: 'upload' },
    },
  ),
);

describeAdapter(
  'open311: XML, nothing but the specification',
  { ...traits, steps: ['checkPassed'], takesNoUpdates: true },
  () => start({ updates: false }, { lookUp: { by: 'window' }, takesUpdates: false, news: { by: 'requests' } }),
);

describeAdapter('open311: JSON, tokens', { ...traits, lookUp: 'mayRepeat' }, () =>
  start(
    { ...attribute, knowsRepeats: true, tokens: true },
    { ...attribute, format: 'json', tokens: true, lookUp: { by: 'repeat' } },
  ),
);
