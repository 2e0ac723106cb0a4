import type { TimeLimit } from '@jierong/shared/categories';
import { AppError } from '../../../appError';
import type { Services } from '../../../services';
import { addLimit } from '../../calendar/workingTime';
import type { Person } from '../../people/person';
import { findHandlingUnit } from '../../units/queries';
import type { CaseRecord } from '../record';
import { type StepInput, takeStep } from './takeStep';

/** About a year: a longer one is a slip of the finger. */
const longest: Record<TimeLimit['unit'], number> = { workingHour: 1875, workingDay: 250, day: 366 };

/** @throws unknownUnit */
async function handlingUnit(unitId: string): Promise<{ id: string; name: string }> {
  const unit = await findHandlingUnit(unitId);
  if (!unit) throw new AppError('unknownUnit', { unitId });
  return unit;
}

/**
 * 派遣 to a unit. The limit counts from the filing, or from when the case was reopened: what the desk used up is not
 * given to the unit anew.
 * @throws unknownUnit, invalidInput for a limit beyond a year, and as `takeStep`
 */
export async function dispatch(
  services: Services,
  person: Person,
  { unitId, limit, ...input }: StepInput & { unitId: string; limit: TimeLimit },
): Promise<CaseRecord> {
  if (limit.value > longest[limit.unit])
    throw new AppError('invalidInput', { issues: [{ path: 'limit.value', problem: 'too_big' }] });
  const unit = await handlingUnit(unitId);
  return takeStep(services, person, 'dispatch', input, (record, at) => {
    const startedAt = record.startedAt ?? at;
    const dueAt = addLimit(startedAt, limit);
    return {
      set: { unit, limit, startedAt, dueAt },
      entry: { unitName: unit.name, dueAt },
      answer: { unit, dueAt },
      brought: ['unit', 'limit'],
    };
  });
}

/**
 * 转办: asks another unit to take the case over. Who received it first keeps the duty and the clock until the other
 * accepts (首接负责), so the report is told nothing yet. Asking again replaces the unit that is asked.
 * @throws unknownUnit, invalidInput for the unit that has the case, and as `takeStep`
 */
export async function handOver(
  services: Services,
  person: Person,
  { unitId, ...input }: StepInput & { unitId: string },
): Promise<CaseRecord> {
  const unit = await handlingUnit(unitId);
  return takeStep(services, person, 'handOver', input, (record) => {
    if (record.unit?.id === unit.id)
      throw new AppError('invalidInput', { issues: [{ path: 'unitId', problem: 'same' }] });
    return { set: { handOverTo: unit }, entry: { unitName: unit.name }, brought: ['unit'] };
  });
}

/** 接办: the unit that was asked has the case from now on; the clock goes on. @throws as `takeStep` */
export const takeOver = (services: Services, person: Person, input: StepInput): Promise<CaseRecord> =>
  takeStep(services, person, 'takeOver', input, ({ handOverTo, dueAt }) => ({
    set: { unit: handOverTo, handOverTo: undefined },
    entry: dueAt ? { dueAt } : {},
    answer: { ...(handOverTo ? { unit: handOverTo } : {}), ...(dueAt ? { dueAt } : {}) },
  }));

/** 不接: the case stays with the unit that has it. @throws as `takeStep` */
export const refuseHandOver = (services: Services, person: Person, input: StepInput): Promise<CaseRecord> =>
  takeStep(services, person, 'refuseHandOver', input, () => ({ set: { handOverTo: undefined } }));
