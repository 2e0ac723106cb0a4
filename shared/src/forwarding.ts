import * as z from 'zod/mini';
import { categoryGroup } from './categories';
import { id, instant, version } from './fields';
import { receiptStatus } from './reportPosition';

/** One attempt to hand a report over. */
export const attempt = z.object({
  at: instant,
  outcome: z.enum(['accepted', 'rejected', 'retryLater']),
  detail: z.optional(z.string()),
});
export type Attempt = z.infer<typeof attempt>;

/** A report on its way, or held for people. */
export const forwardingItem = z.object({
  reportId: id,
  title: z.string(),
  group: categoryGroup,
  key: z.string(),
  /** As people call it; absent until it is chosen. */
  destination: z.optional(z.string()),
  status: receiptStatus,
  attempts: z.array(attempt),
  since: instant,
  nextAttemptAt: z.optional(instant),
  version,
});
export type ForwardingItem = z.infer<typeof forwardingItem>;

/** What a destination may say of a case. */
export const officialActions = [
  'accept',
  'decline',
  'file',
  'fixOnSpot',
  'dispatch',
  'handOver',
  'start',
  'sendBack',
  'feedback',
  'checkPassed',
  'checkFailed',
  'closeUnfixed',
  'void',
  'refuseRedo',
] as const;
export type OfficialAction = (typeof officialActions)[number];

/** An answer of a destination that moved nothing: it does not fit its report (held), or nobody knows its case (unknown). */
export const strayAnswer = z.object({
  id: z.string(),
  destination: z.string(),
  caseNumber: z.string(),
  action: z.enum(officialActions),
  at: instant,
  receivedAt: instant,
  why: z.enum(['held', 'unknown']),
  by: z.optional(z.string()),
  note: z.optional(z.string()),
  reportId: z.optional(id),
});
export type StrayAnswer = z.infer<typeof strayAnswer>;

/** The state of the outbox. Ages are in seconds. */
export const forwardingSummary = z.object({
  waiting: z.int(),
  held: z.int(),
  /** Answers that people have to look at. */
  strayAnswers: z.int(),
  acceptedToday: z.int(),
  oldestSeconds: z.int(),
  /** Every destination, with how many reports have something to be sent there. */
  destinations: z.array(z.object({ name: z.string(), title: z.string(), waiting: z.int() })),
});
export type ForwardingSummary = z.infer<typeof forwardingSummary>;
