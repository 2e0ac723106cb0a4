import * as z from 'zod';

const flag = z.stringbool().default(false);
const minutes = (value: number) => z.coerce.number().positive().default(value);

/**
 * Every setting of the program; the only reader of process.env. All mistakes are listed together and the program does
 * not start. Timers are those of the life of a report, in minutes unless named otherwise.
 */
const schema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    ROLE: z.enum(['both', 'api', 'worker']).default('both'),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65535).default(8080),
    DATA_DIR: z.string().min(1).default('.data'),
    MONGODB_URI: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
      .optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    /** Proxies in front that may be believed about the caller's address. */
    TRUST_PROXY: flag,
    DEMONSTRATION: z.stringbool().default(true),

    WECHAT_APP_ID: z
      .string()
      .regex(/^wx[0-9a-f]{16}$/, 'must look like wx followed by 16 hex digits')
      .optional(),
    WECHAT_APP_SECRET: z.string().min(16).optional(),
    /** Token and AES key of the message push, for the answers of the photo check. */
    WECHAT_PUSH_TOKEN: z.string().min(3).optional(),
    /** Where WeChat's API is; a simulator in tests. */
    WECHAT_API: z.url().default('https://api.weixin.qq.com'),
    /** 32 bytes in base64: encrypts verified phones. Made at first start in DATA_DIR when not given, except in production. */
    PHONE_KEY: z
      .string()
      .refine((s) => Buffer.from(s, 'base64').length === 32, 'must be 32 bytes in base64')
      .optional(),
    /** Address under which WeChat can fetch a photo to check it, without a slash at the end. */
    PUBLIC_URL: z.url().optional(),

    UNDO_MINUTES: minutes(10),
    PHOTO_CHECK_MINUTES: minutes(30),
    REVIEW_WORKING_HOURS: minutes(2),
    CLAIM_OFFER_MINUTES: minutes(120),
    /** Whether an offer counts office hours only, or any hour. */
    CLAIM_OFFER_HOURS: z.enum(['office', 'any']).default('office'),
    CLAIM_LIMIT_WORKING_DAYS: minutes(3),
    DISPUTE_WORKING_DAYS: minutes(1),
    ANSWER_DAYS: minutes(7),
    REOPEN_DAYS: minutes(30),
    /** File of further destinations for reports, see docs/adapters.md. */
    DESTINATIONS: z.string().min(1).optional(),
    FORWARD_ATTEMPTS: z.coerce.number().int().min(1).max(50).default(8),
    FORWARD_LEASE_SECONDS: z.coerce.number().positive().default(60),
    /** The built-in desk takes seven days of silence for an official case as 修好了. */
    SILENCE_CLOSES: flag,
    /** Calls a minute for one person, or one address when nobody is signed in. */
    RATE_READ: z.coerce.number().int().positive().default(600),
    RATE_WRITE: z.coerce.number().int().positive().default(60),
    RATE_UPLOAD: z.coerce.number().int().positive().default(60),
    RATE_SIGN_IN: z.coerce.number().int().positive().default(20),
  })
  .check((ctx) => {
    const v = ctx.value;
    const need = (path: string, message: string) =>
      ctx.issues.push({ code: 'custom', path: [path], message, input: v });
    if (v.WECHAT_APP_ID && !v.WECHAT_APP_SECRET) need('WECHAT_APP_SECRET', 'is needed beside WECHAT_APP_ID');
    if (v.WECHAT_APP_ID && !v.WECHAT_PUSH_TOKEN) need('WECHAT_PUSH_TOKEN', 'is needed beside WECHAT_APP_ID');
    if (v.WECHAT_APP_ID && !v.PUBLIC_URL) need('PUBLIC_URL', 'is needed beside WECHAT_APP_ID');
    if (v.NODE_ENV === 'production') {
      if (!v.WECHAT_APP_ID) need('WECHAT_APP_ID', 'is needed in production: there are no demonstration people');
      if (!v.PHONE_KEY) need('PHONE_KEY', 'is needed in production');
    }
  });

export type Env = z.infer<typeof schema>;

/** All the mistakes of a configuration, one a line. */
export class ConfigurationError extends Error {}

/** Parses the environment. @throws ConfigurationError with every problem listed. Empty values count as not given. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigurationError(`The configuration has ${lines.length} mistake(s):\n${lines.join('\n')}`);
}
