import type { ChannelModel, ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { AdapterContext } from '../../adapter';
import type { IncomingAnswer } from '../../port';
import { keepLink } from './link';
import { countMalformed } from './metrics';
import { readAnswer } from './readAnswer';
import type { Settings } from './settings';
import { deadQueueOf, provideQueue } from './topology';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;

type Take = (answers: IncomingAnswer[]) => Promise<void>;

/** Takes the answers off their queue until it is closed. */
export interface AnswersListener {
  /** Resolves when the first connection stands, or has failed and is tried again. */
  begun: Promise<void>;
  close(): Promise<void>;
}

/**
 * Listens to the queue of answers: at most `prefetch` at a time, in the order in which they lie, each batch acknowledged
 * after `take` has resolved. While `take` fails, the batch is kept and offered to it again, rather than given back:
 * every return counts towards the delivery limit, and a database that is away for a minute must not make dead letters.
 */
export function listenToAnswers(
  settings: Settings,
  { name, log }: Pick<AdapterContext, 'name' | 'log'>,
  take: Take,
): AnswersListener {
  let closing = false;
  let wake: (() => void) | undefined;
  let working = Promise.resolve();

  const link = keepLink<void>({ settings, log, setUp: subscribe });

  async function subscribe(model: ChannelModel, broken: (reason: string) => void): Promise<void> {
    const channel = await model.createConfirmChannel();
    const waiting: ConsumeMessage[] = [];
    let open = true;
    channel.on('error', (error) => broken(error.message));
    channel.on('close', () => {
      open = false;
      wake?.();
      broken('channel closed');
    });
    await provideQueue(channel, settings, 'answers');
    await channel.prefetch(settings.prefetch);

    const wanted = (): boolean => open && !closing;
    /** One batch after the other; what came with a connection that is gone comes again with the next. */
    const work = async (): Promise<void> => {
      try {
        while (wanted() && waiting.length > 0) await handle(channel, waiting.splice(0), wanted);
      } catch (err) {
        log.warn({ err }, 'answers were not acknowledged'); // so the broker brings them once more
        broken('answers were not acknowledged');
      }
    };
    await channel.consume(settings.answers.queue, (message) => {
      if (!message) return broken('the queue of answers is gone');
      if (waiting.push(message) === 1) working = working.then(work);
    });
  }

  async function handle(channel: ConfirmChannel, batch: ConsumeMessage[], wanted: () => boolean): Promise<void> {
    const answers: IncomingAnswer[] = [];
    for (const message of batch) {
      const read = readAnswer(message.content, message.properties);
      if (read.ok) answers.push(read.answer);
      else await putAside(channel, message, read.reason);
    }
    if (answers.length === 0 || (await offer(answers, wanted))) channel.ack(batch.at(-1)!, true);
  }

  /** Whether they were taken in the end. */
  async function offer(answers: IncomingAnswer[], wanted: () => boolean): Promise<boolean> {
    for (let failures = 1; wanted(); failures += 1) {
      try {
        await take(answers);
        return true;
      } catch (err) {
        log.error({ err, failures, answers: answers.length }, 'answers are not taken');
        if (!wanted()) return false;
        const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
        await new Promise<void>((settle) => {
          const timer = setTimeout(settle, wait);
          wake = () => {
            clearTimeout(timer);
            settle();
          };
        });
        wake = undefined;
      }
    }
    return false;
  }

  /** Into the dead letters with the reason, confirmed before the answer itself is acknowledged. */
  async function putAside(channel: ConfirmChannel, message: ConsumeMessage, reason: string): Promise<void> {
    countMalformed(name);
    log.warn({ reason }, 'an answer cannot be read');
    const { headers, messageId, correlationId, contentType, type } = message.properties;
    await new Promise<void>((settle, fail) => {
      const options = { persistent: true, messageId, correlationId, contentType, type };
      channel.publish(
        deadQueueOf(settings.answers.queue),
        '',
        message.content,
        { ...options, headers: { ...headers, 'x-reason': reason } },
        (error: Error | null) => (error ? fail(error) : settle()),
      );
    });
  }

  return {
    begun: link.current().then(
      () => undefined,
      () => undefined, // it is logged, and tried again
    ),
    async close() {
      closing = true;
      wake?.();
      await working;
      await link.close();
    },
  };
}
