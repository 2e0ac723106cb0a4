import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { serverRoot } from '../../serverRoot';
import { type Span, spansOf } from './plainForm';

const file = z.object({
  surnames: z.string(),
  compound: z.array(z.string()),
  notAfter: z.record(z.string(), z.string()),
  notNames: z.array(z.string()),
  honorifics: z.array(z.string()),
  afterTotal: z.string(),
  kin: z.string(),
  notAddressed: z.array(z.string()),
  placeEndings: z.string(),
  shopWords: z.array(z.string()),
  doubtful: z.string(),
});
const words = file.parse(JSON.parse(readFileSync(join(serverRoot, 'data', 'words', 'names.json'), 'utf8')) as unknown);

/** Stands in the text for a number that is covered already. */
export const COVERED = '\u0001';
const HAN = '\\u4e00-\\u9fff';
const BREAK = `[\\s,，。.;；:：、!！?？()（）《》"“”${COVERED}]`;

const guarded = Object.entries(words.notAfter).filter(([, before]) => before !== '');
const free = [...words.surnames].filter((one) => !guarded.some(([surname]) => surname === one)).join('');
const SURNAME = `(?:${words.compound.join('|')}|[${free}]|${guarded.map(([one, before]) => `(?<![${before}])${one}`).join('|')})`;
/** A surname alone, where the words before it leave no doubt. */
const ANY_SURNAME = `(?:${words.compound.join('|')}|[${words.surnames}])`;
const GIVEN = `(?![的了住在是说来有想要电手联昨今反家我你他她它们着过个这那和与跟到去请就不也都才没会能被把让给从对很太比号楼路街])[${HAN}]`;
const FULL_NAME = `(?!${words.notNames.join('|')})${ANY_SURNAME}${GIVEN}{1,2}`;

/** 王先生, 王建国先生: the name is covered, the form of address stays. */
const STRONG = '先生|女士|小姐|同志';
const honorific = words.honorifics.map((one) => (one === '总' ? `总(?![${words.afterTotal}])` : one)).join('|');
const addressed = new RegExp(
  `(?!${words.notAddressed.join('|')})(${SURNAME}(?:${GIVEN}{1,2}(?=${STRONG}))?)(?:${honorific}|[${words.kin}](?![妹弟夫]))`,
  'dg',
);
/** What follows a form of address when both are the name of a shop. */
const shopAfter = new RegExp(
  `^(?![的说把在是和家跟来去不天就也都让叫给有没每又])[${HAN}]{0,3}?(?:${words.shopWords.join('|')})`,
);

const someone = new RegExp(`(${SURNAME}某{1,2}[甲乙丙丁]?)(?![处日时个些种地小商店年月])`, 'dg');
const surnamed = new RegExp(`(?<!百)姓(${ANY_SURNAME})(?![名氏])`, 'dg');
const introduced = new RegExp(
  `(?:我叫|名叫|姓名|联系人|举报人|投诉人|反映人|报修人|报料人|报案人|署名|落款)[\\s:是为叫]{0,3}(${FULL_NAME})`,
  'dg',
);
const followed = `(?=$|${BREAK}|反映|举报|投诉|上报|电话|手机|要求|知道|即可|收)`;
const mentioned = new RegExp(
  `(?:我是|本人|业主|住户|居民|店主|户主|房东|车主|负责人|法人|路长|楼长|组长|网格员|打给|联系|找|告诉|通知|转告)[\\s:是叫]{0,3}(${FULL_NAME})${followed}`,
  'dg',
);
const beforeNumber = new RegExp(`(?:^|(?<=${BREAK}))(${FULL_NAME})(?=[\\s:,，(（]{0,2}${COVERED})`, 'dg');
const afterNumber = new RegExp(`(?<=${COVERED}[)）]?[\\s:,，(（]{0,2})(${FULL_NAME})(?=$|${BREAK})`, 'dg');

const LEFT = `(?:^|(?<=${BREAK}|[找叫是给问请到让过跟由的]))`;
/** Surnames that are seldom anything else. */
const sure = [...words.surnames].filter((one) => !words.doubtful.includes(one)).join('');
const familiar: readonly RegExp[] = [
  new RegExp(`${LEFT}[老小阿]([${sure}])(?=$|${BREAK}|[说倒扔放停堆占锁来去收骂弄搞管要又把和跟])`, 'dg'),
  new RegExp(`(?<=[找叫问请给跟])[老小阿]([${words.doubtful}])(?=$|${BREAK})`, 'dg'),
];
/** "It was so-and-so": with a surname that leaves no doubt, and no village of that name. */
const named = new RegExp(
  `(?<=[是叫的])((?!${words.notNames.join('|')})[${sure}]${GIVEN}(?![${words.placeEndings}])${GIVEN})(?=$|${BREAK})`,
  'dg',
);

/** Names of persons in an ASCII form in which covered numbers are `COVERED`. */
export const nameSpans = (text: string): Span[] => [
  ...[...text.matchAll(addressed)]
    .filter((match) => !shopAfter.test(text.slice(match.index + match[0].length)))
    .map((match) => ({ start: match.index, end: match.index + match[1]!.length })),
  ...[someone, surnamed, introduced, mentioned, beforeNumber, afterNumber, named, ...familiar].flatMap((pattern) =>
    spansOf(text, pattern),
  ),
];
