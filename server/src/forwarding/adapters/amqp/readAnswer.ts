import { officialActions } from '@jierong/shared/forwarding';
import type { MessageProperties } from 'amqplib';
import * as z from 'zod';
import type { IncomingAnswer } from '../../port';

const LARGEST_BYTES = 256 * 1024;

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const name = z.string().min(1).max(100);
const words = z.string().max(2000);

/** What the consumer writes. Fields that it adds for others are not read. */
const answer = z.object({
  /** As it came with the case. An answer that names it together with the case number is how the number becomes known. */
  key: z
    .string()
    .regex(/^[\w-]{1,64}:\d{1,4}$/)
    .optional(),
  caseNumber: z.string().min(1).max(64),
  /** The message id, when it is not given. */
  eventId: z.string().min(1).max(128).optional(),
  /** Grows within a case; the time, when it is not given. */
  seq: z.int().min(0).optional(),
  at: instant,
  action: z.enum(officialActions),
  by: name.optional(),
  unitName: name.optional(),
  reason: words.optional(),
  note: words.optional(),
  dueAt: instant.optional(),
  sendBacks: z.int().min(0).max(100).optional(),
  /** Addresses of photos that lie with the platform. */
  photos: z
    .array(z.url({ protocol: /^https?$/ }).max(2000))
    .max(20)
    .optional(),
});

type Read = { ok: true; answer: IncomingAnswer } | { ok: false; reason: string };

/** An answer from its message; the reason names fields and never what stood in them. Pure. */
export function readAnswer(
  content: Buffer,
  { messageId, contentEncoding }: Pick<MessageProperties, 'messageId' | 'contentEncoding'>,
): Read {
  if (content.length > LARGEST_BYTES) return bad(`larger than ${LARGEST_BYTES} bytes`);
  if (contentEncoding && !/^utf-?8$/i.test(contentEncoding)) return bad('content encoding is not utf-8');
  const wire = parse(content);
  if (wire === undefined) return bad('not JSON in UTF-8');
  const parsed = answer.safeParse(wire);
  if (!parsed.success) return bad(parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join(', '));
  const { eventId = messageId, seq = parsed.data.at.getTime(), photos, ...rest } = parsed.data;
  if (typeof eventId !== 'string' || eventId === '') return bad('neither eventId nor a message id');
  const addresses = photos ? { photoAddresses: photos } : {};
  return { ok: true, answer: { ...withoutAbsent(rest), ...addresses, eventId, seq, photos: [] } };
}

const bad = (reason: string): Read => ({ ok: false, reason: reason.slice(0, 200) });

function parse(content: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return undefined;
  }
}

const withoutAbsent = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
