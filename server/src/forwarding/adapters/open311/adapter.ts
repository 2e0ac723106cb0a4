import type { Photo } from '@jierong/shared/media';
import type { Adapter, AdapterContext } from '../../adapter';
import type { CaseInput, Delivery, Destination, UpdateDelivery } from '../../port';
import type { FormFile } from './form';
import { GeoReport } from './geoReport';
import { findByKey, findByToken, foundIn } from './lookUp';
import { readNews } from './news';
import { type Open311Settings, open311Settings } from './settings';
import { serviceOf, toRequest, toServiceUpdate } from './toRequest';

const KEPT = 1000;

/** Any server of Open311 GeoReport v2, with mySociety's updates where it has them. */
export const adapter: Adapter<Open311Settings> = {
  settings: open311Settings,
  make: (settings, context) => open311Destination(settings, context),
};

function open311Destination(settings: Open311Settings, context: AdapterContext): Destination {
  const server = new GeoReport(settings, context.http);
  const map = { toDatum: context.toDatum, address: context.photos.address };
  /** What is being opened or was opened by this process: GeoReport itself knows no repetition. */
  const openings = new Map<string, Promise<Delivery>>();

  async function open(input: CaseInput): Promise<Delivery> {
    const service = serviceOf(settings, input);
    if (!service) return { outcome: 'rejected', detail: `no service for category ${input.category.code}` };
    if (settings.lookUp.by === 'filter' || settings.lookUp.by === 'window') {
      try {
        const known = await findByKey(server, settings, input.key, context.now(), input.reportedAt);
        if (known) return { outcome: 'accepted', ...known };
      } catch (error) {
        return { outcome: 'retryLater', detail: (error as Error).message };
      }
    }
    if (settings.photos.by === 'address' && input.photos.some((photo) => !map.address(photo)))
      return { outcome: 'retryLater', detail: 'photos have no address: PUBLIC_URL is not set' };
    const fields = toRequest(input, service, settings, map);
    const reply = await server.post('requests', fields, await photoFiles(input.photos));
    switch (reply.kind) {
      case 'refused':
        return { outcome: 'rejected', detail: reply.detail };
      case 'rows': {
        const found = foundIn(reply.rows[0]);
        if (found) return { outcome: 'accepted', ...found };
        return { outcome: 'retryLater', detail: 'the answer names neither number nor token' };
      }
      default:
        return { outcome: 'retryLater', detail: reply.detail };
    }
  }

  async function photoFiles(photos: Photo[]): Promise<FormFile[]> {
    const how = settings.photos;
    if (how.by === 'address') return [];
    return Promise.all(
      photos.map(async (photo, i) => ({
        field: how.field.replace('#', String(i + 1)),
        name: `${photo.key}.jpg`,
        content: await context.photos.bytes(photo),
      })),
    );
  }

  return {
    name: context.name,
    concurrency: settings.concurrency,
    open(input) {
      const begun = openings.get(input.key);
      if (begun) return begun;
      const opening = open(input);
      openings.set(input.key, opening);
      const forget = () => void openings.delete(input.key);
      opening.then((delivery) => delivery.outcome !== 'accepted' && forget(), forget);
      if (openings.size > KEPT) openings.delete(openings.keys().next().value ?? '');
      return opening;
    },
    async find(key, token) {
      if (token) return findByToken(server, token);
      const found = await findByKey(server, settings, key, context.now());
      if (!found && settings.tokens && settings.lookUp.by !== 'repeat')
        throw new Error('a request that has no number yet is not shown');
      return found;
    },
    async update(update): Promise<UpdateDelivery> {
      if (!settings.takesUpdates) return { outcome: 'refused', detail: 'this server takes no updates' };
      const fields = toServiceUpdate(update, context.now(), settings, map);
      const reply = await server.post('servicerequestupdates', fields, await photoFiles(update.photos));
      if (reply.kind === 'rows') return { outcome: 'accepted' };
      return { outcome: reply.kind === 'refused' ? 'refused' : 'retryLater', detail: reply.detail };
    },
    ...(settings.news.by === 'nothing'
      ? {}
      : { poll: (window: { from: Date; to: Date }) => readNews(server, settings, context, window) }),
  };
}
