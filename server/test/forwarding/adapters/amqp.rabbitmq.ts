import { tellAnswerStories } from './amqp/answerStories';
import { tellBrokerStories } from './amqp/brokerStories';
import { tellLoopStories } from './amqp/loopStories';
import { endBroker, setStage } from './amqp/stage';
import { describeAdapter } from './contract';
import { caseInput, photoKeysIn } from './contractData';

afterAll(endBroker);

const BLOCK = 'vm_memory_monitor:set_vm_memory_high_watermark(0.00001)';
const UNBLOCK = 'vm_memory_monitor:set_vm_memory_high_watermark(0.4)';

describeAdapter(
  'amqp',
  {
    datum: 'wgs84',
    badDays: ['losesAnswer', 'isAway', 'isBusy'],
    lookUp: 'mayRepeat',
    steps: ['accept', 'file', 'dispatch', 'start', 'feedback'],
    knowsItsCases: false,
  },
  async () => {
    const stage = await setStage();
    const { broker, cable, destination, told } = stage;
    const consumer = await stage.consumer();
    consumer.badDays.silent = true;
    let blocked = false;
    const ledger = async () => {
      await consumer.caughtUp();
      return consumer.ledger;
    };
    return {
      destination,
      ledger: async () => new Map([...(await ledger())].map(([key, cases]) => [key, cases.length])),
      async kept(key) {
        const kept = (await ledger()).get(key)?.at(-1);
        if (!kept) return undefined;
        const { title, words, photos, place } = kept.opened.body as {
          title: string;
          words: string;
          photos: unknown;
          place: { point?: { longitude: number; latitude: number } };
        };
        return {
          text: [title, words, ...kept.updates.map(({ body }) => body.reason)].join('\n'),
          updates: kept.updates.map(({ id }) => id),
          photos: photoKeysIn(JSON.stringify(photos)),
          ...(place.point ? { point: place.point } : {}),
        };
      },
      arrived: async () => JSON.stringify([...(await ledger()).values()]),
      async badDay(day) {
        if (day === 'losesAnswer') cable.set('cutAtAnswer');
        if (day === 'isAway') cable.set('cut');
        if (day !== 'isBusy') return;
        blocked = true;
        await broker.evaluate(BLOCK);
        // A connection is told that it is blocked when it sends the next time.
        await stage.until(async () => (await destination.open(caseInput())).outcome === 'retryLater');
      },
      async goodDay() {
        cable.set('whole');
        if (blocked) await broker.evaluate(UNBLOCK);
        blocked = false;
        await stage.deliver(caseInput()); // the connection stands again
      },
      async work(key, steps, remark) {
        await consumer.caughtUp();
        for (const step of steps) await consumer.answer(key, step, { note: remark });
      },
      async told() {
        const mark = `mark-${told.length}`;
        const at = new Date().toISOString();
        await consumer.sendRaw(Buffer.from(JSON.stringify({ caseNumber: mark, at, action: 'accept' })), mark);
        await stage.until(() => told.some(({ eventId }) => eventId === mark));
        return told.filter(({ eventId }) => !eventId.startsWith('mark-'));
      },
      close: () => stage.close(),
    };
  },
);

describe('the queue of answers', tellAnswerStories);

describe('the broker', tellBrokerStories);

describe('the whole way', tellLoopStories);
