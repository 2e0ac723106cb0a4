import { type CategoryGroup, categoryGroup } from '@jierong/shared/categories';
import type { Point } from '@jierong/shared/geo';
import * as z from 'zod';
import { hasCode, hasMajor } from '../categories/catalogue';
import { areaHolds, gridLine, hasArea, hasGrid, hasRoad, hasStreet, streetOf } from '../places/registers';

const names = z.array(z.string().min(1)).min(1);
const one = (value: object): boolean => Object.keys(value).length === 1;

/** Where: streets (街道) or grids by their codes, roads or areas by their ids; a grid holds its finer ones. */
const placeCondition = z
  .strictObject({
    streets: names.optional(),
    grids: names.optional(),
    roads: names.optional(),
    areas: names.optional(),
  })
  .refine(one, 'names one kind of place');

/** What: plain groups, majors (大类) or codes of the national list. */
const categoryCondition = z
  .strictObject({ groups: z.array(categoryGroup).min(1).optional(), majors: names.optional(), codes: names.optional() })
  .refine(one, 'names one kind of category');

/** For which issues a rule is: a part that is left out is for all. */
export const condition = { place: placeCondition.optional(), category: categoryCondition.optional() };
export interface Condition {
  place?: z.infer<typeof placeCondition> | undefined;
  category?: z.infer<typeof categoryCondition> | undefined;
}

/** What rules look at: an issue and where it is. */
export interface Issue {
  group: CategoryGroup;
  category: { majorCode: string; code: string };
  place: { point?: Point; roadId?: string; gridId?: string };
}

/** The part of a condition that an issue does not meet; undefined when it meets all of it. */
export function misfit({ place, category }: Condition, issue: Issue): 'place' | 'category' | undefined {
  if (category && !holdsCategory(category, issue)) return 'category';
  if (place && !holdsPlace(place, issue.place)) return 'place';
  return undefined;
}

const holdsCategory = (
  { groups, majors, codes }: NonNullable<Condition['category']>,
  { group, category }: Issue,
): boolean =>
  Boolean(groups?.includes(group) || majors?.includes(category.majorCode) || codes?.includes(category.code));

function holdsPlace(
  { streets, grids, roads, areas }: NonNullable<Condition['place']>,
  { point, roadId, gridId }: Issue['place'],
): boolean {
  if (roads) return roadId !== undefined && roads.includes(roadId);
  if (areas) return point !== undefined && areas.some((area) => areaHolds(area, point));
  if (grids) return gridId !== undefined && gridLine(gridId).some((grid) => grids.includes(grid));
  return gridId !== undefined && Boolean(streets?.includes(streetOf(gridId)));
}

/**
 * How narrow a condition is: the category counts before the place. Code before major before group before all; area
 * before road before grid (the finer the narrower) before street before all.
 */
export const narrowness = ({ place, category }: Condition, issue: Issue): readonly [number, number] => [
  category?.codes ? 3 : category?.majors ? 2 : category?.groups ? 1 : 0,
  placeNarrowness(place, issue),
];

function placeNarrowness(place: Condition['place'], issue: Issue): number {
  if (!place) return 0;
  if (place.areas) return 7;
  if (place.roads) return 6;
  if (place.streets) return 1;
  const line = issue.place.gridId ? gridLine(issue.place.gridId) : [];
  return 2 + Math.max(0, ...line.map((grid, above) => (place.grids?.includes(grid) ? line.length - above : 0)));
}

/** Names in a condition that no register and no list of categories knows. */
export function unknownIn({ place, category }: Condition): string[] {
  const missing = (kind: string, listed: readonly string[] | undefined, has: (name: string) => boolean): string[] =>
    (listed ?? []).filter((name) => !has(name)).map((name) => `${kind} ${name}`);
  return [
    ...missing('street', place?.streets, hasStreet),
    ...missing('grid', place?.grids, hasGrid),
    ...missing('road', place?.roads, hasRoad),
    ...missing('area', place?.areas, hasArea),
    ...missing('major', category?.majors, hasMajor),
    ...missing('code', category?.codes, hasCode),
  ];
}
