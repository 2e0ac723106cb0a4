import type { Services } from '../../../services';
import { addLimit } from '../../calendar/workingTime';
import type { Person } from '../../people/person';
import type { CaseRecord } from '../record';
import { type StepInput, takeStep } from './takeStep';

/** 核查通过, 结案. */
export const pass = (services: Services, person: Person, input: StepInput): Promise<CaseRecord> =>
  takeStep(services, person, 'pass', input);

/** 核查不通过, 返工: the handling clock starts anew, and an open dispute is thereby upheld. */
export const rework = (services: Services, person: Person, input: StepInput): Promise<CaseRecord> =>
  takeStep(services, person, 'rework', input, (record, at) => {
    const dueAt = addLimit(at, record.limit);
    return {
      set: { reworks: record.reworks + 1, startedAt: at, dueAt, disputeOpen: false },
      entry: { dueAt },
      answer: { dueAt },
    };
  });

/** 没有办, closed with a public reason; after 返工 it is the refusal to do it again. */
export const closeUnfixed = (services: Services, person: Person, input: StepInput): Promise<CaseRecord> =>
  takeStep(services, person, 'closeUnfixed', input);

/** 作废. */
export const voidCase = (services: Services, person: Person, input: StepInput): Promise<CaseRecord> =>
  takeStep(services, person, 'void', input);
