import {
  type Open311Simulator,
  type Open311SimulatorOptions,
  startOpen311Simulator,
} from '../../../../simulators/open311/simulator';
import type { AdapterContext } from '../../../../src/forwarding/adapter';
import { adapter } from '../../../../src/forwarding/adapters/open311/adapter';
import { makeOutsideHttp } from '../../../../src/forwarding/outside/makeOutsideHttp';
import type { Destination } from '../../../../src/forwarding/port';
import { caseInput, caseUpdate, contractContext } from '../contractData';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

const key = { keyAttribute: 'fixmystreet_id' };
const byFilter = { by: 'filter', parameter: 'fixmystreet_id', field: 'fixmystreet_id' };

async function city(
  options: Open311SimulatorOptions,
  settings: Record<string, unknown>,
  context: Partial<AdapterContext> = {},
): Promise<{ simulator: Open311Simulator; destination: Destination; another: () => Destination }> {
  const simulator = await startOpen311Simulator(options);
  const http = makeOutsideHttp({ allowHosts: [simulator.host] });
  open.push(http, simulator);
  const parsed = adapter.settings.parse({
    endpoint: `${simulator.endpoint}/`,
    apiKey: 'simulated-key',
    services: { otherwise: { code: '001' } },
    takesUpdates: true,
    timeoutSeconds: 5,
    ...settings,
  });
  const another = () => adapter.make(parsed, contractContext('city', http, context));
  return { simulator, destination: another(), another };
}

describe('a city on its bad days', () => {
  test.each([
    ['breaks connections before it takes anything', 'halfCloses', 0],
    ['has a fault', 'errors', 0],
    ['cannot now', 'isBusy', 0],
    ['takes a request and loses its answer', 'losesAnswer', 1],
  ] as const)('%s: another worker asks first and ends with one case', async (_, day, taken) => {
    const { simulator, destination, another } = await city({ ...key, filters: true }, { ...key, lookUp: byFilter });
    const input = caseInput();
    simulator.days.push(day);
    expect(await destination.open(input)).toMatchObject({ outcome: 'retryLater' });
    expect(simulator.office.ledger().get(input.key) ?? 0).toBe(taken);
    const second = another();
    const found = await second.find(input.key);
    expect(found === undefined).toBe(taken === 0);
    expect(await second.open(input)).toMatchObject({ outcome: 'accepted' });
    expect(simulator.office.ledger()).toEqual(new Map([[input.key, 1]]));
  });

  test('answers later than it may: nobody knows, and the case is found', async () => {
    const { simulator, destination, another } = await city(
      { ...key, filters: true, slowMs: 400 },
      { ...key, lookUp: byFilter, timeoutSeconds: 0.1 },
    );
    const input = caseInput();
    simulator.days.push('slow');
    expect(await destination.open(input)).toMatchObject({
      outcome: 'retryLater',
      detail: expect.stringContaining('timeout'),
    });
    while (!simulator.office.requestOf(input.key)) await new Promise((resolve) => setImmediate(resolve));
    expect(await another().find(input.key)).toEqual({ caseNumber: simulator.office.requestOf(input.key)?.number });
  });

  test('an api key that is not accepted is no fault of the report: it is tried again', async () => {
    const { destination } = await city(key, { ...key, apiKey: 'old', lookUp: { by: 'repeat' } });
    expect(await destination.open(caseInput())).toEqual({ outcome: 'retryLater', detail: '403 api_key is unknown' });
  });

  test.each([
    ['nothing is mapped to', { groups: { lamp: { code: '001' } } }, 'no service for category 01001'],
    ['the city does not know', { otherwise: { code: '999' } }, '404 service_code 999 is unknown'],
  ])('a category that %s is rejected', async (_, services, detail) => {
    const { destination } = await city(key, { ...key, services, lookUp: { by: 'repeat' } });
    expect(await destination.open(caseInput())).toEqual({ outcome: 'rejected', detail });
  });

  test('photos that could only go by an address wait until there is one', async () => {
    const photos = { address: () => undefined, bytes: async () => Buffer.from('x') };
    const { simulator, destination } = await city(key, { ...key, lookUp: { by: 'repeat' } }, { photos });
    expect(await destination.open(caseInput())).toMatchObject({
      outcome: 'retryLater',
      detail: expect.stringContaining('PUBLIC_URL'),
    });
    expect(simulator.arrived).toEqual([]);
  });
});

