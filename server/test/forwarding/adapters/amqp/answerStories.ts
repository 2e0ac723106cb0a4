import { register } from 'prom-client';
import { deadQueueOf } from '../../../../src/forwarding/adapters/amqp/topology';
import { caseInput, SECRET } from '../contractData';
import { type Stage, setStage } from './stage';

const at = '2026-11-23T09:00:00+08:00';
const answerOf = (number: string, seq: number, more: object = {}): Buffer =>
  Buffer.from(JSON.stringify({ caseNumber: number, eventId: `${number}-${seq}`, seq, at, action: 'file', ...more }));

const malformedCounted = async (): Promise<number> => {
  const metric = await register.getSingleMetric('jierong_amqp_malformed_answers_total')?.get();
  return metric?.values.reduce((sum, { value }) => sum + value, 0) ?? 0;
};

/** What happens to answers on their way back. */
export function tellAnswerStories(): void {
  let stage: Stage;
  /** Fails so often before it takes. */
  let failures = 0;
  let takes = 0;
  beforeEach(async () => {
    failures = 0;
    takes = 0;
    stage = await setStage({}, async () => {
      takes += 1;
      if (failures > 0) {
        failures -= 1;
        throw new Error('the database is away');
      }
    });
  });
  afterEach(() => stage.close());
  const seqs = () => stage.told.map(({ seq }) => seq);

  test('the number of a case comes with the first answer and the token stands for it until then', async () => {
    const input = caseInput();
    expect(await stage.destination.open(input)).toEqual({ outcome: 'accepted', token: input.key });
    expect(await stage.destination.find(input.key, input.key)).toEqual({ token: input.key });
    const consumer = await stage.consumer();
    await stage.until(() => stage.told.some(({ key }) => key === input.key));
    const [first] = stage.told.filter(({ key }) => key === input.key);
    expect(first).toMatchObject({ action: 'accept', caseNumber: consumer.ledger.get(input.key)?.[0]?.number });
  });

  test('malformed answers go to the dead letters with the reason, are counted, and hold up nobody', async () => {
    const consumer = await stage.consumer();
    const before = await malformedCounted();
    const malformed: [Buffer, string | undefined, string][] = [
      [Buffer.from('not json'), 'm1', 'not JSON in UTF-8'],
      [Buffer.from([0x7b, 0x22, 0xff, 0xfe]), 'm2', 'not JSON in UTF-8'],
      [answerOf('A', 1, { action: 'explode' }), 'm3', 'action: invalid_value'],
      [answerOf('A', 1, { key: `${SECRET} <script>` }), 'm4', 'key: invalid_format'],
      [Buffer.from(JSON.stringify({ caseNumber: 'A', at, action: 'file' })), undefined, 'neither eventId nor'],
      [Buffer.alloc(300 * 1024, 0x20), 'm6', 'larger than'],
    ];
    for (const [body, id] of malformed) await consumer.sendRaw(body, id);
    await consumer.sendRaw(answerOf('GOOD', 1));
    await stage.until(() => stage.told.some(({ caseNumber }) => caseNumber === 'GOOD'));
    const dead = deadQueueOf(stage.answersQueue);
    await stage.until(async () => (await stage.lying(dead)) === malformed.length);
    const reasons = await stage.channel(async (own) => {
      const messages = [];
      for (const _ of malformed) messages.push(await own.get(dead, { noAck: true }));
      return messages.map((message) =>
        typeof message === 'object' ? String(message.properties.headers?.['x-reason']) : 'none',
      );
    });
    for (const [i, [, , reason]] of malformed.entries()) expect(reasons[i]).toContain(reason);
    expect(reasons.join()).not.toContain(SECRET);
    expect((await malformedCounted()) - before).toBe(malformed.length);
  });

  test('while answers cannot be stored they are offered again in their order and never become dead letters', async () => {
    const consumer = await stage.consumer();
    await stage.until(() => stage.told.length === 1);
    stage.told.length = 0;
    failures = 3;
    for (let seq = 1; seq <= 30; seq += 1) await consumer.sendRaw(answerOf('A', seq));
    await stage.until(() => stage.told.length >= 30);
    expect(seqs()).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(takes).toBeGreaterThan(3);
    expect(await stage.lying(deadQueueOf(stage.answersQueue))).toBe(0);
    expect(await stage.lying(stage.answersQueue)).toBe(0);
  });

  test('an answer that was not acknowledged when the connection broke comes again', async () => {
    const consumer = await stage.consumer();
    await stage.until(() => stage.told.length === 1);
    stage.told.length = 0;
    failures = 1;
    await consumer.sendRaw(answerOf('A', 1));
    await stage.until(() => failures === 0);
    stage.cable.set('cut');
    stage.cable.set('whole');
    await consumer.sendRaw(answerOf('A', 2));
    await stage.until(() => seqs().includes(2));
    expect([...new Set(seqs())]).toEqual([1, 2]);
  });

  test('two that listen are served one at a time, and the other goes on when the first ends', async () => {
    const consumer = await stage.consumer();
    await stage.until(() => stage.told.length === 1);
    stage.told.length = 0;
    const others: number[] = [];
    const { queue, answersQueue } = stage;
    const second = await setStage(
      { cases: { queue, exchange: '' }, answers: { queue: answersQueue } },
      async (answers) => {
        others.push(...answers.map(({ seq }) => seq));
      },
    );
    for (let seq = 1; seq <= 20; seq += 1) await consumer.sendRaw(answerOf('A', seq));
    await stage.until(() => stage.told.length === 20);
    expect(others).toEqual([]);
    await stage.destination.close?.();
    await consumer.sendRaw(answerOf('A', 21));
    await stage.until(() => others.length === 1);
    expect(others).toEqual([21]);
    await second.close();
  });

  test('answers sent twice and in another order come as they lie, under their own ids', async () => {
    const consumer = await stage.consumer();
    const input = caseInput();
    await stage.deliver(input);
    await consumer.caughtUp();
    await stage.until(() => stage.told.length === 2);
    stage.told.length = 0;
    consumer.badDays.answersTwice = true;
    consumer.badDays.reorderBy = 6;
    for (const action of ['file', 'dispatch', 'start']) await consumer.answer(input.key, action);
    await stage.until(() => stage.told.length === 6);
    expect(stage.told.map(({ action }) => action)).toEqual(['start', 'start', 'dispatch', 'dispatch', 'file', 'file']);
    expect(new Set(stage.told.map(({ eventId }) => eventId)).size).toBe(3);
  });
}
