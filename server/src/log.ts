import { type DestinationStream, type Logger, pino } from 'pino';
import { scrub } from './forwarding/scrub';

/** Our own messages are English: Chinese in an error is somebody's words, as is what it quotes. */
const quoted = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\u2e80-\u9fff\uff00-\uffef]+/g;
const LONGEST = 500;

const wordless = (text: string): string => scrub(text.replace(quoted, '…')).slice(0, LONGEST);

/** Where a schema did not hold, without what was there. */
const places = (issues: readonly { path?: readonly PropertyKey[]; code?: string }[]): string =>
  issues.map(({ path, code }) => `${path?.map(String).join('.') ?? ''} ${code ?? ''}`).join(', ');

const frames = (stack: string | undefined): string =>
  (stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n');

/**
 * An error as it is logged: what kind it is, where it came from, and its message without values. Errors of a database or
 * of a destination carry the document or body they failed on; none of that is kept.
 */
function safeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, issues } = error as { code?: unknown; issues?: unknown };
  return {
    type: error.name,
    message: Array.isArray(issues) ? places(issues).slice(0, LONGEST) : wordless(error.message),
    stack: frames(error.stack),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.cause instanceof Error ? { cause: safeError(error.cause) } : {}),
  };
}

const serializers = {
  err: safeError,
  /** What a destination said of a delivery. */
  detail: (detail: unknown) => (typeof detail === 'string' ? scrub(detail) : detail),
  /** Why something outside failed. */
  reason: (reason: unknown) => (typeof reason === 'string' ? wordless(reason) : reason),
};

/** Log lines are JSON with the path and request id of a call: never its query, body, names or tokens. */
export function makeLogger(level: string, stream?: DestinationStream): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['*.token', '*.words', '*.phone'], remove: true },
    serializers,
  };
  return stream ? pino(options, stream) : pino(options);
}

export type { Logger };
