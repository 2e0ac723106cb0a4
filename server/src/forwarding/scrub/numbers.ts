import { type Span, spansOf } from './plainForm';

/** What people put between the digits of a number. */
const GAP = '[ \\t\\-\\u2010-\\u2015·•._~]';
const gapped = (digits: readonly number[]): string => digits.map((n) => `\\d{${n}}`).join(`${GAP}{1,3}`);

/** How the eleven digits of a mobile number are grouped. */
const mobileGroups: readonly (readonly number[])[] = [
  [11],
  [3, 4, 4],
  [3, 8],
  [3, 3, 5],
  [3, 5, 3],
  [4, 3, 4],
  [4, 4, 3],
  [7, 4],
  [5, 6],
  [6, 5],
  [3, 4, 2, 2],
  [3, 2, 2, 2, 2],
  Array.from({ length: 11 }, () => 1),
];
const DATE = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
/** Words after which a row of digits is a number to call. A telephone box is none. */
const CALLED = '(?:电话(?!亭)|手机|座机|固话|号码|联系|打给|拨打|来电|致电|tel|phone|mobile|mob|打)';
const CALENDAR_DAY = '20\\d\\d[-./年]\\d';

const patterns: readonly RegExp[] = [
  new RegExp(
    `(?<!\\d)(?:(?:\\+|00)?86${GAP}{0,2})?(?=1${GAP}{0,3}[3-9])(?:${mobileGroups.map(gapped).join('|')})(?!\\d)`,
    'dg',
  ),
  new RegExp(`(?<!\\d)\\(?0\\d{2,3}\\)?${GAP}{0,3}[2-9]\\d{2,3}${GAP}{0,2}\\d{4}(?!\\d)`, 'dg'),
  new RegExp(`${CALLED}[^\\d\\n。;；]{0,6}(?!${CALENDAR_DAY})(\\d(?:${GAP}{0,2}\\d){6,12})(?!\\d)`, 'dgi'),
  /** Identity cards of eighteen digits, then of fifteen. A grid code of fifteen digits is told by the word before it. */
  new RegExp(
    `(?<![0-9A-Za-z])[1-9]\\d{5}${GAP}{0,2}(?:18|19|20)\\d{2}${DATE}${GAP}{0,2}\\d{3}[\\dXx](?![0-9A-Za-z])`,
    'dg',
  ),
  new RegExp(
    `(?<![0-9A-Za-z])(?<!(?:网格|编号|编码|部件|案卷|单号|工单|订单)[^\\d]{0,3})[1-9]\\d{7}${DATE}\\d{3}(?![0-9A-Za-z])`,
    'dg',
  ),
  new RegExp(`(?:身份证|证号)[^\\d\\n。]{0,6}(\\d(?:${GAP}{0,2}\\d){13,16}${GAP}{0,2}[\\dXx])`, 'dg'),
  new RegExp(`(?:银行卡|卡号|账号|帐号)[^\\d\\n。]{0,6}(\\d(?:${GAP}{0,2}\\d){11,18})(?!\\d)`, 'dg'),
  /(?:护照|通行证|居住证|社保卡?|驾驶证|驾照|证件)(?:号码?)?[\s:是]{0,3}([A-Za-z]{0,2}\d{6,18}[A-Za-z]?)/dg,
];

const PROVINCE = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]';
const plates: readonly RegExp[] = [
  new RegExp(
    `(?:${PROVINCE}${GAP}{0,2}[A-Za-z]|WJ${PROVINCE}?)${GAP}{0,2}(?=(?:[A-Za-z]{0,3}${GAP}?\\d){3})(?:[A-Za-z0-9]{5,6}|[A-Za-z0-9]{2,3}${GAP}[A-Za-z0-9]{3}|[A-Za-z0-9]{4}[挂学警港澳试超领])(?![A-Za-z0-9])`,
    'dg',
  ),
  /** A part of one, after a word that says so. */
  /(?:车牌|牌照|号牌|尾号)[^A-Za-z0-9\n,，。;；识]{0,6}(?=[A-Za-z]{0,6}\d)([A-Za-z0-9]{3,7})(?![A-Za-z0-9])/dg,
  /[后尾末][2-6]位(?:数字?|号)?[是为:]?\s{0,2}([A-Za-z0-9]{2,6})(?![A-Za-z0-9])/dg,
];

/** The flat of who writes: house and room after "my home". The room of somebody else is a place of the case. */
const home =
  /(?:我家|我们家|咱家|家住|我住|本人住)[^,，。;；!！?？\n]{0,16}?(\d+\s*(?:幢|栋|号楼|座|号|弄|-)[^,，。;；!！?？\n]{0,8}?\d{3,4}(?!\d)\s*[室房]?)/dg;

/** Numbers by which somebody could be reached, known or found, in a digit form. */
export const numberSpans = (digits: string): Span[] =>
  [...patterns, ...plates, home].flatMap((pattern) => spansOf(digits, pattern));
