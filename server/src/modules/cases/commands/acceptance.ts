import type { Services } from '../../../services';
import { addLimit } from '../../calendar/workingTime';
import type { Person } from '../../people/person';
import type { CaseRecord } from '../record';
import { type StepInput, takeStep } from './takeStep';

const HOUR = 3_600_000;

/** 受理: the clock of the first contact starts. */
export const accept = (services: Services, person: Person, input: StepInput): Promise<CaseRecord> =>
  takeStep(services, person, 'accept', input, (_, at) => ({
    set: { contact: { startedAt: at, dueAt: new Date(at.getTime() + services.env.CONTACT_HOURS * HOUR) } },
  }));

/** 不予受理, with a reason of the published list. */
export const refuse = (services: Services, person: Person, input: StepInput): Promise<CaseRecord> =>
  takeStep(services, person, 'refuse', input);

/** 不予立案, with a reason of the published list. */
export const decline = (services: Services, person: Person, input: StepInput): Promise<CaseRecord> =>
  takeStep(services, person, 'decline', input);

/** 立案: the handling clock starts with the limit of the category. */
export const file = (services: Services, person: Person, input: StepInput): Promise<CaseRecord> =>
  takeStep(services, person, 'file', input, (record, at) => {
    const dueAt = addLimit(at, record.limit);
    return { set: { startedAt: at, dueAt }, entry: { dueAt }, answer: { dueAt } };
  });
