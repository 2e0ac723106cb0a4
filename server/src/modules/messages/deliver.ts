import { unpublishedStates } from '@jierong/shared/reportPosition';
import { isDuplicateKey } from '../../db/duplicateKey';
import { newId } from '../../ids';
import { asks, recordAsking } from '../ratings/asking';
import { canBeAsked } from '../reports/policy';
import type { ReportRecord, StoredEntry } from '../reports/record';
import { supportersOf } from '../reports/supports';
import { MessageModel, type MessageRecord } from './model';

const BATCH = 500;

/** What the reporter can do something about at once. */
const asksReporter: readonly StoredEntry['to'][] = ['refused', 'declined'];
/** Steps that only the reporter follows: troubles of the delivery, and decisions on their own appeal. */
const forReporter: readonly string[] = ['hold', 'resend', 'reroute', 'appeal'];
/** Steps that tell nobody anything new. */
const silent: readonly string[] = ['leave', 'edit'];

interface Recipient {
  personId: string;
  asks: boolean;
}

/**
 * Writes the messages of one timeline entry to the report's people: its reporter, its supporters and who claimed it, never
 * to who acted. What is not published reaches only the reporter, and who had already claimed it. When an issue becomes
 * 已处置, the reporter and those who supported it before are asked, and how many is recorded.
 * Delivered twice, it adds nothing.
 */
export async function deliverMessages(report: ReportRecord, entry: StoredEntry, now: Date): Promise<void> {
  if (silent.includes(entry.action) || (entry.action === 'confirm' && entry.from === entry.to)) return;
  let asked = 0;
  let batch: MessageRecord[] = [];
  for await (const recipient of recipientsOf(report, entry)) {
    if (recipient.asks) asked++;
    batch.push(messageTo(recipient, report, entry, now));
    if (batch.length === BATCH) {
      await insertNew(batch);
      batch = [];
    }
  }
  await insertNew(batch);
  if (asks(entry)) await recordAsking(report, entry, asked);
}

async function* recipientsOf(report: ReportRecord, entry: StoredEntry): AsyncGenerator<Recipient> {
  const reporterId = canBeAsked(report) ? report.reporterId : undefined;
  const claimerId = claimerOf(report, entry);
  const told = new Set(entry.personId ? [entry.personId] : []);
  const worked = (personId: string) => report.handledBy.personIds.includes(personId) || claimerId === personId;
  if (reporterId && !told.has(reporterId)) {
    told.add(reporterId);
    yield {
      personId: reporterId,
      asks: entry.from !== entry.to && (asksReporter.includes(entry.to) || (asks(entry) && !worked(reporterId))),
    };
  }
  if (forReporter.includes(entry.action)) return;
  const unpublished = unpublishedStates.includes(entry.to) || report.position.hidden;
  if (claimerId && !told.has(claimerId) && (!unpublished || entry.from === 'claimed')) {
    told.add(claimerId);
    yield { personId: claimerId, asks: false };
  }
  if (unpublished) return;
  for await (const { personId, at } of supportersOf(report._id))
    if (!told.has(personId)) yield { personId, asks: asks(entry) && at < entry.at && !worked(personId) };
}

/** Who claimed it; also when this very entry took the claim from them. */
function claimerOf(report: ReportRecord, entry: StoredEntry): string | undefined {
  if (report.claim || entry.from !== 'claimed') return report.claim?.personId;
  return report.timeline.findLast(({ action, seq }) => action === 'claim' && seq < entry.seq)?.personId;
}

function messageTo({ personId, asks }: Recipient, report: ReportRecord, entry: StoredEntry, at: Date): MessageRecord {
  return {
    _id: `${String(entry.seq).padStart(5, '0')}${newId()}`,
    key: `${report._id}:${entry.seq}:${personId}`,
    personId,
    at,
    kind: entry.action,
    reportId: report._id,
    reportTitle: report.title,
    state: entry.to,
    ...(entry.reason ? { reason: entry.reason } : {}),
    ...(entry.by ? { unitName: entry.by } : {}),
    ...(entry.caseNumber ? { caseNumber: entry.caseNumber } : {}),
    ...(entry.dueAt ? { dueAt: entry.dueAt } : {}),
    asks,
    read: false,
  };
}

/** Inserts those that are not there yet. */
async function insertNew(batch: MessageRecord[]): Promise<void> {
  if (batch.length === 0) return;
  try {
    await MessageModel.insertMany(batch, { ordered: false });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
