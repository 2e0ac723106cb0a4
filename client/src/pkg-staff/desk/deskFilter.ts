import type { CaseStage } from '@jierong/shared/cases';
import type { CategoryGroup } from '@jierong/shared/categories';
import type { cases } from '@jierong/shared/endpoints/cases';
import type { Input } from '@/services/request';

export type DeskView = 'mine' | 'soon' | 'over' | 'all';

/** What of the queue is shown. */
export interface DeskFilter {
  view: DeskView;
  text: string;
  stages: CaseStage[];
  groups: CategoryGroup[];
  unitId?: string;
}

/** A view with nothing held back. */
export const everything = (view: DeskView): DeskFilter => ({ view, text: '', stages: [], groups: [] });

/** How many filters hold something back, the search left aside. */
export const filterCount = ({ stages, groups, unitId }: DeskFilter): number =>
  stages.length + groups.length + (unitId ? 1 : 0);

export const isFiltered = (filter: DeskFilter): boolean => filterCount(filter) > 0 || filter.text.trim() !== '';

export function listInput({ view, text, stages, groups, unitId }: DeskFilter): Input<typeof cases.list> {
  const words = text.trim();
  return {
    view,
    ...(words ? { text: words } : {}),
    ...(stages.length ? { stages } : {}),
    ...(groups.length ? { groups } : {}),
    ...(unitId ? { unitId } : {}),
  };
}
