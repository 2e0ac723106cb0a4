import { createHash } from 'node:crypto';
import type { Photo } from '@jierong/shared/media';
import type { AdapterContext } from '../../../src/forwarding/adapter';
import { toDatum } from '../../../src/forwarding/datum';
import type { OutsideHttp } from '../../../src/forwarding/outside/http';
import type { CaseInput, CaseUpdate } from '../../../src/forwarding/port';
import { toCase } from '../../../src/forwarding/toCase';
import { toUpdate } from '../../../src/forwarding/toUpdate';
import { makeLogger } from '../../../src/log';
import type { ReportRecord } from '../../../src/modules/reports/record';

/** What breaks badly made messages: mark-up, quotes, separators, several lines, emoji of several code points. */
export const AWKWARD = '井盖<b>坏</b>了 &amp; "歪" \'斜\' ]]> %41 a=1&b=2+3；\n第二行：🚧👩‍🔧 繁體 — ①';

const MONDAY = new Date('2026-11-23T01:00:00.000Z');

/** Found anywhere outside, it is a leak. */
export const SECRET = 'SECRET';
export const PHONE = '13800138000';

export const photo = (name: string): Photo => ({
  key: createHash('sha256').update(name).digest('hex'),
  width: 64,
  height: 48,
  view: 'far',
});

let reports = 0;

/** A report full of persons: whoever reported, disputed, confirmed and handled it is marked. */
export function markedReport(more: Partial<ReportRecord> = {}): ReportRecord {
  const id = `contract-${++reports}`;
  const person = (what: string) => `${SECRET}-${what}`;
  const position: ReportRecord['position'] = {
    state: 'forwarding',
    round: 1,
    receipt: 'queued',
    disputeOpen: false,
    appealOpen: false,
    suspended: false,
    supervised: false,
    hidden: false,
  };
  return {
    _id: id,
    clientKey: person('client'),
    inputHash: person('hash'),
    reporterId: person('reporter'),
    anonymous: true,
    title: '吉丽街井盖破损',
    words: `${AWKWARD}\n请打 ${PHONE} 找我`,
    group: 'road',
    category: {
      standard: 'GB/T 47678.5',
      edition: '2026',
      kind: 'component',
      majorCode: '01',
      code: '01001',
      name: '上水井盖',
    },
    selfGovernable: false,
    limit: { value: 4, unit: 'workingHour' },
    place: {
      point: { longitude: 120.7833, latitude: 30.7521, datum: 'gcj02' },
      address: '吉丽街 12 号 & 门口',
      source: 'map',
      road: '吉丽街',
      grid: '示范网格 1-1',
      gridId: 'demo-grid-1',
      cells: [],
    },
    photos: [photo(`${id} far`), photo(`${id} near`)],
    afterPhotos: [],
    position,
    published: true,
    open: true,
    version: 3,
    revision: 7,
    undoUntil: MONDAY,
    check: { round: 1, startedAt: MONDAY, words: 'pass', photos: [] },
    counts: { corrections: 0, supplements: 0, appeals: 0, disputes: 1, unsatisfied: 0, sendBacks: 0 },
    refusal: { reason: 'other', moderatorId: person('moderator'), at: MONDAY },
    claim: { personId: person('claimer'), by: person('claimerName'), at: MONDAY, dueAt: MONDAY },
    handledBy: { unitIds: [], personIds: [person('handler')] },
    dispute: {
      personId: person('disputer'),
      as: 'reporter',
      at: MONDAY,
      reason: `没修好，电话 ${PHONE}`,
      photos: [photo(`${id} dispute`)],
      decideBy: MONDAY,
    },
    confirmations: [{ personId: person('supporter'), as: 'supporter', at: MONDAY, round: 1 }],
    delivery: { attempts: [], caseNumbers: [] },
    copies: [],
    timeline: [
      {
        seq: 1,
        at: MONDAY,
        action: 'submit',
        actor: 'reporter',
        personId: person('reporter'),
        to: 'received',
        round: 1,
        photos: [],
      },
      {
        seq: 2,
        at: MONDAY,
        action: 'dispute',
        actor: 'reporter',
        personId: person('disputer'),
        to: 'resolved',
        round: 1,
        reason: `没修好，电话 ${PHONE}`,
        photos: [photo(`${id} dispute`)],
      },
    ],
    outbox: [],
    seenAnswers: [],
    heldAnswers: [],
    supports: 3,
    comments: 2,
    proposals: 0,
    tallyRevision: 0,
    terms: [person('terms')],
    demonstration: true,
    createdAt: MONDAY,
    updatedAt: MONDAY,
    ...more,
  };
}

/** A case as it leaves, of a report full of persons. */
export const caseInput = (more: Partial<ReportRecord> = {}): CaseInput => toCase(markedReport(more));

let entries = 0;

/** News for a case, of a report full of persons. `id` is the news' own. */
export function caseUpdate(
  input: Pick<CaseInput, 'reportId'>,
  caseNumber: string,
  kind: CaseUpdate['kind'] = 'supports',
  id = `update-${++entries}`,
): CaseUpdate {
  const report = markedReport({ _id: input.reportId });
  return toUpdate(report, { id, kind: 'update', dueAt: MONDAY, attempts: 0, seq: 2, update: kind }, caseNumber);
}

/** What an adapter is given; a photo's address and its bytes both contain its key. */
export const contractContext = (
  name: string,
  http: OutsideHttp,
  more: Partial<AdapterContext> = {},
): AdapterContext => ({
  name,
  log: makeLogger('silent'),
  now: () => new Date(),
  http,
  photos: {
    address: ({ key }) => `https://photos.example/media/${key}-full.jpg`,
    bytes: async ({ key }) => Buffer.from(`jpeg ${key}`),
  },
  toDatum,
  ...more,
});

/** Keys of photos in a text, in order, each once. */
export const photoKeysIn = (text: string): string[] => [...new Set(text.match(/[a-f0-9]{64}/g) ?? [])];
