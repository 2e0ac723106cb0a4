import { randomUUID } from 'node:crypto';
import { type Action, type Facts, type Need, transition } from '@jierong/shared/reportLifecycle';
import { openStates, type Position, unpublishedStates } from '@jierong/shared/reportPosition';
import type { Actor } from '@jierong/shared/roles';
import { AppError } from '../../appError';
import { lanesOf } from './lanes';
import { ReportModel } from './model';
import type { OutboxEntry, ReportRecord, StoredEntry } from './record';

/** What a decision wants written. Undefined values in `set` remove the field. */
export interface Change {
  set?: { [K in keyof ReportRecord]?: ReportRecord[K] | undefined };
  entry?: StoredEntry;
  /** Entries to add to the outbox, and ids of entries that are done. */
  enqueue?: OutboxEntry[];
  finish?: string[];
}

const RETRIES = 8;

/**
 * The only writer of reports: loads, lets `decide` look, and writes all of it in one atomic act, guarded by the
 * revision. When somebody else wrote in between it looks again; when the caller named a version that no longer holds,
 * the caller is told instead.
 * @param seen the version the caller saw, or undefined for the system's own acts
 * @param known the report as the caller read it; read again only when it has been written since
 * @throws notFound, reportMoved {version}, and whatever `decide` throws
 */
export async function changeReport(
  id: string,
  seen: number | undefined,
  decide: (report: ReportRecord) => Change | null | Promise<Change | null>,
  known?: ReportRecord,
): Promise<ReportRecord> {
  for (let i = 0; i < RETRIES; i++) {
    const report = (i === 0 && known) || (await ReportModel.findById(id).lean<ReportRecord>());
    if (!report) throw new AppError('notFound');
    if (seen !== undefined && report.version !== seen) throw new AppError('reportMoved', { version: report.version });
    const change = await decide(report);
    if (!change) return report;
    const written = await ReportModel.findOneAndUpdate(
      { _id: id, revision: report.revision },
      operators(report, change),
      {
        returnDocument: 'after',
      },
    ).lean<ReportRecord>();
    if (written) return written;
  }
  throw new AppError('databaseUnavailable');
}

function operators(report: ReportRecord, change: Change) {
  const set: Record<string, unknown> = {};
  const unset: Record<string, 1> = {};
  const put = (key: string, value: unknown) => {
    if (value === undefined) unset[key] = 1;
    else set[key] = value;
  };
  for (const [key, value] of Object.entries(change.set ?? {})) put(key, value);
  if (change.enqueue?.length || change.finish?.length) {
    const after = { ...report, ...change.set } as ReportRecord;
    const added = (change.enqueue ?? []).flatMap((entry) => addressed(after, entry));
    const outbox = report.outbox.filter((e) => !change.finish?.includes(e.id)).concat(added);
    put('outbox', outbox);
    put('lanes', lanesOf(outbox));
  }
  if (change.entry) put('updatedAt', change.entry.at);
  return {
    $set: set,
    ...(Object.keys(unset).length ? { $unset: unset } : {}),
    ...(change.entry ? { $push: { timeline: change.entry } } : {}),
    $inc: { revision: 1, ...(change.entry ? { version: 1 } : {}) },
  };
}

/** News goes to every destination that has a case of this round. To the others the forwarding itself tells all. */
function addressed({ delivery, copies, position }: ReportRecord, entry: OutboxEntry): OutboxEntry[] {
  if (entry.kind !== 'update' || entry.destination) return [entry];
  const lead = delivery.acceptedAt ? [delivery.destination] : [];
  const further = copies.filter(({ status, round }) => status === 'accepted' && round === position.round);
  return [...lead, ...further.map(({ destination }) => destination)].flatMap((destination, i) =>
    destination ? [{ ...entry, destination, ...(i ? { id: randomUUID() } : {}) }] : [],
  );
}