describe('a key is looked up, or nothing is sent', () => {
  test('in all the requests of the last days, in smaller windows where a list is too long', async () => {
    let second = Date.parse('2026-11-23T01:00:00Z');
    const { simulator, destination } = await city(
      {
        now: () => {
          second += 1000;
          return new Date(second);
        },
      },
      { lookUp: { by: 'window', days: 1 }, listLimit: 10 },
      { now: () => new Date('2026-11-23T02:00:00Z') },
    );
    const inputs = Array.from({ length: 25 }, () => caseInput());
    for (const input of inputs) await destination.open(input);
    for (const { key } of [inputs[0]!, inputs[12]!, inputs[24]!])
      expect(await destination.find(key)).toEqual({ caseNumber: simulator.office.requestOf(key)?.number });
    expect(await destination.find('nobody:1')).toBeUndefined();
    expect(await destination.find(inputs[0]!.key.slice(0, -3))).toBeUndefined();
  });

  test('not when one second holds more than a list', async () => {
    const { destination } = await city(
      { now: () => new Date('2026-11-23T01:00:00Z') },
      { lookUp: { by: 'window', days: 1 }, listLimit: 10 },
      { now: () => new Date('2026-11-23T02:00:00Z') },
    );
    for (let i = 0; i < 10; i++) await destination.open(caseInput());
    await expect(destination.find('nobody:1')).rejects.toThrow('one second');
    expect(await destination.open(caseInput())).toMatchObject({ outcome: 'retryLater' });
  });

  test.each([
    ['there is no way to ask', { lookUp: { by: 'nothing' } }],
    ['the server does not know the filter and gives everything', { ...key, lookUp: byFilter }],
    ['the requests do not show the key', { ...key, lookUp: { by: 'window', field: 'fixmystreet_id' } }],
    ['a request with a token is not shown', { lookUp: { by: 'window' }, tokens: true }],
  ])('not when %s', async (_, settings) => {
    const { simulator, destination } = await city({ ...key }, settings);
    simulator.office.submit({
      fields: [
        ['api_key', 'simulated-key'],
        ['service_code', '001'],
        ['address_string', '别处'],
        ['description', '别的'],
      ],
      files: [],
    });
    await expect(destination.find('nobody:1')).rejects.toThrow();
  });
});

describe('a token', () => {
  test('is followed until there is a number', async () => {
    const { simulator, destination } = await city(
      { tokens: true },
      { tokens: true, format: 'json', lookUp: { by: 'nothing' } },
    );
    const input = caseInput();
    const delivery = await destination.open(input);
    if (!('token' in delivery)) throw new Error('there is no token');
    const { token } = delivery;
    expect(await destination.find(input.key, token)).toEqual({ token });
    simulator.office.giveNumbers();
    expect(await destination.find(input.key, token)).toEqual({ caseNumber: '2026001' });
  });

  test('that the server does not know is no reason to send again', async () => {
    const { destination } = await city({ tokens: true }, { tokens: true, lookUp: { by: 'nothing' } });
    await expect(destination.find('r:1', 't-404')).rejects.toThrow('404');
  });
});

describe('news', () => {
  test('are the same answers when windows overlap, lists repeat themselves and come from the end', async () => {
    const { simulator, destination } = await city(key, { ...key, lookUp: { by: 'repeat' } });
    const input = caseInput();
    await destination.open(input);
    for (const status of ['investigating', 'in_progress', 'fixed']) simulator.office.work(input.key, status, status);
    const window = { from: new Date(Date.now() - 60_000), to: new Date() };
    const once = await destination.poll?.(window);
    simulator.day = 'repeatsNews';
    const again = await destination.poll?.({ ...window, from: new Date(Date.now() - 120_000) });
    expect(once?.map(({ action }) => action)).toEqual(['accept', 'start', 'feedback']);
    expect(once?.map(({ key }) => key)).toEqual([input.key, input.key, input.key]);
    expect(again).toEqual(once);
  });

  test('outside the window are not brought', async () => {
    const { simulator, destination } = await city(key, { ...key, lookUp: { by: 'repeat' } });
    const input = caseInput();
    await destination.open(input);
    simulator.office.work(input.key, 'fixed', '');
    expect(await destination.poll?.({ from: new Date(0), to: new Date(86_400_000) })).toEqual([]);
  });

  test('that cannot be asked for are an error, not silence', async () => {
    const { simulator, destination } = await city(key, { ...key, lookUp: { by: 'repeat' } });
    simulator.day = 'errors';
    await expect(destination.poll?.({ from: new Date(), to: new Date() })).rejects.toThrow('500');
  });

  test('of ours are refused where the server takes none, so that a reopened report gets a new case', async () => {
    const { simulator, destination } = await city(
      { updates: false },
      { takesUpdates: false, lookUp: { by: 'window' } },
    );
    const input = caseInput();
    await destination.open(input);
    expect(await destination.update(caseUpdate(input, '2026001', 'reopened'))).toMatchObject({ outcome: 'refused' });
    expect(simulator.office.requestOf(input.key)?.updates).toEqual([]);
  });
});
