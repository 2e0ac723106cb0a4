import type { Photo } from '@jierong/shared/media';
import { storePhoto } from '../../modules/media/photos';
import type { Services } from '../../services';

const MOST = 6;
const OWNER = 'official';

/**
 * Fetches the photos an answer names and keeps them as our own, without metadata. What cannot be fetched, or is no
 * picture, is left out: an answer does not wait for it.
 */
export async function fetchPhotos(services: Services, destination: string, addresses: string[]): Promise<Photo[]> {
  const photos: Photo[] = [];
  for (const url of addresses.slice(0, MOST)) {
    try {
      const answer = await services.destinations.http(destination).call({ method: 'GET', url });
      if (answer.status !== 200) throw new Error(`status ${answer.status}`);
      const { key, width, height } = await storePhoto(services, OWNER, answer.body);
      photos.push({ key, width, height, view: 'after' });
    } catch (err) {
      services.log.warn({ destination, err }, 'a photo of an answer is left out');
    }
  }
  return photos;
}