/** A new outbox entry. */
export const outboxEntry = (
  kind: OutboxEntry['kind'],
  seq: number,
  dueAt: Date,
  update?: OutboxEntry['update'],
): OutboxEntry => ({
  id: randomUUID(),
  kind,
  dueAt,
  attempts: 0,
  seq,
  ...(update ? { update } : {}),
});

/** Who acts on a report and what they bring. */
export interface Act {
  action: Action;
  actor: Actor;
  at: Date;
  personId?: string;
  /** Unit, squadron or shop in public view. */
  by?: string;
  facts?: Facts;
  /** Needs of the table that cannot be asked of who acts. */
  waived?: readonly Need[];
  detail?: Pick<StoredEntry, 'reason' | 'note' | 'dueAt' | 'caseNumber'> & { photos?: StoredEntry['photos'] };
}

/**
 * Looks an act up in the table and prepares what every transition writes: position, timeline entry, messages to the
 * report's people. The caller adds what is its own.
 * @throws illegalTransition {state, action}, invalidInput when the row's needs are not met
 */
export function act(
  report: ReportRecord,
  what: Act,
): {
  position: Position;
  change: Change & { set: NonNullable<Change['set']>; entry: StoredEntry; enqueue: OutboxEntry[]; finish: string[] };
} {
  const facts: Facts = { ...factsOf(report, what.at), ...what.facts };
  const result = transition(report.position, what.action, what.actor, facts);
  if (!result.allowed) throw new AppError('illegalTransition', { state: report.position.state, action: what.action });
  const missing = result.needs.filter((need) => !what.waived?.includes(need) && !brought(need, what));
  if (missing.length)
    throw new AppError('invalidInput', { issues: missing.map((path) => ({ path, problem: 'required' })) });
  const position = result.position;
  const entry: StoredEntry = {
    seq: report.timeline.length + 1,
    at: what.at,
    action: what.action,
    actor: what.actor,
    ...(what.personId ? { personId: what.personId } : {}),
    ...(what.by ? { by: what.by } : {}),
    from: report.position.state,
    to: position.state,
    round: position.round,
    ...what.detail,
    photos: what.detail?.photos ?? [],
  };
  const quiet = position.state === 'received' || what.action === 'retryLater';
  return {
    position,
    change: {
      set: { position, ...visibility(position) },
      entry,
      enqueue: quiet ? [] : [outboxEntry('notify', entry.seq, what.at)],
      finish: [],
    },
  };
}

/** The scalars beside the position that the indexes use. */
export const visibility = (position: Position): { published: boolean; open: boolean } => ({
  published: !unpublishedStates.includes(position.state) && !position.hidden,
  open: openStates.includes(position.state),
});

function brought(need: Need, what: Act): boolean {
  switch (need) {
    case 'reason':
      return Boolean(what.detail?.reason);
    case 'photo':
    case 'afterPhoto':
      return Boolean(what.detail?.photos?.length);
    case 'caseNumber':
      return Boolean(what.detail?.caseNumber);
    case 'limit':
      return Boolean(what.detail?.dueAt);
    case 'unit':
      return Boolean(what.by);
    case 'target':
      return what.facts?.targetOpen === true;
  }
}

const DAY = 86_400_000;

/** What the table asks about a stored report. */
export function factsOf(report: ReportRecord, now: Date): Facts {
  return {
    ...report.counts,
    selfGovernable: report.selfGovernable && report.position.round === 1,
    hasSupporters: report.supports > 0,
    sent: report.delivery.attempts.length > 0,
    supporterConfirmations: report.confirmations.filter(
      (c) => c.round === report.position.round && c.as === 'supporter',
    ).length,
    daysSinceClosed: report.closedAt ? (now.getTime() - report.closedAt.getTime()) / DAY : 0,
    daysSinceMerged: report.mergedAt ? (now.getTime() - report.mergedAt.getTime()) / DAY : 0,
    ...(report.before ? { before: report.before } : {}),
  };
}
