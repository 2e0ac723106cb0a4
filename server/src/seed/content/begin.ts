import { firstPosition } from '@jierong/shared/reportPosition';
import { chooseCategory } from '../../modules/categories/catalogue';
import type { ReportRecord } from '../../modules/reports/record';
import { termsOf } from '../../modules/reports/title';
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
    afterPhotos: [],
    position: firstPosition,
    published: false,
    open: false,
    version: 1,
    revision: 1,
    undoUntil: new Date(at.getTime() + undoMinutes * 60_000),
    check: { round: 1, startedAt: at, words: 'pass', photos: photos.map(({ key }) => ({ key, verdict: 'pass' })) },
    counts: { corrections: 0, supplements: 0, appeals: 0, disputes: 0, unsatisfied: 0, sendBacks: 0 },
    handledBy: { unitIds: [], personIds: [] },
    ...(story.shopId ? { shopId: story.shopId } : {}),
    confirmations: [],
    delivery: { attempts: [], caseNumbers: [] },
    copies: [],
    timeline: [
      { seq: 1, at, action: 'submit', actor: 'reporter', personId: reporterId, to: 'received', round: 1, photos: [] },
    ],
    outbox: [],
    seenAnswers: [],
    heldAnswers: [],
    supports: 0,
    comments: 0,
    proposals: 0,
    tallyRevision: 0,
    terms: termsOf(story.title, story.text, place.address, place.road ?? ''),
    demonstration: true,
    createdAt: at,
    updatedAt: at,
  };
}
