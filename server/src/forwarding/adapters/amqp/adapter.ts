import type { Photo } from '@jierong/shared/media';
import type { Adapter, AdapterContext } from '../../adapter';
import type { CaseInput, CaseUpdate, Destination } from '../../port';
import { type AnswersListener, listenToAnswers } from './answers';
import { watchDeadLetters } from './metrics';
import { makePublisher, type Outgoing } from './publisher';
import { type Settings, settings } from './settings';
import { type PhotoOnWire, toCaseMessage, toUpdateMessage } from './toMessage';

/**
 * A case queue behind RabbitMQ. What the port's words mean where the other side is a queue:
 *
 * - **accepted**: the broker has confirmed that the message is routed and lies on the disks of a majority. The number is
 *   not known then, so the token is the key itself.
 * - **the same key twice is one case**: the message id is our key (or the id of the news), and a consumer has to be
 *   idempotent by it. That is the one thing asked of it beyond AMQP.
 * - **find**: a queue cannot be looked into, and need not be. After a lost confirmation (no token) the answer is
 *   undefined, "it may be sent", because sending the same message id again is safe. For a token, the answer is the token:
 *   it is there, and its number is not known here.
 * - **the number** comes as any news does, by `listen`: the first answer of a case names both key and case number. It is
 *   kept by whoever takes the answers, durably, before the broker forgets them; nothing of it is held here.
 *
 * Order: one report's messages are published one after the other, each confirmed before the next, into one queue that
 * serves one consumer at a time.
 */
export const adapter: Adapter<Settings> = {
  settings,
  make(given, context): Destination {
    const publisher = makePublisher(given, context);
    const forget = watchDeadLetters(context.name, () => publisher.deadLetters());
    const listeners: AnswersListener[] = [];
    return {
      name: context.name,
      concurrency: given.concurrency,
      async open(input) {
        const published = await publisher.publish(await caseMessage(given, context, input));
        if (published.outcome === 'confirmed') return { outcome: 'accepted', token: input.key };
        if (published.outcome === 'tooLarge') return { outcome: 'rejected', detail: published.detail };
        return published;
      },
      async find(_key, token) {
        return token === undefined ? undefined : { token };
      },
      async update(update) {
        const published = await publisher.publish(await updateMessage(given, context, update));
        if (published.outcome === 'confirmed') return { outcome: 'accepted' };
        if (published.outcome === 'tooLarge') return { outcome: 'refused', detail: published.detail };
        return published;
      },
      async listen(take) {
        publisher.begin();
        const listener = listenToAnswers(given, context, take);
        listeners.push(listener);
        await listener.begun;
      },
      async close() {
        forget();
        await Promise.all([...listeners.map((listener) => listener.close()), publisher.close()]);
      },
    };
  },
};

async function caseMessage(given: Settings, context: AdapterContext, input: CaseInput): Promise<Outgoing> {
  const point = input.place.point && context.toDatum(input.place.point, given.datum);
  const photos = await photosOnWire(given, context, input.photos);
  return {
    id: input.key,
    kind: 'open',
    key: input.key,
    at: context.now(),
    body: Buffer.from(JSON.stringify(toCaseMessage(input, point, photos))),
  };
}

async function updateMessage(given: Settings, context: AdapterContext, update: CaseUpdate): Promise<Outgoing> {
  const photos = await photosOnWire(given, context, update.photos);
  return {
    id: update.id,
    kind: 'update',
    key: update.key,
    at: context.now(),
    body: Buffer.from(JSON.stringify(toUpdateMessage(update, photos))),
  };
}

const photosOnWire = (given: Settings, { photos }: AdapterContext, shown: Photo[]): Promise<PhotoOnWire[]> =>
  Promise.all(
    shown.map(async (photo) => {
      const { view, width, height } = photo;
      if (given.photos === 'bytes')
        return { view, width, height, jpeg: (await photos.bytes(photo)).toString('base64') };
      const address = photos.address(photo);
      return { view, width, height, ...(address ? { address } : {}) };
    }),
  );
