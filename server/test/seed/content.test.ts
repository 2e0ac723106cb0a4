import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claims } from '@jierong/shared/endpoints/claims';
import { districts } from '@jierong/shared/endpoints/districts';
import { mine, reports } from '@jierong/shared/endpoints/reports';
import { type PhotoSize, photoSizes } from '@jierong/shared/media';
import { reportStates } from '@jierong/shared/reportPosition';
import mongoose from 'mongoose';
import { startOfDay } from '../../src/modules/calendar/workingTime';
import { CaseModel } from '../../src/modules/cases/model';
import { storageKey } from '../../src/modules/media/photos';
import { insideDistrict } from '../../src/modules/places/places';
import { ReportModel } from '../../src/modules/reports/model';
import type { ReportRecord } from '../../src/modules/reports/record';
import { CommentModel } from '../../src/modules/talk/commentModel';
import { type Content, makeContent } from '../../src/seed/content/make';
import { readSources, type Sources } from '../../src/seed/content/sources';
import { demonstrationPeople } from '../../src/seed/people';
import { seed } from '../../src/seed/seed';
import { prepareDemonstrationPhotos } from '../../start/demonstrationPhotos';
import { dataFolder } from '../data/dataFile';
import { type Api, MONDAY, startApi } from '../support/api';
import { replay } from './replay';

const MINUTE = 60_000;
const DAY = 86_400_000;
const SUNDAY_NIGHT = new Date('2026-11-22T15:00:00.000Z');
const HOLIDAY = new Date('2026-10-05T03:00:00.000Z');
/** Where the map opens. */
const middle = { longitude: 120.7593, latitude: 30.764 };

let photos: string;
let sources: Sources;
let api: Api;
let stored: ReportRecord[];
beforeAll(async () => {
  photos = mkdtempSync(join(tmpdir(), 'jierong-photos-'));
  await prepareDemonstrationPhotos(join(dataFolder, 'demonstration', 'scenes'), photos);
  sources = readSources(photos);
  api = await startApi();
  await seed(api.services, { content: true, photos });
  stored = await ReportModel.find({}).lean<ReportRecord[]>();
});
afterAll(async () => {
  await api.close();
  rmSync(photos, { recursive: true, force: true });
});

const make = (now: Date): Content => makeContent(sources, demonstrationPeople(now), new Map(), api.services.env, now);

describe('the demonstration after the first start', () => {
  it('holds 300 reports of the last sixty days, in every state that lasts, inside the district', () => {
    expect(stored).toHaveLength(300);
    const states = new Set(stored.map((r) => r.position.state));
    expect(reportStates.filter((state) => !states.has(state))).toEqual(['received']);
    expect(stored.filter((r) => !r.place.point || !insideDistrict(r.place.point))).toEqual([]);
    const wrong = stored.filter((r) => r.createdAt > MONDAY || MONDAY.getTime() - r.createdAt.getTime() > 60 * DAY);
    expect(wrong).toEqual([]);
    expect(stored.every((r) => r.demonstration)).toBe(true);
  });

  it('a second start adds nothing and changes nothing', async () => {
    const countAll = async () => {
      const names = Object.keys(mongoose.connection.models).sort();
      return Promise.all(names.map(async (name) => [name, await mongoose.model(name).countDocuments({})]));
    };
    const before = await countAll();
    await seed(api.services, { content: true, photos });
    expect(await countAll()).toEqual(before);
    expect(await ReportModel.find({}).lean<ReportRecord[]>()).toEqual(stored);
  });

  it('shows only photos that were prepared, each in all its sizes', async () => {
    const prepared = new Set(sources.prepared.map((photo) => photo.key));
    const shown = new Set(
      stored.flatMap((r) => [...r.photos, ...r.afterPhotos, ...r.timeline.flatMap((e) => e.photos)]).map((p) => p.key),
    );
    expect([...shown].filter((key) => !prepared.has(key))).toEqual([]);
    for (const key of shown)
      for (const size of Object.keys(photoSizes) as PhotoSize[])
        expect([key, size, await api.services.storage.has(storageKey(key, size))]).toEqual([key, size, true]);
  });

  it('opens the map on a street where much is going on, one place not a hundred times', async () => {
    const near = await api.call(reports.list, { ...middle, radius: 900, open: 'true', limit: 50 });
    expect(near.items.length).toBeGreaterThanOrEqual(25);
    expect(new Set(near.items.map((item) => item.state)).size).toBeGreaterThanOrEqual(6);
    expect(new Set(near.items.map((item) => item.title)).size).toBeGreaterThan(near.items.length * 0.7);
    expect(near.items.every((item) => item.cover !== undefined)).toBe(true);
  });

  it('has a board nobody would call polished', async () => {
    const board = await api.call(districts.board, { days: 60 });
    const satisfied = board.satisfied.count / board.satisfied.of;
    expect(satisfied).toBeGreaterThan(0.55);
    expect(satisfied).toBeLessThan(0.85);
    expect(board.satisfied.of).toBeLessThan(board.asked * 0.5);
    expect(board.onTime.count / board.onTime.of).toBeLessThan(0.97);
    expect(board.rework.count).toBeGreaterThan(0);
  });

  it('lets nobody say that it is gone before it is', async () => {
    const after = new Set(
      Object.values(sources.stories.comments)
        .flat()
        .filter((c) => c.when === 'after')
        .map((c) => c.words),
    );
    const comments = await CommentModel.find({}).lean();
    expect(comments.length).toBeGreaterThan(200);
    const byId = new Map(stored.map((r) => [r._id, r]));
    const early = comments.filter(({ reportId, words, at }) => {
      const repaired = byId.get(reportId ?? '')?.resolvedAt;
      return after.has(words) !== (repaired !== undefined && at > repaired) && after.has(words);
    });
    expect(early).toEqual([]);
    for (const report of stored)
      expect([report._id, report.comments]).toEqual([
        report._id,
        comments.filter((comment) => comment.reportId === report._id).length,
      ]);
  });

  it('merges only what repeats another report of the same place', () => {
    const merged = stored.filter((r) => r.position.state === 'merged');
    expect(merged.length).toBeGreaterThanOrEqual(5);
    const targets = merged.map((r) => stored.find((other) => other._id === r.mergedInto));
    expect(targets.map((t) => [t?.group, t?.place.address])).toEqual(merged.map((r) => [r.group, r.place.address]));
    expect(targets.filter((t) => t?.position.state === 'merged')).toEqual([]);
  });

  it('numbers and finds its cases as the desk does', async () => {
    const cases = await CaseModel.find({}).lean();
    expect(new Set(cases.map((c) => c.number)).size).toBe(cases.length);
    expect(cases.every((c) => c.terms.includes(`#${c.number.toLowerCase()}`))).toBe(true);
    const handled = cases.filter((c) => c.timeline.some((e) => e.action === 'feedback'));
    expect(handled.every((c) => c.handledAt !== undefined)).toBe(true);
  });
});

