import type { CategoryGroup } from '@jierong/shared/categories';
import { firstPosition } from '@jierong/shared/reportPosition';
import { chooseCategory } from '../../modules/categories/catalogue';
import { insideDistrict, placeOf } from '../../modules/places/places';
import type { ReportRecord } from '../../modules/reports/record';
import { termsOf } from '../../modules/reports/title';
import type { Chance } from './chance';
import type { Sources, Story } from './sources';

/** Where a story happens: at its shop, or somewhere along a model road. */
function placeOfStory(story: Story, sources: Sources, chance: Chance): ReportRecord['place'] {
  const shop = sources.shops.find((s) => s.id === story.shopId);
  if (shop) {
    const point = { longitude: shop.point.longitude, latitude: shop.point.latitude, datum: 'gcj02' as const };
    return { point, address: `${shop.address}${shop.name}门口`, source: 'map', ...placeOf(point) };
  }
  const road = chance.pick(sources.roads);
  const i = chance.between(0, road.line.length - 2);
  const [a, b] = [road.line[i]!, road.line[i + 1]!];
  const t = chance.next();
  const jitter = () => (chance.next() - 0.5) * 0.0004;
  const point = {
    longitude: Number((a[0] + (b[0] - a[0]) * t + jitter()).toFixed(6)),
    latitude: Number((a[1] + (b[1] - a[1]) * t + jitter()).toFixed(6)),
    datum: 'gcj02' as const,
  };
  if (!insideDistrict(point)) return placeOfStory(story, sources, chance);
  const address = `${road.name} ${chance.between(1, 180)} 号${chance.pick(['门前', '旁', '对面', '路口', ''])}`;
  return { point, address, source: chance.pick(['map', 'device', 'photo']), ...placeOf(point) };
}

/** A demonstration report as it was sent, with its first timeline entry and a content check that passed. */
export function beginReport(
  id: string,
  group: CategoryGroup,
  story: Story,
  reporterId: string,
  at: Date,
  undoMinutes: number,
  sources: Sources,
  chance: Chance,
): ReportRecord {
  const chosen = chooseCategory(group, story.code);
  const place = placeOfStory(story, sources, chance);
  const photos = story.scenes.map((scene) => sources.photo(scene));
  return {
    _id: id,
    clientKey: id,
    inputHash: id,
    reporterId,
    anonymous: chance.likely(0.3),
    title: story.title,
    words: story.text,
    ...chosen,
    group,
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
