import { insideDistrict, placeOf } from '../../modules/places/places';
import type { ReportRecord } from '../../modules/reports/record';
import type { Chance } from './chance';
import type { Sources, Story } from './sources';

type Place = ReportRecord['place'];

/** The road around which the map opens; every third story is told there. */
const FIRST_ROAD = 'demo-road-jili';
const FIRST_SHARE = 0.34;
const usualSpots = ['# 号门前', '# 号旁', '# 号对面'];
/** House numbers rise along a road, as the shops of its register have them. */
const FIRST_NUMBER = 2;
const LAST_NUMBER = 168;

/** Where a story happens: at its shop, or somewhere along a model road where such things are met. */
export function placeOfStory(story: Story, sources: Sources, chance: Chance): Place {
  const shop = sources.shops.find((s) => s.id === story.shopId);
  if (shop) return placeAt(shop.point, `${shop.address}${shop.name}门口`, 'map');
  const usual = sources.stories.roads[story.group];
  const roads = usual ? sources.roads.filter((r) => usual.includes(r.id)) : sources.roads;
  const first = roads.find((r) => r.id === FIRST_ROAD);
  const road = first && chance.likely(FIRST_SHARE) ? first : chance.pick(roads);
  const along = chance.next();
  const [longitude, latitude] = pointAlong(road.line, along);
  const point = scattered({ longitude, latitude }, chance);
  if (!insideDistrict(point)) return placeOfStory(story, sources, chance);
  const number = FIRST_NUMBER + Math.round(along * (LAST_NUMBER - FIRST_NUMBER));
  const spot = chance.pick(sources.stories.spots[story.group] ?? usualSpots).replace('#', String(number));
  const address = spot.startsWith(String(number)) ? `${road.name} ${spot}` : `${road.name}${spot}`;
  return placeAt(point, address, chance.pick(['map', 'device', 'photo']));
}

/** A few steps from another place, as somebody else pointed to the same thing. */
export function stepsFrom(place: Place, chance: Chance): Place {
  if (!place.point) return place;
  return placeAt(scattered(place.point, chance), place.address, chance.pick(['map', 'device']));
}

function placeAt(at: { longitude: number; latitude: number }, address: string, source: Place['source']): Place {
  const point = { longitude: at.longitude, latitude: at.latitude, datum: 'gcj02' as const };
  return { point, address, source, ...placeOf(point) };
}

/** Up to some twenty metres aside. */
function scattered(at: { longitude: number; latitude: number }, chance: Chance) {
  const aside = () => (chance.next() - 0.5) * 0.0004;
  return {
    longitude: Number((at.longitude + aside()).toFixed(6)),
    latitude: Number((at.latitude + aside()).toFixed(6)),
  };
}

/** The point at a share of a line's length. */
function pointAlong(line: readonly [number, number][], share: number): [number, number] {
  const parts = line
    .slice(1)
    .map((b, i) => ({ a: line[i]!, b, length: Math.hypot(b[0] - line[i]![0], b[1] - line[i]![1]) }));
  let left = share * parts.reduce((sum, { length }) => sum + length, 0);
  for (const { a, b, length } of parts) {
    if (left <= length) return [a[0] + ((b[0] - a[0]) * left) / length, a[1] + ((b[1] - a[1]) * left) / length];
    left -= length;
  }
  return line[line.length - 1]!;
}
