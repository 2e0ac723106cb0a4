import type { Category, TimeLimit } from '@jierong/shared/categories';
import type { Point } from '@jierong/shared/geo';
import type { CaseInput, CaseUpdate } from '../../port';
import type { FieldMap } from './fieldMap';
import { writeTime } from './times';

/** What a field map may send of a report. */
export const caseFactNames = [
  'key',
  'reportId',
  'round',
  'title',
  'words',
  'group',
  'categoryKind',
  'categoryMajor',
  'categoryCode',
  'categoryName',
  'longitude',
  'latitude',
  'address',
  'road',
  'grid',
  'gridId',
  'photos',
  'supports',
  'supervised',
  'demonstration',
  'reportedAt',
  'limit',
] as const;
/** What a field map may send of news. */
export const updateFactNames = [
  'id',
  'key',
  'caseNumber',
  'code',
  'text',
  'reason',
  'photos',
  'supports',
  'confirmed',
  'disputed',
  'asked',
  'supervised',
] as const;

export type Fact = string | number | boolean | readonly string[] | undefined;
export type CaseFacts = Record<(typeof caseFactNames)[number], Fact>;
export type UpdateFacts = Record<(typeof updateFactNames)[number], Fact>;

/** What has to be worked out before: the category in the platform's edition, the point in its datum, the photos. */
export interface Prepared {
  category: Category;
  point?: Point;
  /** Addresses or base64, as the map asks. */
  photos: readonly string[];
}

/** The facts of a report as a platform writes them. Pure. */
export function caseFacts(map: FieldMap, input: CaseInput, { category, point, photos }: Prepared): CaseFacts {
  const { key, reportId, round, title, words, group, supports, supervised, demonstration } = input;
  const { address, road, grid, gridId } = input.place;
  return {
    ...{ key, reportId, round, title, words, group, supports, supervised, demonstration },
    ...{ address, road, grid, gridId, photos },
    categoryKind: category.kind,
    categoryMajor: category.majorCode,
    categoryCode: category.code,
    categoryName: category.name,
    longitude: point?.longitude,
    latitude: point?.latitude,
    reportedAt: writeTime(input.reportedAt, map.time),
    limit: writeLimit(map, input.limit),
  };
}

/** The facts of news as a platform writes them; undefined when the map does not name this kind. Pure. */
export function updateFacts(map: FieldMap, update: CaseUpdate, photos: readonly string[]): UpdateFacts | undefined {
  const words = map.update.kinds[update.kind];
  if (!words) return undefined;
  const { id, key, caseNumber, reason, supports, confirmed, disputed, asked, supervised } = update;
  const told = { id, key, caseNumber, reason, supports, confirmed, disputed, asked, supervised };
  return { ...told, photos, code: words.code, text: fillTemplate(words.text, { ...told, reason: reason ?? '' }) };
}

/** Facts in a sentence; undefined when one of them is not known. */
export function fillTemplate(template: string, facts: Readonly<Record<string, Fact>>): string | undefined {
  let missing = false;
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name];
    if (fact === undefined) missing = true;
    return Array.isArray(fact) ? fact.join(',') : String(fact);
  });
  return missing ? undefined : text;
}

const writeLimit = (map: FieldMap, { value, unit }: TimeLimit): string | undefined =>
  fillTemplate(map.limit[unit], { value });
