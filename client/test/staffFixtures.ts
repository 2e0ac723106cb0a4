import type { CaseCard, CaseInfo } from '@jierong/shared/cases';
import type { ForwardingItem } from '@jierong/shared/forwarding';
import type { Me } from '@jierong/shared/people';
import type { DisputeItem, ReviewItem } from '@jierong/shared/review';
import { useSession } from '@/services/session';
import { aMe, MORNING } from './requestFixtures';
import type { TestServer } from './requestServer';

/** Somebody with every duty of the desk is signed in, and nothing waits for anybody. */
export function atWork(server: TestServer, part: Partial<Me> = {}): void {
  const me = aMe({
    id: 'officer',
    nickname: '李队员',
    role: 'gridOfficer',
    title: '网格员',
    duties: ['acceptor', 'dispatcher', 'handler'],
    unit: { id: 'unit-1', name: '解放中队' },
    workbench: ['desk', 'review', 'disputes', 'forwarding', 'board'],
    ...part,
  });
  useSession.getState().begin({ token: 'token-of-staff-000000000', me });
  server.on('mine.summary', () => ({
    reported: 0,
    supported: 0,
    claimed: 0,
    unread: 0,
    todos: [],
    work: { desk: 3, review: 2, disputes: 1, held: 1 },
  }));
  server.on('units.list', () => ({
    units: [
      { id: 'unit-1', name: '解放中队' },
      { id: 'unit-2', name: '环卫一所' },
    ],
  }));
}

/** The window is a computer's, or a phone's. */
export function windowIs(kind: 'wide' | 'phone'): void {
  const list = { matches: kind === 'wide', addEventListener: () => {}, removeEventListener: () => {} };
  Object.assign(window, { matchMedia: () => list });
}

const photo = { key: 'a'.repeat(64), width: 1200, height: 900, view: 'far' as const };
const place = { address: '景湖路河埠', source: 'map' as const };

/** A case of the queue: just filed. */
export const aCase = (id: string, part: Partial<CaseCard> = {}): CaseCard => ({
  id,
  number: `NH-${id}`,
  reportId: `report-${id}`,
  title: '河埠头漂垃圾',
  group: 'water',
  stage: 'filed',
  place,
  cover: photo,
  supports: 3,
  disputeOpen: false,
  supervised: false,
  reworks: 0,
  arrivedAt: MORNING,
  updatedAt: MORNING,
  demonstration: true,
  ...part,
});

/** A case's own page, with 派遣 to do. */
export const aCaseInfo = (id: string, part: Partial<CaseInfo> = {}): CaseInfo => ({
  ...aCase(id),
  version: 4,
  words: '埠头边漂着塑料袋',
  category: {
    standard: 'GB/T 47678.5',
    edition: '2026',
    kind: 'event',
    majorCode: '06',
    code: '06025',
    name: '水域不洁',
  },
  photos: [photo],
  afterPhotos: [],
  timeline: [
    { seq: 1, at: MORNING, action: 'accept', by: '何受理', to: 'accepted', photos: [] },
    { seq: 2, at: MORNING, action: 'file', by: '何受理', to: 'filed', photos: [] },
  ],
  sendBacks: 0,
  disputePhotos: [],
  answers: { asked: 4, confirmed: 0, disputed: 0 },
  abilities: ['dispatch', 'fixOnSpot'],
  conflict: false,
  suggested: {
    unitId: 'unit-1',
    unitName: '解放中队',
    limit: { value: 4, unit: 'workingHour' },
    dueAt: '2026-11-23T05:23:00.000Z',
    because: 'duty',
    duty: '河道水域',
  },
  nearby: [],
  ...part,
});

export const aReviewItem = (id: string, part: Partial<ReviewItem> = {}): ReviewItem => ({
  id,
  kind: 'review',
  title: '人行道违停',
  words: '又停在盲道上了',
  group: 'parking',
  place,
  photos: [{ photo, verdict: 'review', label: '车牌' }],
  wordsVerdict: 'pass',
  corrections: 0,
  since: MORNING,
  dueAt: '2026-11-23T02:12:00.000Z',
  version: 2,
  conflict: false,
  ...part,
});

export const aDispute = (id: string, part: Partial<DisputeItem> = {}): DisputeItem => ({
  reportId: id,
  title: '空箱子没收进去',
  group: 'clutter',
  place,
  before: [photo],
  after: [{ ...photo, view: 'after' }],
  evidence: [{ ...photo, view: 'evidence' }],
  reason: '第二天又摆出来了',
  by: 'reporter',
  at: MORNING,
  decideBy: '2026-11-24T00:12:00.000Z',
  version: 9,
  conflict: false,
  ...part,
});

export const aHeldReport = (id: string, part: Partial<ForwardingItem> = {}): ForwardingItem => ({
  reportId: id,
  title: '三袋垃圾放路边',
  group: 'waste',
  key: `${id}:1`,
  destination: 'caseDesk',
  status: 'held',
  attempts: Array.from({ length: 8 }, () => ({ at: MORNING, outcome: 'retryLater' as const, detail: '没有应答' })),
  since: MORNING,
  version: 3,
  ...part,
});
