import type { CaseStage } from '@jierong/shared/cases';
import type { CategoryGroup } from '@jierong/shared/categories';
import { distanceMeters } from '@jierong/shared/geo';
import type { QueryFilter } from 'mongoose';
import { AppError } from '../../appError';
import { decodeCursor, pageOf } from '../../http/cursor';
import type { Person } from '../people/person';
import { cellsAround } from '../places/places';
import { searchedTerms } from './caseTerms';
import { CaseModel } from './model';
import { type DeskScope, deskScope, turnsOf } from './policy';
import type { CaseRecord } from './record';

export type CaseView = 'mine' | 'soon' | 'over' | 'open' | 'all';
const NEARBY_METERS = 200;
const NEARBY_SHOWN = 5;

export const findCase = (id: string): Promise<CaseRecord | null> => CaseModel.findById(id).lean<CaseRecord>().exec();

interface Wanted {
  view: CaseView;
  stages?: readonly CaseStage[] | undefined;
  groups?: readonly CategoryGroup[] | undefined;
  unitId?: string | undefined;
  text?: string | undefined;
}

const scopeFilter = (scope: DeskScope): QueryFilter<CaseRecord> =>
  'unitId' in scope ? { $or: [{ 'unit.id': scope.unitId }, { 'handOverTo.id': scope.unitId }] } : {};

/** What of the queue a view shows. Open cases are ranked by their earliest deadline, so "over" is a range of ranks. */
function viewFilter(view: CaseView, person: Person, now: Date): QueryFilter<CaseRecord> {
  const ms = now.getTime();
  switch (view) {
    case 'mine':
      return myTurn(person);
    case 'soon':
      return { open: true, rank: { $gte: ms }, soonAt: { $lte: now } };
    case 'over':
      return { open: true, rank: { $lt: ms } };
    case 'open':
      return { open: true };
    case 'all':
      return {};
  }
}

/** What waits for a person's duties; a check of what they or their unit handled does not. */
function myTurn(person: Person): QueryFilter<CaseRecord> {
  const turns = turnsOf(person);
  const filter: QueryFilter<CaseRecord> = { waitsFor: { $in: turns } };
  if (!turns.includes('checker')) return filter;
  const others: QueryFilter<CaseRecord> = {
    'handledBy.personIds': { $ne: person.id },
    ...(person.unit ? { 'handledBy.unitIds': { $ne: person.unit.id } } : {}),
  };
  return turns.length === 1 ? { ...filter, ...others } : { ...filter, $or: [{ stage: { $ne: 'handled' } }, others] };
}

/** The filter of a list as one person may see it. @throws forbidden */
export function caseFilter(person: Person, wanted: Wanted, now: Date): QueryFilter<CaseRecord> {
  const terms = wanted.text ? searchedTerms(wanted.text) : [];
  const parts: QueryFilter<CaseRecord>[] = [viewFilter(wanted.view, person, now), scopeFilter(deskScope(person))];
  if (wanted.stages?.length) parts.push({ stage: { $in: wanted.stages } });
  if (wanted.groups?.length) parts.push({ group: { $in: wanted.groups } });
  if (wanted.unitId) parts.push({ 'unit.id': wanted.unitId });
  if (terms.length) parts.push({ terms: { $all: terms } });
  const used = parts.filter((part) => Object.keys(part).length > 0);
  return used.length > 1 ? { $and: used } : (used[0] ?? {});
}

/** Where a list goes on: after the rank and id of the row before. */
function afterCursor(cursor: string | undefined): QueryFilter<CaseRecord> | undefined {
  if (!cursor) return undefined;
  const [rank, id] = decodeCursor(cursor, 2);
  if (typeof rank !== 'number' || typeof id !== 'string')
    throw new AppError('invalidInput', { issues: [{ path: 'cursor', problem: 'invalid' }] });
  return { rank: { $gte: rank }, $or: [{ rank: { $gt: rank } }, { _id: { $gt: id } }] };
}

/** Fields a card needs: lists read no timelines. */
const cardFields = '-timeline -answers -terms -seenUpdates -words';

/** The queue, the most urgent first. */
export async function listCases(
  filter: QueryFilter<CaseRecord>,
  cursor: string | undefined,
  limit: number,
): Promise<{ rows: CaseRecord[]; next?: string }> {
  const after = afterCursor(cursor);
  const rows = await CaseModel.find(after ? { $and: [filter, after] } : filter)
    .sort({ rank: 1, _id: 1 })
    .limit(limit + 1)
    .select(cardFields)
    .lean<CaseRecord[]>();
  return pageOf(rows, limit, (row) => [row.rank, row._id]);
}

/** How many wait for a person, are due soon, and are over. */
export async function countCases(person: Person, now: Date): Promise<{ mine: number; soon: number; over: number }> {
  const count = (view: CaseView) => CaseModel.countDocuments(caseFilter(person, { view }, now));
  const [mine, soon, over] = await Promise.all([count('mine'), count('soon'), count('over')]);
  return { mine, soon, over };
}

/** How many cases are a person's to act on now; 0 for who has no business at the desk. */
export const countForPerson = (person: Person): Promise<number> => {
  const turns = turnsOf(person);
  return turns.length ? CaseModel.countDocuments(myTurn(person)) : Promise.resolve(0);
};

/** Other open cases of the same group within 200 m that a person may see, the nearest first. */
export async function nearbyCases(
  person: Person,
  record: CaseRecord,
): Promise<{ record: CaseRecord; distanceMeters: number }[]> {
  const here = record.place.point;
  if (!here) return [];
  const found = await CaseModel.find({
    cells: { $in: cellsAround(here, NEARBY_METERS) },
    group: record.group,
    open: true,
    ...scopeFilter(deskScope(person)),
  })
    .select('number title stage place')
    .limit(100)
    .lean<CaseRecord[]>();
  return found
    .flatMap((other) =>
      other._id === record._id || !other.place.point
        ? []
        : [{ record: other, distanceMeters: Math.round(distanceMeters(here, other.place.point)) }],
    )
    .filter((near) => near.distanceMeters <= NEARBY_METERS)
    .sort((a, b) => a.distanceMeters - b.distanceMeters)
    .slice(0, NEARBY_SHOWN);
}
