import { newIdempotencyKey } from '@/services/request';
import { read, remove, write } from '@/services/storage';

/** A proposal that is being written, and the key of what was sent of it and not answered yet. */
export interface ProposalDraft {
  title: string;
  why: string;
  sent?: { key: string; text: string };
}

const keyOf = (reportId: string): string => `proposal:${reportId}`;

/** What was written for this report before. */
export const keptProposal = (reportId: string): ProposalDraft =>
  read<ProposalDraft>(keyOf(reportId)) ?? { title: '', why: '' };

/** Keeps it, or forgets it when nothing is written. */
export function keepProposal(reportId: string, draft: ProposalDraft): void {
  if (draft.title || draft.why || draft.sent) write(keyOf(reportId), draft);
  else remove(keyOf(reportId));
}

/** The server has it. */
export const forgetProposal = (reportId: string): void => remove(keyOf(reportId));

/** The draft with the key to send it under: the one of an earlier try of the same text, else a new one. */
export function toSend(draft: ProposalDraft): ProposalDraft & { sent: { key: string; text: string } } {
  const text = JSON.stringify([draft.title.trim(), draft.why.trim()]);
  const sent = draft.sent?.text === text ? draft.sent : { key: newIdempotencyKey(), text };
  return { ...draft, sent };
}
