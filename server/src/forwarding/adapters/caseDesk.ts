import { findCaseByKey, openCase, updateCase } from '../../modules/cases/desk';
import type { Services } from '../../services';
import { DESK } from '../deskName';
import type { Destination } from '../port';

/** The built-in case desk as a destination. It lies in the same database, so it is away only when that is. */
export const caseDeskDestination = (services: () => Pick<Services, 'now'>): Destination => ({
  name: DESK,
  concurrency: 16,
  open: (input) => openCase(input, services().now()),
  find: findCaseByKey,
  update: (update) => updateCase(update, services().now()),
});
