import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MunicipalOptions, MunicipalServer } from '../../../../simulators/municipal';
import { startXiuzhou } from '../../../../simulators/xiuzhou/start';
import { startYuzhong } from '../../../../simulators/yuzhong/start';
import type { Destination, IncomingAnswer, Pushed } from '../../../../src/forwarding/port';
import { caseInput } from '../contractData';
import { atTheEnd, connected } from './platforms';

/** A hook as a route would be: hands over what comes, answers what it is told to; `away` answers 503. */
async function startHook(destination: Destination) {
  const pushed: Pushed[] = [];
  const state = { away: false };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (state.away) return void response.writeHead(503).end();
    const headers = request.headers as Record<string, string>;
    const read = destination.receive!({
      method: 'POST',
      headers,
      query: {},
      body: Buffer.concat(chunks),
      at: new Date(),
    });
    pushed.push(read);
    response.writeHead(read.reply.status, { 'content-type': read.reply.type }).end(read.reply.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atTheEnd(async () => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/platform`,
    pushed,
    state,
    answers: (): IncomingAnswer[] => pushed.flatMap((each) => (each.verdict === 'answers' ? each.answers : [])),
  };
}

/** The same numbers each time. */
const seeded = (seed: number) => () => {
  seed = (seed * 16_807) % 2_147_483_647;
  return seed / 2_147_483_647;
};

describe.each<[string, (options: MunicipalOptions) => Promise<MunicipalServer>, string[]]>([
  ['yuzhong', startYuzhong, ['accept', 'checkPassed']],
  ['xiuzhou', startXiuzhou, ['accept', 'dispatch', 'start', 'feedback', 'checkPassed']],
])('%s tells a hook over HTTP', (map, start, actions) => {
  it('twice and in any order, until it is there: in the order of seq it is the life of each case, once', async () => {
    const { simulator, destination } = await connected(map, start);
    const hook = await startHook(destination);
    const inputs = [caseInput(), caseInput(), caseInput()];
    for (const input of inputs) await destination.open(input);
    hook.state.away = true;
    const calls = await simulator.tell(hook.url);
    expect(calls).toBeGreaterThanOrEqual(3 * actions.length);
    hook.state.away = false;
    expect(await simulator.tell(hook.url, { repeated: true, random: seeded(17) })).toBe(0);
    expect(hook.pushed).toHaveLength(2 * calls);
    const once = [...new Map(hook.answers().map((answer) => [answer.eventId, answer])).values()];
    for (const input of inputs) {
      const found = await destination.find(input.key);
      const mine = once.filter(({ key, caseNumber }) => key === input.key || caseNumber === found?.caseNumber);
      expect(mine.sort((a, b) => a.seq - b.seq).map(({ action }) => action)).toEqual(actions);
    }
    expect(await simulator.tell(hook.url)).toBe(0);
    expect(hook.pushed).toHaveLength(2 * calls);
  });

  it('and from another process, which reads its ledger and sets its weather', async () => {
    const { simulator, destination } = await connected(map, start);
    const hook = await startHook(destination);
    const input = caseInput();
    const post = async (path: string, body: unknown) =>
      (await fetch(`${simulator.url}/simulator/${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
    await post('weather', { always: 'isAway' });
    expect((await destination.open(input)).outcome).toBe('retryLater');
    await post('weather', {});
    expect((await destination.open(input)).outcome).toBe('accepted');
    expect(await (await fetch(`${simulator.url}/simulator/ledger`)).json()).toEqual({ [input.key]: 1 });
    expect(await post('tell', { hook: hook.url, repeated: true })).toEqual({ untold: 0 });
    expect(new Set(hook.answers().map(({ action }) => action))).toEqual(new Set(actions));
  });
});

it('a body in GBK is refused, whether it says so or not', async () => {
  const { simulator, destination } = await connected('yuzhong', startYuzhong);
  const push = simulator.saveStatus('r1:1', 1, { gbk: true });
  const read = (headers: Record<string, string>) =>
    destination.receive!({ method: 'POST', headers, query: {}, body: push.body, at: new Date() });
  expect(read(push.headers)).toMatchObject({ verdict: 'refused', reason: 'malformed', reply: { status: 415 } });
  expect(read({ ...push.headers, 'content-type': 'application/json' })).toMatchObject({
    verdict: 'refused',
    reason: 'malformed',
    reply: { status: 400 },
  });
});
