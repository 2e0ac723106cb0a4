import { demonstrationAllowed } from '../modules/people/routes';
import { seedUnits } from '../modules/units/seedUnits';
import { removeDemonstrationKey, seedDemonstrationKey } from '../open311/keys/keys';
import type { Services } from '../services';
import { storeContent } from './content/store';
import { seedPeople } from './people';

/** Fills what an installation needs to begin: units, and demonstration people and reports where there are no real ones. */
export async function seed(services: Services, wanted: { content: boolean; photos?: string }): Promise<void> {
  await seedUnits();
  if (!demonstrationAllowed(services)) return removeDemonstrationKey();
  await seedDemonstrationKey(services.now());
  await seedPeople(services.now());
  if (wanted.content) await storeContent(services, wanted.photos);
}
