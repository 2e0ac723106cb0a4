import { createHash } from 'node:crypto';
import { type CategoryGroup, categoryGroups } from '@jierong/shared/categories';
import type { ReportState } from '@jierong/shared/reportPosition';
import { latLngToCell } from 'h3-js';
import { DESK } from '../../src/forwarding/deskName';
import { visibility } from '../../src/modules/reports/change';
import { laneAt } from '../../src/modules/reports/lanes';
import type { ReportRecord } from '../../src/modules/reports/record';
import { termsOf } from '../../src/modules/reports/title';
import { type Chance, makeChance } from '../../src/seed/content/chance';

/** A stored report without the parts that no index holds and no measured call reads: about 600 bytes. */
export type BenchReport = Pick<
  ReportRecord,
  | '_id'
  | 'clientKey'
  | 'reporterId'
  | 'title'
  | 'group'
  | 'position'
  | 'published'
  | 'open'
  | 'version'
  | 'revision'
  | 'timeline'
  | 'supports'
  | 'terms'
  | 'createdAt'
  | 'updatedAt'
  | 'claim'
  | 'unit'
  | 'outbox'
  | 'lanes'
  | 'lease'
  | 'wakeAt'
> & { place: Pick<ReportRecord['place'], 'point' | 'cells'>; delivery?: Pick<ReportRecord['delivery'], 'acceptedAt'> };

const SEED = 330_402;
const MINUTE = 60_000;
const FIRST_AT = Date.UTC(2026, 0, 1);
/** Ten thousand reports lie in a square of this side; a million in one ten times as wide, equally dense. */
const SIDE_DEGREES = 0.1;
const SIDE_OF = 10_000;
const PERSONS_SHARE = 0.2;
const ROADS = 60;
const UNITS = 12;
const [STREET, TOWN] = [9, 7];
const first = ['中', '南', '东', '新', '文', '和', '春', '平', '安', '光'];
const second = ['山', '湖', '明', '化', '江', '波', '园', '桥', '华', '兴', '秀', '泽'];
const things = ['垃圾没清', '路灯不亮', '井盖松动', '占道停车', '树枝挡路', '积水很深', '招牌歪了', '乱堆杂物'];

/** What becomes of a hundred reports. */
const fates: readonly [ReportState, number][] = [
  ['closed', 62],
  ['handling', 8],
  ['dispatched', 6],
  ['resolved', 8],
  ['filed', 4],
  ['delivered', 3],
  ['claimed', 1],
  ['forwarding', 2],
  ['withdrawn', 3],
  ['refused', 2],
  ['merged', 1],
];
const states = fates.flatMap(([state, share]) => Array<ReportState>(share).fill(state));

const hashed = (kind: string, i: number): string => createHash('md5').update(`${kind}${i}`).digest('base64url');

/** The id of the report of this number. */
export const reportId = (i: number): string => hashed('report', i);

/** When the report of this number was sent: one every minute. */
export const sentAt = (i: number): Date => new Date(FIRST_AT + i * MINUTE);

/** The name of a road, as people type it to search. */
export const roadName = (i: number): string => `${first[i % first.length]}${second[i % second.length]}路`;

/** Somewhere in the square that so many reports lie in. */
export function somewhere(chance: Chance, size: number): { longitude: number; latitude: number } {
  const side = SIDE_DEGREES * Math.sqrt(size / SIDE_OF);
  return { longitude: 120.7 + chance.next() * side, latitude: 30.7 + chance.next() * side };
}

/** A report as it stands some time after it was sent. */
function makeReport(i: number, size: number, chance: Chance): BenchReport {
  const at = sentAt(i);
  const state = chance.pick(states);
  const group: CategoryGroup = chance.pick(categoryGroups);
  const point = somewhere(chance, size);
  const title = roadName(chance.between(0, ROADS - 1)) + chance.pick(things);
  const position = { state, round: 1 } as ReportRecord['position'];
  const reporterId = hashed('person', chance.between(0, Math.floor(size * PERSONS_SHARE)));
  const accepted = !['forwarding', 'claimed', 'withdrawn', 'refused'].includes(state);
  const unit = chance.between(1, UNITS);
  return {
    _id: reportId(i),
    clientKey: i.toString(36),
    reporterId,
    title,
    group,
    place: {
      point: { ...point, datum: 'gcj02' },
      cells: [STREET, TOWN].map((resolution) => latLngToCell(point.latitude, point.longitude, resolution)),
    },
    position,
    ...visibility(position),
    version: 1,
    revision: 1,
    timeline: [],
    supports: chance.between(0, 9),
    terms: termsOf(title),
    createdAt: at,
    updatedAt: at,
    ...(accepted ? { delivery: { acceptedAt: at }, unit: { id: `unit-${unit}`, name: `第${unit}中队` } } : {}),
    ...(state === 'claimed' ? { claim: { personId: reporterId, by: '商户', at, dueAt: at } } : {}),
    ...(state === 'resolved' ? { wakeAt: at } : {}),
    outbox: state === 'forwarding' ? [{ id: reportId(i), kind: 'forward', dueAt: at, attempts: 0, seq: 1 }] : [],
    ...(state === 'forwarding' ? { lanes: [laneAt(DESK, at)] } : {}),
  };
}

/** So many reports in batches, in the order they were sent; the same at every run. */
export function* reportsIn(size: number, batch: number): Generator<BenchReport[]> {
  const chance = makeChance(SEED);
  for (let from = 0; from < size; from += batch)
    yield Array.from({ length: Math.min(batch, size - from) }, (_, i) => makeReport(from + i, size, chance));
}

/** The reports that would be sent next, from this number on. */
export const furtherReports = (from: number, count: number, size: number, chance: Chance): BenchReport[] =>
  Array.from({ length: count }, (_, i) => makeReport(from + i, size, chance));
