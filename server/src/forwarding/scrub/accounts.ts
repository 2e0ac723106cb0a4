import { type Span, spansOf } from './plainForm';

const NAMED = '(?:号|号码|ID|id|账号|帐号)?[是为叫]?[\\s:=]{0,3}';

const patterns: readonly RegExp[] = [
  /[A-Za-z0-9._%+-]+ ?(?:@|\(at\)| at ) ?[A-Za-z0-9.-]+\.[A-Za-z]{2,}/dgi,
  /** WeChat, also as people disguise it. */
  new RegExp(
    `(?:微信|薇信|威信|(?<![a-z])(?:vx|wx|weixin|wechat))${NAMED}(?!wechat|weixin|pay)([a-z0-9][a-z0-9_-]{4,19})(?![a-z0-9_-])`,
    'dgi',
  ),
  /加[我他她]?(?:微信?|vx?|qq?)号?[\s:]{0,3}([a-z0-9][a-z0-9_-]{4,19})(?![a-z0-9_-])/dgi,
  new RegExp(`(?:(?:(?<![a-z])qq|扣扣|企鹅)群?|(?<![a-z])q(?=:))${NAMED}([1-9](?:[ -]?\\d){4,10})(?!\\d)`, 'dgi'),
  /(?:抖音|快手|小红书|支付宝|微博|钉钉)(?:号|账号|帐号|ID|名)[\s:是]{0,3}([a-z0-9_.@-]{3,30})/dgi,
];

/** Accounts at which somebody could be written to, in an ASCII form. */
export const accountSpans = (ascii: string): Span[] => patterns.flatMap((pattern) => spansOf(ascii, pattern));
