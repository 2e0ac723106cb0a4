import fc from 'fast-check';
import { backOff } from '../../src/forwarding/backOff';
import { keyOf, parseKey } from '../../src/forwarding/keys';
import { scrub } from '../../src/forwarding/scrub';

describe('between attempts', () => {
  test('the wait doubles up to a quarter of an hour, half of it by chance', () => {
    expect(backOff(1, 1)).toBe(2_000);
    expect(backOff(3, 1)).toBe(8_000);
    expect(backOff(50, 1)).toBe(15 * 60_000);
    expect(backOff(3, 0)).toBe(4_000);
  });

  test('it is never nothing and never beyond the ceiling', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
        expect(backOff(attempt, chance)).toBeGreaterThanOrEqual(1_000);
        expect(backOff(attempt, chance)).toBeLessThanOrEqual(15 * 60_000);
      }),
    );
  });
});

describe('free text that leaves', () => {
  test.each([
    ['打 13800138000 找我', '打 ＊＊＊ 找我'],
    ['电话138-0013-8000。', '电话＊＊＊。'],
    ['+86 138 0013 8000', '＊＊＊'],
    ['固话 0573-82051234 白天有人', '固话 ＊＊＊ 白天有人'],
    ['身份证 330402199001011234', '身份证 ＊＊＊'],
    ['写信到 lao.shen@example.com 吧', '写信到 ＊＊＊ 吧'],
  ])('%s', (text, covered) => {
    expect(scrub(text)).toBe(covered);
  });

  test.each(['吉丽街 102 号，3 楼', '井盖编号 3304021234567890', '2026-11-23 早上 9 点', '欠了 120000 元'])(
    'leaves places, dates and component numbers alone: %s',
    (text) => {
      expect(scrub(text)).toBe(text);
    },
  );
});

test('a key names a report and its round, and anything else is no key', () => {
  expect(parseKey(keyOf('aB_-9', 12))).toEqual({ reportId: 'aB_-9', round: 12 });
  for (const other of ['', 'x', 'x:', ':1', 'x:1:2', 'x:-1', '{"$gt":""}:1', 'x:1\n'])
    expect(parseKey(other)).toBeUndefined();
});
