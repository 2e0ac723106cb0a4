import type { Env } from './env';
import type { Destinations, Route } from './forwarding/destinations';
import type { ContentCheck } from './integrations/contentCheck';
import type { Storage } from './integrations/storage/storage';
import type { WechatLogin } from './integrations/wechat/login';
import type { Logger } from './log';
import type { ReportRecord } from './modules/reports/record';

/** What the modules need from outside, made once in main.ts and handed to whoever acts. */
export interface Services {
  env: Env;
  log: Logger;
  storage: Storage;
  contentCheck: ContentCheck;
  /** Absent without a WeChat app id: then demonstration people sign in. */
  wechat?: WechatLogin;
  destinations: Destinations;
  /** Where a report goes. Pure: the rules are data, the clock is given. */
  route(report: ReportRecord, at: Date): Route;
  /** The clock; tests hand in their own. */
  now: () => Date;
  /** Asks the relay to look at its work now instead of at its next round. */
  kick: () => void;
}
