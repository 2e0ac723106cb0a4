import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { categoryGroups } from '@jierong/shared/categories';
import { limits } from '@jierong/shared/limits';
import { satisfaction } from '@jierong/shared/ratings';
import { declineReason } from '@jierong/shared/reports';
import sharp from 'sharp';
import { dataFolder, dataJson } from './dataFile';

interface Scene {
  id: string;
  file: string;
  alt: string;
  group: string;
  view: 'far' | 'near';
  after?: string;
}
interface Sentence {
  words: string;
  groups?: string[];
  scenes?: string[];
}
interface StoriesFile {
  demonstration: boolean;
  reports: Record<string, { title: string; text: string; code: string; scenes: string[]; shopId?: string }[]>;
  roads: Record<string, string[]>;
  feedback: Record<string, Sentence[]>;
  declines: (Sentence & { reason: string })[];
  unfixed: Sentence[];
  sendBacks: string[];
  disputes: Sentence[];
  checks: Sentence[];
  nudges: string[];
  comments: Record<'resident' | 'merchant' | 'official', Sentence[]>;
  proposals: { group: string; title: string; why: string; cost: string; who: string; days: number }[];
  ratings: Record<string, Sentence[]>;
}

const scenesFolder = join(dataFolder, 'demonstration/scenes');
const scenesFile = dataJson<{ demonstration: boolean; scenes: Scene[] }>('demonstration/scenes/scenes.json');
const stories = dataJson<StoriesFile>('demonstration/stories.json');
const { codes } = dataJson<{ codes: Record<string, { group: string }> }>('categories/groups.json');
const { shops } = dataJson<{ shops: { id: string }[] }>('demonstration/shops.json');
const { scenes } = scenesFile;
const sceneOf = new Map(scenes.map((scene) => [scene.id, scene]));
const allReports = Object.values(stories.reports).flat();
const length = (words: string) => [...words].length;

describe('the drawn scenes', () => {
  it('are listed once each, with their drawing and their photo', () => {
    const files = (folder: string, end: string) =>
      readdirSync(folder)
        .filter((file) => file.endsWith(end))
        .map((file) => file.slice(0, -end.length))
        .sort();
    const ids = scenes.map((scene) => scene.id).sort();
    expect(new Set(ids).size).toBe(ids.length);
    expect(files(scenesFolder, '.jpg')).toEqual(ids);
    expect(files(join(scenesFolder, 'svg'), '.svg')).toEqual(ids);
    expect(scenes.filter((scene) => scene.file !== `${scene.id}.jpg` || length(scene.alt) < 8)).toEqual([]);
  });

  it('show every group from afar or near, and fixed', () => {
    for (const group of categoryGroups) {
      const own = scenes.filter((scene) => scene.group === group);
      expect([group, new Set(own.map((scene) => scene.view)).size]).toEqual([group, 2]);
      expect([group, own.some((scene) => scene.after !== undefined)]).toEqual([group, true]);
    }
  });

  it('lead to an after-picture of the same group and view', () => {
    for (const scene of scenes) {
      if (!scene.after) continue;
      const after = sceneOf.get(scene.after);
      expect([scene.id, after?.group, after?.view]).toEqual([scene.id, scene.group, scene.view]);
    }
  });

  it('are 1200 by 900, at most 100 KB each and 3 MB together', async () => {
    let bytes = 0;
    for (const scene of scenes) {
      const path = join(scenesFolder, scene.file);
      const { width, height } = await sharp(path).metadata();
      const { size } = statSync(path);
      expect([scene.id, width, height, size <= 100 * 1024]).toEqual([scene.id, 1200, 900, true]);
      bytes += size;
    }
    expect(bytes).toBeLessThan(3 * 1024 * 1024);
  });
});

