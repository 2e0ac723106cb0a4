import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startXiuzhou, type XiuzhouSimulator } from '../../../../simulators/xiuzhou/start';
import { makeDestinations } from '../../../../src/forwarding/destinations';
import { InboxModel } from '../../../../src/forwarding/inbox/model';
import { loadDestinations } from '../../../../src/forwarding/loadDestinations';
import { type Api, startApi } from '../../../support/api';
import { stored, underWay } from '../../queue';
import { platformKey, programKey } from './platforms';

describe('a report on its whole way through a platform that the file of destinations names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jierong-webhook-'));
  let api: Api;
  let simulator: XiuzhouSimulator;

  beforeAll(async () => {
    let clock = () => new Date();
    simulator = await startXiuzhou({ programKeys: [programKey], ownKey: platformKey, now: () => clock() });
    const file = join(folder, 'destinations.json');
    const settings = {
      map: 'xiuzhou',
      url: simulator.url,
      sendKey: { id: programKey.id, secret: 'env:SEND_SECRET' },
      receiveKeys: [{ id: platformKey.id, secret: 'env:RECEIVE_SECRET' }],
    };
    const allowHosts = [new URL(simulator.url).host];
    writeFileSync(
      file,
      JSON.stringify({ destinations: [{ name: 'xiuzhou', adapter: 'webhook', allowHosts, settings }] }),
    );
    const secrets = { SEND_SECRET: programKey.secret, RECEIVE_SECRET: platformKey.secret };
    api = await startApi({
      env: { DESTINATIONS: file },
      change: (services) => {
        services.destinations = makeDestinations(loadDestinations(() => services, services.env, secrets));
        services.route = () => ({ lead: 'xiuzhou', copies: [] });
      },
    });
    clock = api.clock.now;
  });
  afterAll(async () => {
    await simulator?.close();
    await api?.services.destinations.close();
    await api?.close();
    rmSync(folder, { recursive: true });
  });

  const hook = () => `${api.base}/hooks/xiuzhou`;

  it('is one case there, and closed here with the photo of the repair, whatever was told twice or too early', async () => {
    const id = await underWay(api);
    simulator.weather.days = ['losesAnswer'];
    await api.settle();
    expect((await stored(id)).position.state).toBe('forwarding');
    expect(await simulator.tell(hook(), { repeated: true, random: () => 0.3 })).toBe(0);
    api.clock.advance(60_000);
    await api.settle();
    api.clock.advance(60_000);
    await api.settle();
    const report = await stored(id);
    expect([...simulator.ledger]).toEqual([[`${id}:1`, 1]]);
    expect(report.delivery.caseNumbers).toEqual([simulator.numberOf(`${id}:1`)]);
    expect(report.heldAnswers).toEqual([]);
    expect(report.position).toMatchObject({ state: 'closed', outcome: 'fixed', origin: 'official' });
    expect(report.afterPhotos).toHaveLength(1);
    expect(report.unit?.name).toBe('城中中队');
  });

  it('hears nothing from anybody else, and keeps nothing of it', async () => {
    const before = await InboxModel.countDocuments({});
    const push = simulator.step('330411000001', '指挥中心审核/归档');
    const sent = (headers: Record<string, string>, body = push.body) =>
      api.raw('/hooks/xiuzhou', { method: 'POST', headers, body: new Uint8Array(body) }).then(({ status }) => status);
    expect(
      await Promise.all([
        sent({ 'content-type': 'application/json' }),
        sent(push.headers, Buffer.from(push.body.toString().replace('归档', '重新派遣'))),
        sent({ ...push.headers, 'content-type': 'text/plain' }),
        sent(push.headers, Buffer.alloc(1_100_000, 32)),
      ]),
    ).toEqual([401, 401, 415, 413]);
    expect(await InboxModel.countDocuments({})).toBe(before);
  });
});
