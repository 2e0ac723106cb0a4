import type { Me } from '@jierong/shared/people';
import type { ReportCard, ReportInfo } from '@jierong/shared/reports';

/** Everything in these tests happens on this morning in Jiaxing. */
export const MORNING = '2026-11-23T00:12:00.000Z';

export const aMe = (part: Partial<Me> = {}): Me => ({
  id: 'p1',
  nickname: '湖边老住',
  role: 'resident',
  title: '居民',
  duties: [],
  phoneVerified: true,
  demonstration: true,
  workbench: [],
  ...part,
});

/** A report of a list: 处置中, at a fruit shop. */
export const aCard = (id: string, part: Partial<ReportCard> = {}): ReportCard => ({
  id,
  title: '水果筐摆上盲道',
  group: 'occupation',
  state: 'handling',
  receipt: 'accepted',
  disputeOpen: false,
  appealOpen: false,
  supervised: false,
  place: { address: '吉丽街 86 号', source: 'map' },
  holder: { kind: 'unit', name: '解放中队' },
  supports: 23,
  comments: 0,
  supported: false,
  mine: false,
  demonstration: true,
  createdAt: MORNING,
  updatedAt: MORNING,
  ...part,
});

/** A report's own page. */
export const anInfo = (id: string, part: Partial<ReportInfo> = {}): ReportInfo => ({
  ...aCard(id),
  words: '推轮椅要绕到马路上',
  category: {
    standard: 'GB/T 47678.5',
    edition: '2026',
    kind: 'event',
    majorCode: '09',
    code: '09005',
    name: '店外经营',
  },
  photos: [],
  afterPhotos: [],
  timeline: [
    { seq: 1, at: MORNING, action: 'submit', actor: 'reporter', to: 'received', round: 1, photos: [] },
    { seq: 2, at: MORNING, action: 'start', actor: 'handler', by: '解放中队', to: 'handling', round: 1, photos: [] },
  ],
  version: 4,
  round: 1,
  anonymous: true,
  reporter: '一位居民',
  asked: 3,
  confirmed: 0,
  disputed: 0,
  ratedByMe: false,
  abilities: [],
  selfGovernable: false,
  ...part,
});