describe('the demonstration stories', () => {
  it('give every group at least twelve reports, with titles and texts of their own', () => {
    expect(Object.keys(stories.reports)).toEqual([...categoryGroups]);
    for (const group of categoryGroups) expect(stories.reports[group]!.length).toBeGreaterThanOrEqual(12);
    expect(new Set(allReports.map((report) => report.title)).size).toBe(allReports.length);
    expect(new Set(allReports.map((report) => report.text)).size).toBe(allReports.length);
    const long = allReports.filter((report) => length(report.title) > 14 || length(report.text) > 60);
    expect(long).toEqual([]);
  });

  it('fit their group, their pictures and the shop they name', () => {
    for (const [group, reports] of Object.entries(stories.reports)) {
      for (const report of reports) {
        expect([report.title, codes[report.code]?.group]).toEqual([report.title, group]);
        expect(report.scenes.length).toBeGreaterThanOrEqual(1);
        const pictured = report.scenes.map((id) => sceneOf.get(id)?.group);
        expect([report.title, new Set(pictured)]).toEqual([report.title, new Set([group])]);
        expect(report.scenes.every((id) => sceneOf.get(id)?.after !== undefined)).toBe(true);
        if (report.shopId) expect(shops.map((shop) => shop.id)).toContain(report.shopId);
      }
    }
  });

  it('hold no phone, plate or identity number', () => {
    expect(JSON.stringify(stories)).not.toMatch(/\d{7}|浙[A-Z]|微信号|身份证/);
  });

  it('give handlers, checkers and people enough to say', () => {
    for (const group of categoryGroups) expect(stories.feedback[group]!.length).toBeGreaterThanOrEqual(4);
    const { resident, merchant, official } = stories.comments;
    expect(resident.length + merchant.length + official.length).toBeGreaterThanOrEqual(40);
    expect([...resident, ...merchant, ...official].filter(({ words }) => length(words) > limits.comment)).toEqual([]);
    for (const sentences of [stories.sendBacks, stories.disputes, stories.checks, stories.nudges])
      expect(sentences.length).toBeGreaterThanOrEqual(4);
  });

  it('say only what fits: every group or picture they name is there, and each report finds words at every step', () => {
    const sentences = [
      ...Object.values(stories.feedback).flat(),
      ...Object.values(stories.comments).flat(),
      ...Object.values(stories.ratings).flat(),
      ...[stories.declines, stories.unfixed, stories.disputes, stories.checks].flat(),
    ];
    const known = new Set<string>(categoryGroups);
    const wrong = sentences.filter(
      ({ groups = [], scenes: covers = [] }) =>
        !groups.every((group) => known.has(group)) || !covers.every((cover) => sceneOf.has(cover)),
    );
    expect(wrong).toEqual([]);
    const fits = (all: Sentence[], group: string, cover: string) =>
      all.some((one) => (!one.groups || one.groups.includes(group)) && (!one.scenes || one.scenes.includes(cover)));
    for (const [group, reports] of Object.entries(stories.reports))
      for (const { title, scenes: covers } of reports) {
        const steps = [stories.feedback[group]!, stories.declines, stories.disputes, stories.checks];
        expect([title, steps.map((all) => fits(all, group, covers[0]!))]).toEqual([title, steps.map(() => true)]);
      }
  });

  it('decline only for reasons a city gives', () => {
    expect(stories.declines.filter((each) => !declineReason.safeParse(each.reason).success)).toEqual([]);
    expect(stories.declines.length).toBeGreaterThanOrEqual(8);
  });

  it('propose at least ten fixes, each with why, cost, who and how long', () => {
    expect(stories.proposals.length).toBeGreaterThanOrEqual(10);
    for (const each of stories.proposals) {
      expect(categoryGroups.some((group) => group === each.group)).toBe(true);
      expect(length(each.title)).toBeLessThanOrEqual(limits.proposalTitle);
      expect(length(each.why)).toBeLessThanOrEqual(limits.proposalWhy);
      expect(['none', 'small', 'medium']).toContain(each.cost);
      expect(['squadron', 'alliance', 'residents']).toContain(each.who);
      expect(each.days).toBeGreaterThan(0);
    }
  });

  it('rate with the words of the field', () => {
    expect(Object.keys(stories.ratings).sort()).toEqual([...satisfaction.options].sort());
    for (const words of Object.values(stories.ratings)) expect(words.length).toBeGreaterThanOrEqual(5);
  });

  it('say that they are demonstration data', () => {
    expect([scenesFile.demonstration, stories.demonstration]).toEqual([true, true]);
  });
});
