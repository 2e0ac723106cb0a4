import type { BadDay } from '../../../../simulators/municipal';
import { startXiuzhou, type XiuzhouSimulator } from '../../../../simulators/xiuzhou/start';
import { startYuzhong, type YuzhongSimulator } from '../../../../simulators/yuzhong/start';
import type { AdapterContext } from '../../../../src/forwarding/adapter';
import { adapter } from '../../../../src/forwarding/adapters/webhook/adapter';
import { type FieldMap, loadFieldMap } from '../../../../src/forwarding/adapters/webhook/fieldMap';
import { type OutsideAnswer, type OutsideCall, OutsideFailure } from '../../../../src/forwarding/outside/http';
import { caseInput, caseUpdate, contractContext } from '../contractData';
import { answersOf, connected, platformKey, programKey } from './platforms';

type Connected<Simulator> = { simulator: Simulator } & Omit<
  Awaited<ReturnType<typeof connected<YuzhongSimulator>>>,
  'simulator'
>;
let yuzhong: Connected<YuzhongSimulator>;
let xiuzhou: Connected<XiuzhouSimulator>;

beforeAll(async () => {
  yuzhong = await connected('yuzhong', startYuzhong);
  xiuzhou = await connected('xiuzhou', startXiuzhou);
});

describe.each([
  ['yuzhong', () => yuzhong],
  ['xiuzhou', () => xiuzhou],
] as const)('on a bad day of %s', (_, platform) => {
  it.each<[BadDay, string, number]>([
    ['losesAnswer', 'no answer: connection', 1],
    ['halfClosed', 'no answer: connection', 1],
    ['gbkPage', 'answered 200, not readable', 1],
    ['storesAndFails', 'answered 200 with', 1],
    ['error500', 'answered 500', 0],
    ['isBusy', 'answered 200 with', 0],
    ['isAway', 'no answer: connection', 0],
  ])('%s is later, and the look-up tells whether it is there', async (day, detail, stored) => {
    const { simulator, destination } = platform();
    const input = caseInput();
    simulator.weather.days = [day];
    const delivery = await destination.open(input);
    expect(delivery).toEqual({ outcome: 'retryLater', detail: expect.stringContaining(detail) });
    expect(simulator.ledger.get(input.key) ?? 0).toBe(stored);
    expect(Boolean(await destination.find(input.key))).toBe(stored === 1);
    expect((await destination.open(input)).outcome).toBe('accepted');
    expect(simulator.ledger.get(input.key)).toBe(1);
  });
});

describe('Yuzhong', () => {
  it('may never answer: that is later too', async () => {
    const slow = await connected('yuzhong', startYuzhong, { timeoutMs: 1500 });
    const input = caseInput();
    slow.simulator.weather.days = ['isSlow'];
    expect(await slow.destination.open(input)).toEqual({ outcome: 'retryLater', detail: 'no answer: timeout' });
  });

  it('calls a case before it has answered: the call names our own key', async () => {
    const { simulator, destination } = yuzhong;
    const input = caseInput();
    simulator.weather.days = ['losesAnswer'];
    await destination.open(input);
    const [early] = answersOf(destination, simulator.saveStatus(input.key, 1));
    expect(early).toMatchObject({ key: input.key, action: 'accept' });
  });

  it('cannot reopen, so a reopened report needs a new case', async () => {
    const input = caseInput();
    await yuzhong.destination.open(input);
    expect(await yuzhong.destination.update(caseUpdate(input, 'YZ1', 'reopened'))).toEqual({
      outcome: 'refused',
      detail: 'reopened is nothing this platform can be told',
    });
  });

  it('does not hear us with another secret, which is no fault of the report: it is sent again', async () => {
    const other = await connected('yuzhong', startYuzhong, {
      sendKey: { ...programKey, secret: 'a-secret-the-platform-has-not' },
    });
    const input = caseInput();
    expect(await other.destination.open(input)).toEqual({
      outcome: 'retryLater',
      detail: 'answered 200 with code 403',
    });
    await expect(other.destination.find(input.key)).rejects.toThrow('does not say');
  });
});

describe('Xiuzhou', () => {
  afterEach(() => {
    xiuzhou.simulator.numberLater = false;
  });

  it('takes an event and numbers it later: the token leads to the number', async () => {
    const { simulator, destination } = xiuzhou;
    simulator.numberLater = true;
    const input = caseInput();
    expect(await destination.open(input)).toEqual({ outcome: 'accepted', token: input.key });
    expect(await destination.find(input.key, input.key)).toEqual({ token: input.key });
    simulator.numberThem();
    expect(await destination.find(input.key, input.key)).toEqual({ caseNumber: simulator.numberOf(input.key) });
  });

  it('names only its own number when it tells a step', async () => {
    const { simulator, destination } = xiuzhou;
    const input = caseInput();
    await destination.open(input);
    const number = simulator.numberOf(input.key)!;
    const [answer] = answersOf(
      destination,
      simulator.step(number, '指挥中心派遣/不予立案', { opinion: '不属受理范围' }),
    );
    expect(answer).toMatchObject({ caseNumber: number, action: 'decline', reason: 'outOfScope', note: '不属受理范围' });
    expect(answer).not.toHaveProperty('key');
    const [sentBack] = answersOf(destination, simulator.step(number, '中队派遣/退回', { opinion: '不在本中队辖区' }));
    expect(sentBack).toMatchObject({ action: 'sendBack', reason: '不在本中队辖区' });
  });
});

