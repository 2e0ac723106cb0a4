import { chooseCategory } from '../../modules/categories/catalogue';
import type { ReportRecord } from '../../modules/reports/record';
import { termsOf } from '../../modules/reports/title';
import { untouched } from '../../modules/reports/untouched';
import type { Chance } from './chance';
import type { Sources, Story } from './sources';

/** A demonstration report as it was sent, with its first timeline entry and a content check that passed. */
export function beginReport(
  id: string,
  story: Story,
  place: ReportRecord['place'],
  reporterId: string,
  at: Date,
  undoMinutes: number,
  sources: Sources,
  chance: Chance,
): ReportRecord {
  const photos = story.scenes.map((scene) => sources.photo(scene));
  return {
    ...untouched(),
    _id: id,
    clientKey: id,
    inputHash: id,
    reporterId,
    anonymous: chance.likely(0.3),
    title: story.title,
    words: story.text,
    ...chooseCategory(story.group, story.code),
    place,
    photos,
    undoUntil: new Date(at.getTime() + undoMinutes * 60_000),
    check: { round: 1, startedAt: at, words: 'pass', photos: photos.map(({ key }) => ({ key, verdict: 'pass' })) },
    ...(story.shopId ? { shopId: story.shopId } : {}),
    timeline: [
      { seq: 1, at, action: 'submit', actor: 'reporter', personId: reporterId, to: 'received', round: 1, photos: [] },
    ],
    outbox: [],
    terms: termsOf(story.title, story.text, place.address, place.road ?? ''),
    demonstration: true,
    createdAt: at,
    updatedAt: at,
  };
}
