import type { CaseInfo } from '@jierong/shared/cases';
import { addLimit } from '../calendar/workingTime';
import type { Person } from '../people/person';
import { ownerOf } from '../units/duties';
import { findHandlingUnit } from '../units/queries';
import { abilitiesOf } from './policy';
import { presentCaseInfo } from './presenter';
import { nearbyCases } from './queries';
import type { CaseRecord } from './record';

/** A case as one person sees it: gathers what the presenter needs beside the record. */
export async function viewCase(person: Person, record: CaseRecord, now: Date): Promise<CaseInfo> {
  const [suggested, near] = await Promise.all([suggestion(person, record, now), nearbyCases(person, record)]);
  const nearby = near.map(({ record: other, distanceMeters }) => ({
    id: other._id,
    number: other.number,
    title: other.title,
    stage: other.stage,
    distanceMeters,
  }));
  return presentCaseInfo(record, person, now, { ...(suggested ? { suggested } : {}), nearby });
}

/** For who may dispatch: the owner by the duty list, and the limit of the category with its deadline. */
async function suggestion(person: Person, record: CaseRecord, now: Date): Promise<CaseInfo['suggested']> {
  if (!abilitiesOf(person, record).includes('dispatch')) return undefined;
  const unit = record.unit ?? (await findHandlingUnit(ownerOf(record.group)));
  if (!unit) return undefined;
  return {
    unitId: unit.id,
    unitName: unit.name,
    limit: record.limit,
    dueAt: addLimit(record.startedAt ?? now, record.limit).toISOString(),
  };
}
