import type { Message } from '@jierong/shared/messages';
import type { MessageRecord } from './model';

export const presentMessage = (record: MessageRecord): Message => ({
  id: record._id,
  at: record.at.toISOString(),
  kind: record.kind,
  reportId: record.reportId,
  reportTitle: record.reportTitle,
  state: record.state,
  ...(record.reason ? { reason: record.reason } : {}),
  ...(record.unitName ? { unitName: record.unitName } : {}),
  ...(record.caseNumber ? { caseNumber: record.caseNumber } : {}),
  ...(record.dueAt ? { dueAt: record.dueAt.toISOString() } : {}),
  ...(record.words ? { words: record.words } : {}),
  asks: record.asks,
  read: record.read,
});
