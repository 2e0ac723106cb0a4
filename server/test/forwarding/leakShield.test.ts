import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { halfDayOf } from '../../src/forwarding/coarseTime';
import { scrub } from '../../src/forwarding/scrub';

interface Sentences {
  personal: { text: string; hide: string[]; keep?: string[] }[];
  innocent: string[];
}
const { personal, innocent } = JSON.parse(readFileSync(join(__dirname, 'sentences.json'), 'utf8')) as Sentences;
const told = personal.filter(({ text, hide }) => hide.some((part) => scrub(text).includes(part)));
const lost = personal.filter(({ text, keep }) => keep?.some((part) => !scrub(text).includes(part)));
const changed = innocent.filter((text) => scrub(text) !== text);
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

/**
 * The rules were written with the first 78 and 96 sentences at hand. Of those written afterwards they found 27 of 36 and
 * then 27 of 30 at first sight, with 1 of 48 and 1 of 40 innocent ones changed: that is what to expect of new sentences.
 */
/** A bare name with nothing around it that says so, and a surname that is a clock as well. */
const knownToEscape = ['对门的小钟又把鞋柜放出来', '沈爱珍拍的照片'];

describe('free text that leaves', () => {
  const found = personal.length - told.length;
  test(`names, phones, plates, ids and accounts are covered: ${percent(found, personal.length)} of ${personal.length} sentences`, () => {
    expect(told.map(({ text }) => scrub(text))).toEqual(knownToEscape);
  });

  test('what is said about the issue stays', () => {
    expect(lost.map(({ text }) => scrub(text))).toEqual([]);
  });

  test(`what only looks like it stays as it is: ${percent(changed.length, innocent.length)} of ${innocent.length} sentences changed`, () => {
    expect(changed.map(scrubbed)).toEqual([]);
  });

  test('every sentence, category, shop, road and grid of the demonstration stays as it is', () => {
    const words = demonstrationWords();
    expect(words.length).toBeGreaterThan(2000);
    expect(words.filter((text) => scrub(text) !== text).map(scrubbed)).toEqual([]);
  });

  test('the name by which the reporter is known is covered wherever it stands', () => {
    expect(scrub('湖边老住说的没错，湖边老住', ['湖边老住'])).toBe('＊＊＊说的没错，＊＊＊');
    expect(scrub('LakeSide 又来了', ['lakeside'])).toBe('＊＊＊ 又来了');
    expect(scrub('一个字的名字不找', ['一'])).toBe('一个字的名字不找');
  });

  test('scrubbed twice is scrubbed once, whatever the text', () => {
    for (const { text } of personal) expect(scrub(scrub(text))).toBe(scrub(text));
    const units = fc.constantFrom(...'13800浙F·王某先生电话 我叫-＊＠@aQ：微信号');
    fc.assert(
      fc.property(fc.array(units, { maxLength: 60 }), (parts) => {
        const once = scrub(parts.join(''));
        expect(scrub(scrub(once))).toBe(scrub(once));
      }),
    );
  });

  test('a text made to be slow is done all the same', () => {
    for (const part of ['1 ', '王', '我家', '0573-', 'a.', '浙F', '联系 ', '电话   '])
      expect(typeof scrub(part.repeat(3000))).toBe('string');
  });
});

test.each([
  ['2026-11-23T02:31:00Z', '2026-11-22T16:00:00.000Z'],
  ['2026-11-23T03:59:59Z', '2026-11-22T16:00:00.000Z'],
  ['2026-11-23T04:00:00Z', '2026-11-23T04:00:00.000Z'],
  ['2026-11-23T15:59:59Z', '2026-11-23T04:00:00.000Z'],
  ['2026-11-23T16:00:00Z', '2026-11-23T16:00:00.000Z'],
])('what was reported at %s leaves as of the half day from %s', (at, half) => {
  expect(halfDayOf(new Date(at)).toISOString()).toBe(half);
});

const scrubbed = (text: string): string => `${text} → ${scrub(text)}`;

/** All Chinese of the data that nobody wrote with the rules in mind. */
function demonstrationWords(): string[] {
  const read = (...path: string[]): string => readFileSync(join(__dirname, '../../data', ...path), 'utf8');
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') found.add(value);
    else if (value && typeof value === 'object') Object.values(value).forEach(walk);
  };
  for (const name of ['stories.json', 'shops.json', 'units.json', 'roads.geojson', 'grids.geojson'])
    walk(JSON.parse(read('demonstration', name)));
  walk(JSON.parse(read('categories', 'groups.json')));
  walk(read('categories', 'gbt47678-5-2026.tsv').split(/[\t\n]/));
  return [...found].filter((text) => /[\u4e00-\u9fff]/.test(text));
}
