import { randomUUID } from 'node:crypto';
import { register } from 'prom-client';
import { deadQueueOf } from '../../../../src/forwarding/adapters/amqp/topology';
import type { CaseInput } from '../../../../src/forwarding/port';
import { caseInput, caseUpdate } from '../contractData';
import { detailOf, type Stage, setStage, theBroker } from './stage';

const REPORTS = 200;
const LANES = 16;

/** What happens to messages when a broker restarts, refuses, forgets or breaks off. */
export function tellBrokerStories(): void {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
  });
  afterEach(() => stage.close());

  test('a broker killed in the middle of publishing loses nothing and doubles nothing', async () => {
    const consumer = await stage.consumer();
    consumer.badDays.crashEvery = 97;
    // The broker writes down which queues it has half a second late; it is killed with queues that are older than that.
    await stage.broker.evaluate('[dets:sync(Table) || Table <- dets:all()]');
    const inputs = Array.from({ length: REPORTS }, () => caseInput());
    const waiting = [...inputs];
    let restart: Promise<void> | undefined;
    const lane = async (): Promise<void> => {
      for (let input = waiting.shift(); input; input = waiting.shift()) {
        if (waiting.length < REPORTS / 2) restart ??= stage.broker.kill().then(stage.broker.start);
        await stage.deliver(input);
        await stage.deliverNews(caseUpdate(input, '', 'supports', `${input.key}/news`));
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    await restart;
    consumer.badDays.crashEvery = 0;
    await stage.until(() => inputs.every(({ key }) => consumer.ledger.get(key)?.[0]?.updates.length === 1));
    await stage.until(() => inputs.every(({ key }) => stage.told.some((answer) => answer.key === key)));
    const cases = inputs.map(({ key }) => consumer.ledger.get(key) ?? []);
    expect({ lost: cases.filter((of) => of.length === 0), doubled: cases.filter((of) => of.length > 1) }).toEqual({
      lost: [],
      doubled: [],
    });
    const numbers = new Map(stage.told.map(({ key, caseNumber }) => [key, caseNumber]));
    expect(inputs.map(({ key }) => numbers.get(key))).toEqual(cases.map(([only]) => only?.number));
  });

  test('a queue that was removed gives the message back, and is made again for the next', async () => {
    await stage.deliver(caseInput());
    await stage.channel((own) => own.deleteQueue(stage.queue));
    const lost = caseInput();
    expect(detailOf(await stage.destination.open(lost))).toBe('retryLater: not routed: NO_ROUTE');
    await stage.deliver(lost);
    expect(await stage.lying(stage.queue)).toBe(1);
  });

  test('connections that the broker closes are made again', async () => {
    await stage.deliver(caseInput());
    await stage.broker.evaluate(
      '[rabbit_networking:close_connection(C, "maintenance") || C <- rabbit_networking:local_connections()]',
    );
    const after = caseInput();
    await stage.deliver(after);
    const consumer = await stage.consumer();
    await consumer.caughtUp();
    await stage.until(() => stage.told.some(({ key }) => key === after.key));
    expect(consumer.ledger.get(after.key)).toHaveLength(1);
  });

  test('connections that stay open and say nothing are given up, both of them', async () => {
    const half = await setStage({ timeoutSeconds: 1, heartbeatSeconds: 1 });
    const consumer = await half.consumer();
    half.cable.set('silent');
    const input = caseInput();
    expect(detailOf(await half.destination.open(input))).toBe('retryLater: not confirmed in time');
    half.cable.set('whole');
    await half.deliver(input);
    await half.until(() => half.told.some(({ key }) => key === input.key));
    expect(consumer.ledger.get(input.key)).toHaveLength(1);
    await half.close();
  });

  test('without a connection the answer is at once that it is away, and nothing is kept for later', async () => {
    await stage.deliver(caseInput());
    stage.cable.set('cut');
    const inputs = Array.from({ length: 100 }, () => caseInput());
    for (const input of inputs) expect(detailOf(await stage.destination.open(input))).toMatch(/^retryLater: /);
    stage.cable.set('whole');
    await stage.deliver(caseInput());
    expect(await stage.lying(stage.queue)).toBe(2);
  });

  test('more than may be unconfirmed is told to come later', async () => {
    const few = await setStage({ concurrency: 2 });
    const outcomes = await Promise.all([1, 2, 3].map(() => few.destination.open(caseInput())));
    expect(outcomes.map(detailOf)).toEqual(['accepted', 'accepted', 'retryLater: 2 messages are unconfirmed']);
    await few.close();
  });

  test('a case that no message can hold is rejected and the connection goes on', async () => {
    const huge: CaseInput = { ...caseInput(), words: 'x'.repeat(17 * 1024 * 1024) };
    expect(detailOf(await stage.destination.open(huge))).toBe('rejected: larger than 16777216 bytes');
    expect(await stage.destination.open(caseInput())).toMatchObject({ outcome: 'accepted' });
  });

  test('a case that its consumer always gives back becomes a dead letter and the next are served', async () => {
    const stubborn = await setStage({ deliveryLimit: 3 });
    const consumer = await stubborn.consumer();
    await consumer.caughtUp();
    consumer.badDays.refuses = true;
    await stubborn.deliver(caseInput());
    await stubborn.until(async () => (await stubborn.lying(deadQueueOf(stubborn.queue))) === 1);
    const shown = await register.getSingleMetric('jierong_amqp_dead_letters')?.get();
    expect(shown?.values).toContainEqual({ labels: { destination: stubborn.destination.name }, value: 1 });
    consumer.badDays.refuses = false;
    const next = caseInput();
    await stubborn.deliver(next);
    await consumer.caughtUp();
    expect(consumer.ledger.get(next.key)).toHaveLength(1);
    await stubborn.close();
  });

  test('where queues are only checked, a missing one is named and nothing is made', async () => {
    const queue = `not.there.${randomUUID()}`;
    const { destination, close, channel } = await setStage({ topology: 'check', cases: { queue, exchange: '' } });
    const detail = detailOf(await destination.open(caseInput()));
    expect(detail).toContain('NOT_FOUND');
    expect(detail).toContain(queue);
    await expect(channel((own) => own.checkQueue(queue))).rejects.toThrow('NOT_FOUND');
    await close();
  });

  test('queues that are only checked are used as they are', async () => {
    const name = randomUUID();
    await stage.channel((own) => own.assertQueue(name, { durable: true }));
    const { destination, close, lying } = await setStage({ topology: 'check', cases: { queue: name, exchange: '' } });
    expect(await destination.open(caseInput())).toMatchObject({ outcome: 'accepted' });
    expect(await lying(name)).toBe(1);
    await close();
  });

  test('a queue that is there with other properties is named', async () => {
    const name = randomUUID();
    await stage.channel((own) => own.assertQueue(name, { durable: true }));
    const { destination, close } = await setStage({ cases: { queue: name, exchange: '' } });
    expect(detailOf(await destination.open(caseInput()))).toContain('PRECONDITION_FAILED');
    await close();
  });

  test('an exchange of the owner routes by the key of the settings', async () => {
    const name = randomUUID();
    const routed = await setStage({ cases: { queue: name, exchange: `${name}.exchange`, routingKey: 'street.issue' } });
    expect(await routed.destination.open(caseInput())).toMatchObject({ outcome: 'accepted' });
    expect(await routed.lying(name)).toBe(1);
    await routed.close();
  });

  test('a wrong password is told by its name and without the password', async () => {
    const url = stage.broker.url.replace('guest:guest', 'guest:secret-word');
    const { destination, close } = await setStage({ url });
    const detail = detailOf(await destination.open(caseInput()));
    expect(detail).toContain('ACCESS-REFUSED');
    expect(detail).not.toContain('secret-word');
    await close();
  });

  test('over TLS a broker is trusted by its authority, and not without', async () => {
    const { authority } = await theBroker();
    const url = stage.broker.tlsUrl;
    const trusted = await setStage({ ...(url ? { url } : {}), tls: { ca: authority } });
    expect(await trusted.destination.open(caseInput())).toMatchObject({ outcome: 'accepted' });
    const strange = await setStage(url ? { url } : {});
    expect(detailOf(await strange.destination.open(caseInput()))).toMatch(/^retryLater: broker away: .*(CERT|VERIFY)/);
    await Promise.all([trusted.close(), strange.close()]);
  });
}
