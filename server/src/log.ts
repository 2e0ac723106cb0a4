import { type Logger, pino } from 'pino';

/** Log lines are JSON with the path and request id of a call: never its query, body, names or tokens. */
export const makeLogger = (level: string): Logger =>
  pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['*.token', '*.words', '*.phone'], remove: true },
  });

export type { Logger };
