import type { CaseInfo } from '@jierong/shared/cases';
import { addLimit } from '../calendar/workingTime';
import type { Person } from '../people/person';
import { placeOf } from '../places/places';
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

/** For who may dispatch: who had the case already, else the owner by the duty list; with the limit and its deadline. */
async function suggestion(person: Person, record: CaseRecord, now: Date): Promise<CaseInfo['suggested']> {
  if (!abilitiesOf(person, record).includes('dispatch')) return undefined;
  const owner = ownerOf({ ...record, place: whereItIs(record) });
  const unit = record.unit ?? (await findHandlingUnit(owner.unitId));
  if (!unit) return undefined;
  const limit = record.unit ? record.limit : (owner.limit ?? record.limit);
  return {
    unitId: unit.id,
    unitName: unit.name,
    limit,
    dueAt: addLimit(record.startedAt ?? now, limit).toISOString(),
    because: record.unit ? 'first' : owner.duty ? 'duty' : 'fallback',
    ...(owner.duty && !record.unit ? { duty: owner.duty } : {}),
  };
}

const whereItIs = ({ place: { point } }: CaseRecord) => (point ? { point, ...placeOf(point) } : {});
