import { officialActions } from '@jierong/shared/forwarding';
import * as z from 'zod';
import type { CaseUpdate } from '../../port';
import { statusReasons } from './text';

/**
 * What a status of the other side means here. `reason`: the code or the words given as a reason; `words`: where the
 * other side's own description goes, `reason` taking the place of the given one.
 */
export const statusMeaning = z.strictObject({
  action: z.enum(officialActions),
  reason: z.string().min(1).optional(),
  words: z.enum(['note', 'reason']).default('note'),
});
export type StatusMeaning = z.infer<typeof statusMeaning>;

/**
 * Statuses of mySociety's extension, and `closed` of the specification ("it has been resolved"). `open` is only what the
 * acknowledgement said already. Names are compared in lower case with underscores.
 */
export const usualStatuses: Readonly<Record<string, StatusMeaning | null>> = {
  open: null,
  unchanged: null,
  for_triage: { action: 'accept', words: 'note' },
  investigating: { action: 'accept', words: 'note' },
  planned: { action: 'file', words: 'note' },
  action_scheduled: { action: 'file', words: 'note' },
  internal_referral: { action: 'handOver', words: 'note' },
  in_progress: { action: 'start', words: 'note' },
  fixed: { action: 'feedback', words: 'note' },
  closed: { action: 'checkPassed', words: 'note' },
  reopen: { action: 'checkFailed', reason: statusReasons.reopen, words: 'reason' },
  duplicate: { action: 'decline', reason: 'alreadyFiled', words: 'note' },
  not_councils_responsibility: { action: 'decline', reason: 'outOfScope', words: 'note' },
  no_further_action: { action: 'closeUnfixed', reason: statusReasons.noFurtherAction, words: 'reason' },
  cancelled: { action: 'void', reason: statusReasons.cancelled, words: 'reason' },
};

/** Status that goes with news, which the extension asks for: what only informs leaves a case where it is. */
export const usualUpdateStatuses: Readonly<Record<CaseUpdate['kind'], string>> = {
  reopened: 'REOPEN',
  withdrawn: 'CANCELLED',
  supports: 'UNCHANGED',
  disputed: 'UNCHANGED',
  disputeRejected: 'UNCHANGED',
  confirmed: 'UNCHANGED',
  closed: 'CLOSED',
};

/** A status as it is looked up: letters as they come, spaces and hyphens as underscores. */
export const statusName = (status: string): string =>
  status
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