describe('before anything is sent', () => {
  const calls: OutsideCall[] = [];
  const said = (body: unknown, status = 200): OutsideAnswer => ({
    status,
    headers: {},
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  });
  let answers: (OutsideAnswer | OutsideFailure)[] = [];
  const http = {
    call: async (call: OutsideCall) => {
      calls.push(call);
      const answer = answers.shift() ?? said({ code: 200, data: { taskNum: 'YZ1' } });
      if (answer instanceof OutsideFailure) throw answer;
      return answer;
    },
  };
  const at = (map: FieldMap, more: Partial<AdapterContext> = {}, fallbackCode?: string) =>
    adapter.make(
      {
        map,
        url: 'https://platform.example/',
        sendKey: programKey,
        receiveKeys: [platformKey],
        concurrency: 4,
        timeoutMs: 1000,
        ...(fallbackCode ? { fallbackCode } : {}),
      },
      contractContext('of-the-test', http, more),
    );
  const map = loadFieldMap('yuzhong');
  const uncharted = caseInput({
    category: {
      standard: 'GB/T 47678.5',
      edition: '2026',
      kind: 'event',
      majorCode: '01',
      code: '01054',
      name: '充电桩异常',
    },
  });
  beforeEach(() => {
    calls.length = 0;
    answers = [];
  });

  it('a category the platform does not have is rejected, or goes under the code that is agreed for it', async () => {
    expect(await at(map).open(uncharted)).toEqual({
      outcome: 'rejected',
      detail: 'category event 01054 in gbt30428-2-2013: no counterpart',
    });
    expect(calls).toEqual([]);
    await at(map, {}, '0199').open(uncharted);
    expect(JSON.parse(String(calls[0]!.body))).toMatchObject({ recTypeID: '0199' });
  });

  it('photos without a public address are said, and photos that cannot be read are tried again', async () => {
    const { photos } = contractContext('', http);
    const nowhere = { photos: { ...photos, address: () => undefined } };
    expect(await at(map, nowhere).open(caseInput())).toEqual({
      outcome: 'rejected',
      detail: 'photos have no public address',
    });
    const unreadable = { photos: { ...photos, bytes: () => Promise.reject(new Error('disk')) } };
    expect(await at(loadFieldMap('xiuzhou'), unreadable).open(caseInput())).toEqual({
      outcome: 'retryLater',
      detail: 'a photo cannot be read',
    });
    expect(calls).toEqual([]);
  });

  it('a case carries its key, a signature and its time, and the same key each time', async () => {
    const input = caseInput();
    await at(map).open(input);
    await at(map).open(input);
    expect(calls.map(({ url }) => url)).toEqual(Array(2).fill('https://platform.example/wx/piReport'));
    for (const { headers } of calls)
      expect(headers).toMatchObject({
        'idempotency-key': input.key,
        'webhook-id': input.key,
        'webhook-key-id': 'program-1',
        'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
        'webhook-signature': expect.stringMatching(/^v1,[\w+/]{43}=$/),
        'content-type': 'application/json; charset=utf-8',
      });
  });

  it('a platform that signs by MD5 is asked and told in its own way', async () => {
    const style = { style: 'sortedMd5', keyAt: 'appKey', timestampAt: 'ts', signAt: 'sign', secretAs: 'key' } as const;
    const own = at({ ...map, signature: style });
    const input = caseInput();
    await own.open(input);
    await own.find(input.key);
    expect(JSON.parse(String(calls[0]!.body))).toMatchObject({ appKey: 'program-1', sign: expect.any(String) });
    const asked = new URL(calls[1]!.url).searchParams;
    expect([asked.get('case_id'), asked.get('appKey')]).toEqual([input.key, 'program-1']);
    expect(asked.get('sign')).toMatch(/^[0-9A-F]{32}$/);
    for (const { headers } of calls) expect(headers).not.toHaveProperty('webhook-signature');
  });

  it.each<[string, OutsideAnswer | OutsideFailure, string]>([
    ['an address that may not be called', new OutsideFailure('forbiddenAddress', false, 'inside'), 'rejected'],
    ['an answer that never ends', new OutsideFailure('tooLarge', true, 'more than 1 MB'), 'retryLater'],
    ['too many calls', said({}, 429), 'retryLater'],
    ['a secret that is not right', said({}, 401), 'retryLater'],
    ['a gateway in trouble', said('<html>', 502), 'retryLater'],
    ['a call it does not take', said({}, 422), 'rejected'],
    ['a redirect', said('', 302), 'rejected'],
    ['an error in the body', said({ code: 500 }), 'retryLater'],
    ['an error for good in the body', said({ code: '400' }), 'rejected'],
    ['no code at all', said({ data: { taskNum: 'YZ1' } }), 'retryLater'],
    ['a list', said([]), 'retryLater'],
  ])('%s comes to %s', async (_, answer, wanted) => {
    answers = [answer];
    const delivery = await at(map).open(caseInput());
    expect(delivery.outcome).toBe(wanted);
    expect(JSON.stringify(delivery).length).toBeLessThan(200);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an object', { $gt: '' }],
    ['a page', '<script>alert(1)</script>'],
    ['a thousand signs', 'Y'.repeat(1000)],
  ])('yes with %s for a number is looked up, and is never taken for one', async (_, taskNum) => {
    answers = [said({ code: 200, data: { taskNum } }), said({ code: 200, data: { taskNum: 'YZ7' } })];
    expect(await at(map).open(caseInput())).toEqual({ outcome: 'accepted', caseNumber: 'YZ7' });
    answers = [said({ code: 200, data: { taskNum } }), said({ code: 404 })];
    expect((await at(map).open(caseInput())).outcome).toBe('retryLater');
    answers = [said({ code: 200, data: { taskNum } }), said({ code: 500 })];
    expect((await at(map).open(caseInput())).outcome).toBe('retryLater');
  });
});
