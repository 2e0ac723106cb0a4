import { randomBytes } from 'node:crypto';

/** What the simulated platform knows, and what a test wants of it. */
export interface PlatformOptions {
  appId: string;
  secret: string;
  now: () => Date;
}

/** Verdict of the check, in WeChat's own fields. */
export interface Verdict {
  suggest: 'pass' | 'review' | 'risky';
  label: number;
}

export interface PhotoTask {
  traceId: string;
  mediaUrl: string;
  openid: string;
}

const CODE_MS = 5 * 60_000;
const SEEN_MS = 2 * 3_600_000;
const TOKEN_SECONDS = 7_200;
/** A new token is handed out from here on; the old one holds to its end. */
const RENEW_SECONDS = 300;
const CALLS_PER_MINUTE = 2_000;

/** WeChat says no with HTTP 200 and an errcode. */
export class Refuse extends Error {
  constructor(
    readonly errcode: number,
    readonly errmsg: string,
  ) {
    super(errmsg);
  }
}

interface Code {
  about: string;
  until: number;
  used: boolean;
}

/** The state of the simulated platform: tokens, codes, who was seen when, quotas, photo tasks. */
export class Platform {
  readonly calls = new Map<string, number>();
  readonly photoTasks: PhotoTask[] = [];
  private readonly loginCodes = new Map<string, Code>();
  private readonly phoneCodes = new Map<string, Code>();
  private readonly seen = new Map<string, number>();
  private readonly failures = new Map<string, Refuse[]>();
  private readonly minutes = new Map<string, number>();
  private tokens: { token: string; until: number }[] = [];
  /** The daily quota per call; unlimited when not set. */
  dailyQuota = Number.POSITIVE_INFINITY;

  constructor(readonly options: PlatformOptions) {}

  private get time(): number {
    return this.options.now().getTime();
  }

  /** A code as Taro.login would give it: five minutes, once. */
  issueLoginCode(openid: string): string {
    return this.issue(this.loginCodes, openid);
  }

  /** A code as a getPhoneNumber button would give it. */
  issuePhoneCode(number: string): string {
    return this.issue(this.phoneCodes, number);
  }

  private issue(codes: Map<string, Code>, about: string): string {
    const code = randomBytes(16).toString('hex');
    codes.set(code, { about, until: this.time + CODE_MS, used: false });
    return code;
  }

  /** The person opens the mini-program: for two hours their words may be checked. */
  see(openid: string): void {
    this.seen.set(openid, this.time);
  }

  /** The next call of this path is refused; several in a row when called several times. */
  failNext(path: string, errcode: number, errmsg = 'system error'): void {
    this.failures.set(path, [...(this.failures.get(path) ?? []), new Refuse(errcode, errmsg)]);
  }

  /** Every token so far holds no more, as after a forced refresh elsewhere. */
  revokeTokens(): void {
    this.tokens = [];
  }

  /** Counts a call against the limits. @throws Refuse 45011, 45009, or what `failNext` asked for */
  count(path: string): void {
    const calls = (this.calls.get(path) ?? 0) + 1;
    this.calls.set(path, calls);
    const minute = `${path} ${Math.floor(this.time / 60_000)}`;
    const inMinute = (this.minutes.get(minute) ?? 0) + 1;
    this.minutes.set(minute, inMinute);
    const failure = this.failures.get(path)?.shift();
    if (failure) throw failure;
    if (inMinute > CALLS_PER_MINUTE)
      throw new Refuse(45011, 'api minute-quota reach limit  mustslower  retry next minute');
    if (calls > this.dailyQuota) throw new Refuse(45009, 'reach max api daily quota limit');
  }

  stableToken(appId: unknown, secret: unknown, force: boolean): { access_token: string; expires_in: number } {
    if (appId !== this.options.appId) throw new Refuse(40013, 'invalid appid');
    if (secret !== this.options.secret) throw new Refuse(40125, 'invalid appsecret');
    if (force) this.tokens = [];
    const newest = this.tokens.at(-1);
    const left = newest ? Math.floor((newest.until - this.time) / 1000) : 0;
    if (newest && left > RENEW_SECONDS) return { access_token: newest.token, expires_in: left };
    const token = randomBytes(64).toString('hex');
    this.tokens.push({ token, until: this.time + TOKEN_SECONDS * 1000 });
    return { access_token: token, expires_in: TOKEN_SECONDS };
  }

  /** @throws Refuse 41001, 40001, 42001 */
  requireToken(given: string | null): void {
    if (!given) throw new Refuse(41001, 'access_token missing');
    const known = this.tokens.find(({ token }) => token === given);
    if (!known) throw new Refuse(40001, 'invalid credential, access_token is invalid or not latest');
    if (known.until <= this.time) throw new Refuse(42001, 'access_token expired');
  }

  useLoginCode(code: string | null): string {
    const openid = this.use(this.loginCodes, code);
    this.see(openid);
    return openid;
  }

  usePhoneCode(code: unknown): string {
    return this.use(this.phoneCodes, typeof code === 'string' ? code : null);
  }

  private use(codes: Map<string, Code>, given: string | null): string {
    const code = codes.get(given ?? '');
    if (!code || code.until <= this.time) throw new Refuse(40029, 'invalid code');
    if (code.used) throw new Refuse(40163, 'code been used');
    code.used = true;
    return code.about;
  }

  /** @throws Refuse 40003 for nobody, 61010 for somebody not seen within two hours */
  requireSeen(openid: unknown): string {
    const at = typeof openid === 'string' ? this.seen.get(openid) : undefined;
    if (typeof openid !== 'string' || at === undefined) throw new Refuse(40003, 'invalid openid');
    if (this.time - at > SEEN_MS) throw new Refuse(61010, 'code is expired');
    return openid;
  }
}
