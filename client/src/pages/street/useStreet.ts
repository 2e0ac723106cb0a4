import type { CategoryGroup } from '@jierong/shared/categories';
import { reports } from '@jierong/shared/endpoints/reports';
import type { ReportCard } from '@jierong/shared/reports';
import { useEffect, useMemo, useState } from 'react';
import { useWhere } from '@/features/reports/where';
import { read, write } from '@/services/storage';
import { usePages } from '@/services/usePages';

/** How far "nearby" reaches, in metres: the widest the API takes; the nearest come first. */
const RADIUS = 5000;
const KEPT = 'streetList';
const MODE = 'streetMode';

export interface Filters {
  text: string;
  groups: CategoryGroup[];
  /** Only what is not finished. */
  open: boolean;
}

const noFilters: Filters = { text: '', groups: [], open: true };
const isPlain = (f: Filters): boolean => !f.text && f.groups.length === 0 && f.open;

interface Kept {
  at: string;
  items: ReportCard[];
}

/** The list of the street: its filters, the order by place or time, and the last list for when there is no network. */
export function useStreet() {
  const here = useWhere((s) => s.here);
  const [filters, setFilters] = useState(noFilters);
  const query = {
    ...(filters.text ? { text: filters.text } : {}),
    ...(filters.groups.length ? { groups: filters.groups } : {}),
    ...(filters.open ? { open: 'true' } : {}),
  };
  const pages = usePages(reports.list, { ...query, ...(here ? { ...here, radius: RADIUS } : {}) });
  const { items, ready, error } = pages;
  const plain = isPlain(filters);

  useEffect(() => {
    if (plain && ready && items.length > 0 && !error) {
      const kept: Kept = { at: new Date().toISOString(), items: items.slice(0, 20) };
      write(KEPT, kept);
    }
  }, [plain, ready, items, error]);

  // What was kept answers no search: it is shown only for what it is.
  const away = error !== undefined && !ready && !filters.text && filters.groups.length === 0;
  const kept = useMemo(() => (away ? read<Kept>(KEPT) : undefined), [away]);
  return {
    filters,
    change: (change: Partial<Filters>) => setFilters((f) => ({ ...f, ...change })),
    /** Everything, also what is finished. */
    clear: () => setFilters({ ...noFilters, open: false }),
    plain,
    query,
    here,
    pages,
    /** What was kept, while the first page cannot be had. */
    kept,
  };
}

export type Street = ReturnType<typeof useStreet>;

/** Map or list, remembered. The list needs no map. */
export function useMode(): ['map' | 'list', (mode: 'map' | 'list') => void] {
  const [mode, setMode] = useState(() => read<'map' | 'list'>(MODE) ?? 'map');
  return [
    mode,
    (next) => {
      write(MODE, next);
      setMode(next);
    },
  ];
}
