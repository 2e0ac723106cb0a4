import { mineText } from '@/text/mine';
import { goTab } from './go';

/** In which part a person has to do with a report. */
export type As = 'reporter' | 'supporter' | 'claimer';

export const listTabs = (['reporter', 'supporter', 'claimer'] as const).map((value) => ({
  value,
  label: mineText.tabs[value],
}));

const ways = { reporter: 'report', supporter: 'street', claimer: 'cogovern' } as const;

/** Where one begins when a list is still empty. */
export const goFromNone = (as: As): void => goTab(ways[as]);
