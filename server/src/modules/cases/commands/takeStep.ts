import type { CaseAction } from '@jierong/shared/cases';
import { AppError } from '../../../appError';
import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import { relayAnswers } from '../answers';
import { type CaseNeed, rowOf, stageAfter, withUnit } from '../caseLifecycle';
import { type CaseChange, changeCase } from '../change';
import type { CaseRecord } from '../record';

/** What every verb names: the case, the version the caller saw, and words. */
export interface StepInput {
  id: string;
  version: number;
  reason?: string | undefined;
  note?: string | undefined;
}

/** What a verb adds to a step: fields of the case, of its timeline entry and of the answer. */
export interface StepMore {
  set?: CaseChange['set'];
  entry?: Partial<NonNullable<CaseChange['entry']>>;
  answer?: Partial<NonNullable<CaseChange['answer']>>;
  brought?: readonly CaseNeed[];
}

/**
 * Takes one step of the desk's table: the case, its timeline and its answer to the report are written at once; then the
 * report is told. When that fails the step holds all the same and the relay tells it.
 * @throws notFound, caseMoved {version}, illegalTransition {state, action}, invalidInput when the row's needs are not met
 */
export async function takeStep(
  services: Services,
  person: Person,
  action: CaseAction,
  input: StepInput,
  more: (record: CaseRecord, at: Date) => StepMore = () => ({}),
): Promise<CaseRecord> {
  const at = services.now();
  const record = await changeCase({ _id: input.id }, input.version, (current) => {
    const row = rowOf(current, action);
    if (!row) throw new AppError('illegalTransition', { state: current.stage, action });
    const to = stageAfter(row, current);
    const added = more(current, at);
    const brought = new Set<CaseNeed>([...(input.reason ? (['reason'] as const) : []), ...(added.brought ?? [])]);
    const missing = (row.needs ?? []).filter((need) => !brought.has(need));
    if (missing.length)
      throw new AppError('invalidInput', { issues: missing.map((path) => ({ path, problem: 'required' })) });
    const words = {
      ...(input.reason ? { reason: input.reason } : {}),
      ...(input.note ? { note: input.note } : {}),
    };
    const unitName = person.unit?.name;
    return {
      set: {
        stage: to,
        ...(to === current.stage ? {} : { stageStartedAt: at }),
        ...(withUnit(to) ? {} : { handOverTo: undefined }),
        ...added.set,
      },
      entry: {
        at,
        action,
        by: person.nickname,
        personId: person.id,
        ...(unitName ? { unitName } : {}),
        to,
        ...words,
        photos: [],
        ...added.entry,
      },
      ...(row.answer
        ? {
            answer: {
              at,
              action: row.answer,
              ...(unitName ? { by: unitName } : {}),
              personId: person.id,
              ...words,
              photos: [],
              ...added.answer,
            },
          }
        : {}),
    };
  });
  await relayAnswers(services, record._id).catch((err: unknown) =>
    services.log.warn({ caseId: record._id, err }, 'the report hears of a step later'),
  );
  services.kick();
  return record;
}

/** The case with a person and their unit among those who handled it. */
export function handledByToo(record: CaseRecord, person: Person): CaseRecord['handledBy'] {
  const add = (list: string[], id: string | undefined): string[] => (id && !list.includes(id) ? [...list, id] : list);
  return {
    personIds: add(record.handledBy.personIds, person.id),
    unitIds: add(record.handledBy.unitIds, person.unit?.id),
  };
}
