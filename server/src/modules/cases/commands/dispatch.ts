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

/** 转办 to another unit; the clock goes on. @throws unknownUnit, and as `takeStep` */
export async function handOver(
  services: Services,
  person: Person,
  { unitId, ...input }: StepInput & { unitId: string },
): Promise<CaseRecord> {
  const unit = await handlingUnit(unitId);
  return takeStep(services, person, 'handOver', input, ({ dueAt }) => ({
    set: { unit },
    entry: { unitName: unit.name, ...(dueAt ? { dueAt } : {}) },
    answer: { unit, ...(dueAt ? { dueAt } : {}) },
    brought: ['unit'],
  }));
}
