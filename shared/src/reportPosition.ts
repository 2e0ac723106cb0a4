import * as z from 'zod/mini';

/** The fifteen public states of a report (domain §3). */
export const reportStates = [
  'received',
  'inReview',
  'refused',
  'forwarding',
  'claimed',
  'delivered',
  'declined',
  'filed',
  'dispatched',
  'handling',
  'resolved',
  'closed',
  'reopened',
  'merged',
  'withdrawn',
] as const;
export const reportState = z.enum(reportStates);
export type ReportState = z.infer<typeof reportState>;

/** Where the delivery stands while a report is being forwarded; `accepted` ever after. */
export const receiptStatus = z.enum(['offered', 'queued', 'attempted', 'held', 'accepted']);
export type ReceiptStatus = z.infer<typeof receiptStatus>;

export const outcome = z.enum(['fixed', 'unfixed', 'voided']);
export type Outcome = z.infer<typeof outcome>;

/** Who says it is fixed: the official side, or the one who claimed it. */
export const origin = z.enum(['official', 'claim']);
export type Origin = z.infer<typeof origin>;

/** Everything the table of transitions looks at and changes. */
export const position = z.object({
  state: reportState,
  /** 1, and one more with every new case; `reportId:round` is the key a destination sees. */
  round: z.int(),
  receipt: z.optional(receiptStatus),
  outcome: z.optional(outcome),
  origin: z.optional(origin),
  disputeOpen: z.boolean(),
  appealOpen: z.boolean(),
  suspended: z.boolean(),
  supervised: z.boolean(),
  hidden: z.boolean(),
});
export type Position = z.infer<typeof position>;

export const firstPosition: Position = {
  state: 'received',
  round: 1,
  disputeOpen: false,
  appealOpen: false,
  suspended: false,
  supervised: false,
  hidden: false,
};

/** States nobody but the reporter and the reviewing staff may see (lifecycle: "Public sees"). */
export const unpublishedStates: readonly ReportState[] = ['received', 'inReview', 'refused', 'withdrawn'];

/** States in which something is still to be done about the issue. */
export const openStates: readonly ReportState[] = [
  'forwarding',
  'claimed',
  'delivered',
  'filed',
  'dispatched',
  'handling',
  'resolved',
  'reopened',
];
