import { encodeCursor } from '../../src/http/cursor';
import { after } from '../../src/http/timeCursor';
import { cellsAround } from '../../src/modules/places/places';
import { cardFields, NEARBY_MAX, newestFirst, publishedFilter } from '../../src/modules/reports/queries';
import { reportId, roadName, sentAt, somewhere } from './reports';
import type { Row, Scene } from './row';

/** A page and the one more that tells whether another follows. */
const PAGE = 20 + 1;
/** What the first look around a place reaches. */
const NEAR_METERS = 500;
/** The board shows the newest hundredth. */
const BOARD_SHARE = 0.01;

const projection = Object.fromEntries(cardFields.split(' ').map((field) => [field.slice(1), 0]));
const inHandling = publishedFilter({ states: ['handling'] });

const list = ({ reports }: Scene, filter: object, limit: number): Promise<unknown> =>
  reports.find(filter, { projection }).sort(newestFirst).limit(limit).toArray();

const findOne = ({ reports, size, chance }: Scene): Promise<unknown> =>
  reports.findOne({ _id: reportId(chance.between(0, size - 1)) });

/** Looks at every document, because no index holds what it asks for. */
const fullScan = ({ reports }: Scene): Promise<unknown> => reports.countDocuments({ supports: { $gt: 8 } });

/** Calls that write nothing. */
export const reads: readonly Row[] = [
  { name: 'findOne by _id', constant: true, calls: 300, begin: (scene) => ({ call: () => findOne(scene) }) },
  {
    name: 'list of a state, first page',
    constant: true,
    calls: 200,
    begin: (scene) => ({ call: () => list(scene, inHandling, PAGE) }),
  },
  {
    name: 'list of a state, next page by key',
    constant: true,
    calls: 200,
    begin: (scene) => ({
      call: () => {
        const i = scene.chance.between(Math.floor(scene.size / 2), scene.size - 1);
        const cursor = encodeCursor([sentAt(i).getTime(), reportId(i)]);
        return list(scene, { ...inHandling, ...after(cursor, 'createdAt', '$lt') }, PAGE);
      },
    }),
  },
  {
    name: 'list of two groups',
    constant: true,
    calls: 200,
    begin: (scene) => ({ call: () => list(scene, publishedFilter({ groups: ['waste', 'parking'] }), PAGE) }),
  },
  {
    name: 'near a place, by cells',
    constant: true,
    calls: 100,
    begin: (scene) => ({
      call: () => {
        const cells = cellsAround(somewhere(scene.chance, scene.size), NEAR_METERS);
        return list(scene, { ...publishedFilter({}), 'place.cells': { $in: cells } }, NEARBY_MAX);
      },
    }),
  },
  {
    name: 'search by text',
    constant: true,
    calls: 200,
    begin: (scene) => ({
      call: () => list(scene, publishedFilter({ text: roadName(scene.chance.between(0, 59)) }), PAGE),
    }),
  },
  {
    name: 'count of a state',
    constant: false,
    calls: 100,
    begin: ({ reports }) => ({ call: () => reports.countDocuments(inHandling as object) }),
  },
  {
    name: 'board: newest 1 % grouped',
    constant: false,
    calls: 50,
    begin: ({ reports, size }) => ({
      call: () =>
        reports
          .aggregate([
            { $match: { published: true, createdAt: { $gte: sentAt(Math.floor(size * (1 - BOARD_SHARE))) } } },
            { $group: { _id: { group: '$group', state: '$position.state' }, count: { $sum: 1 } } },
          ])
          .toArray(),
    }),
  },
  {
    name: 'count by full scan',
    constant: false,
    calls: 3,
    alone: true,
    begin: (scene) => ({ call: () => fullScan(scene) }),
  },
  {
    name: 'findOne by _id during a full scan',
    constant: true,
    calls: 300,
    alone: true,
    begin: (scene) => {
      let over = false;
      const scanning = (async () => {
        while (!over) await fullScan(scene);
      })();
      scanning.catch(() => undefined); // told at the end
      return {
        call: () => findOne(scene),
        end: () => {
          over = true;
          return scanning;
        },
      };
    },
  },
];