describe('what waits for the demonstration people right after the start', () => {
  const todos = async (personId: string) => {
    const summary = await api.call(mine.summary, {}, personId);
    return summary.todos.map(({ kind, report }) => `${kind} ${report.state}`);
  };

  it('a resident has repairs to confirm, a refused report to correct and a declined one to add to', async () => {
    const waiting = await todos('demo-resident-1');
    expect(waiting.filter((todo) => todo === 'confirm resolved').length).toBeGreaterThanOrEqual(2);
    expect(waiting).toEqual(expect.arrayContaining(['correct refused', 'supplement declined']));
    const { reported, supported } = await api.call(mine.summary, {}, 'demo-resident-1');
    expect(reported).toBeGreaterThan(10);
    expect(reported).toBeLessThan(40);
    expect(supported).toBeGreaterThan(0);
  });

  it('a merchant has claimed something and finds more on offer, for twenty minutes at least', async () => {
    expect(await todos('demo-merchant-2')).toContain('claimDue claimed');
    const { items } = await api.call(claims.offers, {}, 'demo-merchant-2');
    expect(items.length).toBeGreaterThanOrEqual(5);
    const soon = MONDAY.getTime() + 20 * MINUTE;
    expect(items.filter(({ clock }) => !clock || Date.parse(clock.dueAt) < soon)).toEqual([]);
  });

  it('desk, moderators, judges and whoever sends held reports on all have work', async () => {
    const work = async (personId: string) => (await api.call(mine.summary, {}, personId)).work;
    expect((await work('demo-desk-1')).desk).toBeGreaterThan(5);
    expect((await work('demo-moderator-2')).review).toBeGreaterThan(3);
    expect((await work('demo-checker-1')).disputes).toBeGreaterThan(1);
    expect((await work('demo-admin-1')).held).toBeGreaterThan(0);
  });
});

describe.each([
  ['a Monday morning', MONDAY],
  ['a Sunday night', SUNDAY_NIGHT],
  ['a long holiday', HOLIDAY],
])('made on %s', (_name, now) => {
  it('every timeline is one that the shared table allows, and ends where the report stands', () => {
    const { reports: made } = make(now);
    const wrong = made.flatMap((report) => {
      const result = replay(report);
      if ('refused' in result) return [result.refused];
      return JSON.stringify(sorted(result.position)) === JSON.stringify(sorted(report.position)) ? [] : [report._id];
    });
    expect(wrong).toEqual([]);
    expect(made.flatMap((r) => r.timeline).filter((entry) => entry.at > now)).toEqual([]);
  });

  it('people report by day', () => {
    const minuteOf = (at: Date) => (at.getTime() - startOfDay(at).getTime()) / MINUTE;
    const atNight = make(now)
      .reports.filter(({ mergedInto, createdAt }) => !mergedInto && now.getTime() - createdAt.getTime() > DAY)
      .filter(({ createdAt }) => minuteOf(createdAt) < 6.5 * 60 || minuteOf(createdAt) >= 21.5 * 60);
    expect(atNight).toEqual([]);
  });

  it('the same seed tells the same stories', () => {
    expect(make(now)).toEqual(make(now));
  });
});

const sorted = (value: object): [string, unknown][] =>
  Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
