import { forwarding } from '@jierong/shared/endpoints/forwarding';
import { reportOfCase } from '../../src/forwarding/inbox/deliver';
import { answersOfCase, drainInbox, dueAnswers } from '../../src/forwarding/inbox/drain';
import { InboxModel } from '../../src/forwarding/inbox/model';
import { pollDestination } from '../../src/forwarding/inbox/poll';
import { storeAnswers } from '../../src/forwarding/inbox/store';
import { strayQuery } from '../../src/forwarding/inbox/stray';
import type { Delivery, Found, IncomingAnswer, Pushed, PushedRequest } from '../../src/forwarding/port';
import { ReportModel } from '../../src/modules/reports/model';
import { type Api, startApi } from '../support/api';
import { actionsOf, LEAD, MINUTE, REPORTER, stored, TestQueue, underWay } from './queue';

const HOUR = 60 * MINUTE;

/** A queue that calls us, and that numbers what it takes when the test says so. */
class CallingQueue extends TestQueue {
  numbersLater = false;
  numbers = new Map<string, string>();
  windows: { from: Date; to: Date }[] = [];
  news: IncomingAnswer[] = [];

  override async open(input: Parameters<TestQueue['open']>[0]): Promise<Delivery> {
    const delivery = await super.open(input);
    return this.numbersLater && delivery.outcome === 'accepted' ? { outcome: 'accepted', token: 'tok' } : delivery;
  }

  override async find(key: string, token?: string): Promise<Found | undefined> {
    if (!token) return super.find(key);
    const caseNumber = this.numbers.get(key);
    return caseNumber ? { caseNumber } : { token };
  }

  receive({ body, headers }: PushedRequest): Pushed {
    const reply = (status: number, words: string) => ({ status, type: 'text/plain', body: words });
    if (headers['x-word'] !== 'friend') return { verdict: 'refused', reason: 'signature', reply: reply(401, 'no') };
    const told = JSON.parse(body.toString()) as (Omit<IncomingAnswer, 'at'> & { at: string })[];
    const answers = told.map((one) => ({ ...one, at: new Date(one.at) }));
    return { verdict: 'answers', answers, reply: reply(200, 'kept') };
  }

  async poll(window: { from: Date; to: Date }): Promise<IncomingAnswer[]> {
    this.windows.push(window);
    return this.news;
  }
}

