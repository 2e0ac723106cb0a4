import { type CategoryGroup, categoryGroups } from '@jierong/shared/categories';
import type { Chance } from './chance';
import type { Sources, Story } from './sources';

/** How often each group is met; a street has more bins than rooftops. */
const weights: Record<CategoryGroup, number> = {
  waste: 12,
  parking: 12,
  occupation: 12,
  clutter: 11,
  road: 10,
  signboard: 9,
  lamp: 9,
  greenery: 8,
  dust: 6,
  water: 6,
  illegalBuilding: 5,
  other: 5,
};

const TRIES = 200;

/** Deals stories like cards: none comes again before the others of its group did. */
export function makeDealer(sources: Sources, chance: Chance): (fits: (story: Story) => boolean) => Story {
  const hands = new Map<CategoryGroup, Story[]>();
  const all = categoryGroups.flatMap((group) => Array.from({ length: weights[group] }, () => group));
  return (fits) => {
    for (let i = 0; i < TRIES; i++) {
      const group = chance.pick(all);
      const left = hands.get(group)?.length ? hands.get(group)! : shuffled(sources, group, chance);
      hands.set(group, left);
      const at = left.findIndex(fits);
      const story = at < 0 ? undefined : left.splice(at, 1)[0];
      if (story) return story;
    }
    throw new Error('no story fits');
  };
}

function shuffled(sources: Sources, group: CategoryGroup, chance: Chance): Story[] {
  return sources.stories.reports[group]
    .map((story) => ({ story: { ...story, group }, key: chance.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ story }) => story);
}
