import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import type { CaseRecord } from '../record';
import { type StepInput, takeStep } from './takeStep';

/**
 * 联系上报人: a message to whoever reported, whom the desk does not know; the first one ends the clock. The words stand in
 * the case and in the reporter's inbox, and nowhere else.
 * @throws as `takeStep`
 */
export const contact = (
  services: Services,
  person: Person,
  { words, ...input }: StepInput & { words: string },
): Promise<CaseRecord> =>
  takeStep(services, person, 'contact', { ...input, note: words }, (record, at) => ({
    set: record.contact && !record.contact.doneAt ? { contact: { ...record.contact, doneAt: at } } : {},
    brought: ['words'],
  }));