describe('what an outside case queue tells', () => {
  let api: Api;
  const queue = new CallingQueue('city');
  beforeAll(async () => {
    api = await startApi({ destinations: () => [queue] });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    Object.assign(queue, new CallingQueue('city'));
    await InboxModel.deleteMany({});
  });

  const told = (caseNumber: string, action: IncomingAnswer['action'], seq: number, more = {}): IncomingAnswer => ({
    caseNumber,
    action,
    seq,
    eventId: `${caseNumber}-${action}-${seq}`,
    at: api.clock.now(),
    photos: [],
    ...more,
  });
  const push = (answers: unknown, headers: Record<string, string> = { 'x-word': 'friend' }): Promise<Response> =>
    api.raw('/hooks/city', { method: 'POST', body: JSON.stringify(answers), headers });

  /** Case numbers are the queue's own and may repeat between tests, so each test brings its own. */
  async function delivered(): Promise<{ id: string; number: string }> {
    const id = await underWay(api);
    await api.settle();
    const number = `${id}-case`;
    const report = await stored(id);
    await ReportModel.updateOne({ _id: id }, { $set: { delivery: { ...report.delivery, caseNumbers: [number] } } });
    return { id, number };
  }

  test('is kept before it is answered, and moves the report found by the number', async () => {
    const { id, number } = await delivered();
    const answer = await push([told(number, 'file', 1)]);
    expect([answer.status, await answer.text()]).toEqual([200, 'kept']);
    expect(await InboxModel.countDocuments({ caseNumber: number })).toBe(1);
    await api.settle();
    expect((await stored(id)).position.state).toBe('filed');
    expect(await InboxModel.findOne({ caseNumber: number }).lean()).toMatchObject({ result: 'taken' });
  });

  test('counts once, however often it is told', async () => {
    const { id, number } = await delivered();
    const answers = [told(number, 'accept', 1)];
    await Promise.all([push(answers), push(answers), push(answers)]);
    await api.settle();
    await push(answers);
    await api.settle();
    expect((await actionsOf(id)).filter((action) => action === 'accept')).toHaveLength(1);
    expect(await InboxModel.countDocuments({ caseNumber: number })).toBe(1);
  });

  test('is put in the order of the case', async () => {
    const { id, number } = await delivered();
    await push([told(number, 'start', 4), told(number, 'dispatch', 3, { unitName: '环卫一所' })]);
    await push([told(number, 'file', 2), told(number, 'accept', 1)]);
    await api.settle();
    expect((await actionsOf(id)).slice(-4)).toEqual(['accept', 'file', 'dispatch', 'start']);
    expect((await stored(id)).unit?.name).toBe('环卫一所');
  });

  test('waits when it comes before the case is known here', async () => {
    queue.answers = ['loseAnswer'];
    const id = await underWay(api);
    await api.settle();
    await push([told('T1', 'file', 1, { key: `${id}:1` })]);
    await drainInbox(api.services);
    expect((await stored(id)).position.state).toBe('forwarding');
    api.clock.advance(HOUR);
    await api.settle();
    api.clock.advance(HOUR);
    await api.settle();
    expect((await stored(id)).position.state).toBe('filed');
  });

  test('of an unknown case is kept for a day, and then settled as that', async () => {
    await push([told('nobody-knows', 'file', 1)]);
    await api.settle();
    expect(await InboxModel.findOne({ caseNumber: 'nobody-knows' }).lean()).toMatchObject({ tries: 1 });
    api.clock.advance(25 * HOUR);
    await api.settle();
    const record = await InboxModel.findOne({ caseNumber: 'nobody-knows' }).lean();
    expect(record).toMatchObject({ result: 'unknown' });
    expect(record?.dueAt).toBeUndefined();
  });

  test('that does not fit its report is shown to people, who say when they have seen it', async () => {
    const { id, number } = await delivered();
    await push([told(number, 'refuseRedo', 1, { reason: '不再办', note: '现场看过' })]);
    await api.settle();
    const strays = await api.call(forwarding.answers, {}, LEAD);
    expect(strays.items).toMatchObject([
      { destination: 'city', caseNumber: number, action: 'refuseRedo', why: 'held', note: '现场看过', reportId: id },
    ]);
    expect((await api.call(forwarding.summary, {}, LEAD)).strayAnswers).toBe(1);
    await expect(api.call(forwarding.answers, {}, REPORTER)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(api.call(forwarding.dismissAnswer, { id: strays.items[0]!.id }, REPORTER)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await api.call(forwarding.dismissAnswer, { id: strays.items[0]!.id }, LEAD);
    expect((await api.call(forwarding.answers, {}, LEAD)).items).toEqual([]);
    expect(await InboxModel.countDocuments({ result: 'held' })).toBe(1);
    await expect(api.call(forwarding.dismissAnswer, { id: strays.items[0]!.id }, LEAD)).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  test('is refused without the right word, and nothing of it is stored', async () => {
    const answer = await push([told('any', 'file', 1)], {});
    expect(answer.status).toBe(401);
    expect(await InboxModel.countDocuments({})).toBe(0);
    expect((await api.raw('/hooks/nobody', { method: 'POST', body: '[]' })).status).toBe(404);
    const big = await push('x'.repeat(2 ** 20));
    expect(big.status).toBe(413);
  });

  test('gives the number of a case that was taken under a token', async () => {
    queue.numbersLater = true;
    const id = await underWay(api);
    await api.settle();
    expect(await stored(id)).toMatchObject({
      position: { state: 'delivered' },
      delivery: { token: 'tok', caseNumbers: [] },
    });
    await push([told(`${id}-late`, 'file', 1, { key: `${id}:1` })]);
    await api.settle();
    const report = await stored(id);
    expect(report.delivery).toMatchObject({ caseNumbers: [`${id}-late`] });
    expect(report.delivery.token).toBeUndefined();
    expect(report.outbox.filter(({ kind }) => kind === 'follow')).toEqual([]);
    expect(report.position.state).toBe('filed');
  });

  test('is asked for the number as well, less and less often', async () => {
    queue.numbersLater = true;
    const id = await underWay(api);
    await api.settle();
    expect((await stored(id)).outbox).toMatchObject([{ kind: 'follow', attempts: 1, destination: 'city' }]);
    queue.numbers.set(`${id}:1`, 'N-7');
    api.clock.advance(MINUTE);
    await api.settle();
    expect(await stored(id)).toMatchObject({ delivery: { caseNumbers: ['N-7'] }, outbox: [] });
  });

  test('is asked for in windows that overlap', async () => {
    const { id, number } = await delivered();
    queue.news = [told(number, 'accept', 1)];
    await pollDestination(api.services, queue);
    api.clock.advance(MINUTE);
    await pollDestination(api.services, queue);
    const [first, second] = queue.windows;
    expect(second!.from.getTime()).toBeLessThan(first!.to.getTime());
    await api.settle();
    expect((await actionsOf(id)).filter((action) => action === 'accept')).toHaveLength(1);
  });

  test('is found by indexes', async () => {
    await storeAnswers('city', [told('indexed', 'file', 1)], api.clock.now());
    for (const query of [
      dueAnswers(api.clock.now()),
      answersOfCase('city', 'indexed'),
      reportOfCase('indexed'),
      strayQuery(undefined, 20),
    ]) {
      const plan = JSON.stringify(await query.explain('queryPlanner'));
      expect(plan).toContain('IXSCAN');
      expect(plan).not.toContain('COLLSCAN');
    }
  });
});
