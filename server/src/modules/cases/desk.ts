import { AppError } from '../../appError';
import { isDuplicateKey } from '../../db/duplicateKey';
import type { CaseInput, CaseUpdate, Delivery, UpdateDelivery } from '../../forwarding/port';
import { newId } from '../../ids';
import { addLimit } from '../calendar/workingTime';
import { placeOf } from '../places/places';
import { deriveQueue } from './caseClocks';
import { nextCaseNumber } from './caseNumber';
import { caseTerms } from './caseTerms';
import { type CaseChange, changeCase } from './change';
import { CaseModel } from './model';
import type { CaseRecord } from './record';

const UPDATES_KEPT = 100;

/** The case of a key; undefined when none was opened. */
export async function findCaseByKey(key: string): Promise<{ caseNumber: string } | undefined> {
  const record = await CaseModel.findOne({ key }).select('number').lean<Pick<CaseRecord, 'number'>>();
  return record ? { caseNumber: record.number } : undefined;
}

/** Opens a case, or finds the one that the same key opened before: a report sent twice is one case. */
export async function openCase(input: CaseInput, now: Date): Promise<Delivery> {
  const known = await findCaseByKey(input.key);
  if (known) return { outcome: 'accepted', ...known };
  const record = newCase(input, await nextCaseNumber(now), now);
  try {
    await CaseModel.create(record);
    return { outcome: 'accepted', caseNumber: record.number };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const other = await findCaseByKey(input.key);
    return other ? { outcome: 'accepted', ...other } : { outcome: 'retryLater', detail: 'case number taken' };
  }
}

function newCase(input: CaseInput, number: string, now: Date): CaseRecord {
  const { key, reportId, round, title, words, group, category, limit, photos, supports, supervised } = input;
  const { point, address, source, road, grid } = input.place;
  const arrived = { stage: 'arrived' as const, stageStartedAt: now, limit };
  const { stageDueAt, soonAt, ...queue } = deriveQueue(arrived, now);
  return {
    _id: newId(),
    number,
    key,
    reportId,
    round,
    title,
    words,
    group,
    category,
    place: { ...(point ? { point } : {}), address, source, ...(road ? { road } : {}), ...(grid ? { grid } : {}) },
    cells: point ? placeOf(point).cells : [],
    photos,
    afterPhotos: [],
    ...arrived,
    ...queue,
    ...(stageDueAt ? { stageDueAt } : {}),
    ...(soonAt ? { soonAt } : {}),
    timeline: [],
    handledBy: { unitIds: [], personIds: [] },
    sendBacks: 0,
    reworks: 0,
    supports,
    asked: supports + 1,
    confirmed: 0,
    disputed: 0,
    disputeOpen: false,
    supervised,
    answers: [],
    answerSeq: 0,
    seenUpdates: [],
    version: 0,
    revision: 0,
    terms: caseTerms(number, title, address, road ?? ''),
    demonstration: input.demonstration,
    arrivedAt: now,
    updatedAt: now,
  };
}

/**
 * Takes news of a report. Seen before: accepted again, nothing changes.
 * Refused: a case that was declined, voided or merged cannot be reopened; a filed one is not given back.
 */
export async function updateCase(update: CaseUpdate, now: Date): Promise<UpdateDelivery> {
  let refused: string | undefined;
  const decide = (record: CaseRecord): CaseChange | null => {
    refused = undefined;
    if (record.seenUpdates.includes(update.id)) return null;
    const outcome = newsFor(record, update, now);
    if ('refused' in outcome) {
      refused = outcome.refused;
      return null;
    }
    return {
      ...outcome,
      set: {
        supports: update.supports,
        confirmed: update.confirmed,
        disputed: update.disputed,
        asked: update.asked,
        supervised: record.supervised || update.supervised,
        seenUpdates: [...record.seenUpdates, update.id].slice(-UPDATES_KEPT),
        ...outcome.set,
      },
    };
  };
  try {
    await changeCase({ key: update.key }, undefined, decide);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'notFound')) throw error;
    refused = 'no such case';
  }
  return refused ? { outcome: 'refused', detail: refused } : { outcome: 'accepted' };
}

function newsFor(record: CaseRecord, update: CaseUpdate, now: Date): CaseChange | { refused: string } {
  const { reason, photos } = update;
  const evidence = reason ? { dispute: { reason, photos } } : {};
  const entry = (to: CaseRecord['stage']) => ({
    at: now,
    action: update.kind,
    by: '',
    to,
    ...(reason ? { reason } : {}),
    photos,
  });
  const move = (to: CaseRecord['stage'], set: CaseChange['set'] = {}): CaseChange => ({
    set: { ...set, ...evidence, stage: to, stageStartedAt: now, disputeOpen: false, handOverTo: undefined },
    entry: entry(to),
  });
  switch (update.kind) {
    case 'reopened':
      if (['declined', 'voided', 'merged'].includes(record.stage))
        return { refused: `a ${record.stage} case is not reopened` };
      if (record.stage !== 'handled' && record.stage !== 'closed') return { set: { disputeOpen: false, ...evidence } };
      return move('reopened', {
        reworks: record.reworks + 1,
        startedAt: now,
        dueAt: addLimit(now, record.limit),
      });
    case 'withdrawn':
      if (record.stage === 'voided') return {};
      if (record.stage !== 'arrived' && record.stage !== 'accepted')
        return { refused: `a ${record.stage} case is not given back` };
      return move('voided');
    case 'closed':
      return record.stage === 'handled' ? move('closed') : {};
    case 'disputed':
      return { set: { ...evidence, disputeOpen: true }, entry: entry(record.stage) };
    case 'disputeRejected':
      return { set: { disputeOpen: false }, entry: entry(record.stage), ...checkAgain(record, now) };
    case 'supports':
    case 'confirmed':
      return {};
  }
}

/** A check that passed while the dispute was on its way here could not be taken by the report: it is told once more. */
function checkAgain(record: CaseRecord, now: Date): Pick<CaseChange, 'answer'> {
  const closing = record.timeline.findLast(({ action }) => ['pass', 'closeUnfixed', 'closed'].includes(action));
  if (record.stage !== 'closed' || closing?.action !== 'pass') return {};
  const by = closing.unitName ? { by: closing.unitName } : {};
  return { answer: { at: now, action: 'checkPassed', ...by, photos: [] } };
}
