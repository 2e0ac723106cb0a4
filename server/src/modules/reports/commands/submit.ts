import { createHash } from 'node:crypto';
import type { ReportInput } from '@jierong/shared/reports';
import { AppError } from '../../../appError';
import { isDuplicateKey } from '../../../db/duplicateKey';
import { newId } from '../../../ids';
import type { Services } from '../../../services';
import { chooseCategory } from '../../categories/catalogue';
import { photosOf } from '../../media/photos';
import type { Person } from '../../people/person';
import { shopAt } from '../../places/places';
import { outboxEntry } from '../change';
import { lanesOf } from '../lanes';
import { ReportModel } from '../model';
import { storedPlace } from '../place';
import type { CheckRecord, OutsideSender, ReportRecord } from '../record';
import { termsOf, titleFrom } from '../title';
import { untouched } from '../untouched';
import { nextWake } from '../wakeAt';

const MINUTE = 60_000;
const hashOf = (input: ReportInput): string => createHash('sha256').update(JSON.stringify(input)).digest('base64url');

/** A content check that has not answered yet. */
export const freshCheck = (round: number, photoKeys: readonly string[], at: Date): CheckRecord => ({
  round,
  startedAt: at,
  words: 'waiting',
  photos: photoKeys.map((key) => ({ key, verdict: 'waiting' })),
});

/**
 * Stores a new report: one document with its first timeline entry and the content check to be asked. The same person and
 * key give the same report, however often it is sent and even when two come at once.
 * @param sender the outside program that sends it: nobody is there to take it back, so no undo window runs
 * @throws idempotencyConflict when the key came before with another body; outsideDistrict, unknownCategory, unknownPhoto
 */
export async function submitReport(
  services: Services,
  person: Person,
  clientKey: string,
  input: ReportInput,
  sender?: OutsideSender,
): Promise<ReportRecord> {
  const inputHash = hashOf(input);
  const before = await submittedBefore(person.id, clientKey, inputHash);
  if (before) return before;
  const record = await newReport(services, person, clientKey, inputHash, input, sender);
  try {
    await ReportModel.create(record);
  } catch (error) {
    const winner = isDuplicateKey(error) ? await submittedBefore(person.id, clientKey, inputHash) : undefined;
    if (winner) return winner;
    throw error;
  }
  services.kick();
  return record;
}

async function submittedBefore(
  reporterId: string,
  clientKey: string,
  inputHash: string,
): Promise<ReportRecord | undefined> {
  const report = await ReportModel.findOne({ reporterId, clientKey }).lean<ReportRecord>();
  if (report && report.inputHash !== inputHash) throw new AppError('idempotencyConflict');
  return report ?? undefined;
}

async function newReport(
  services: Services,
  person: Person,
  clientKey: string,
  inputHash: string,
  input: ReportInput,
  sender: OutsideSender | undefined,
): Promise<ReportRecord> {
  const now = services.now();
  const photos = await photosOf(person.id, input.photos);
  const place = storedPlace(input.place);
  const shopId = place.point ? shopAt(place.point) : undefined;
  const chosen = chooseCategory(input.group, input.code, input.kind);
  const title = titleFrom(input.words, chosen.category.name);
  const undoUntil = new Date(now.getTime() + (sender ? 0 : services.env.UNDO_MINUTES * MINUTE));
  const outbox = [outboxEntry('check', 1, now)];
  const report: ReportRecord = {
    ...untouched(),
    _id: newId(),
    clientKey,
    inputHash,
    reporterId: person.id,
    ...(sender ? { source: sender.source, sourceName: sender.name } : {}),
    anonymous: input.anonymous,
    title,
    words: input.words,
    ...chosen,
    place,
    photos,
    undoUntil,
    check: freshCheck(
      1,
      photos.map((p) => p.key),
      now,
    ),
    ...(shopId ? { shopId } : {}),
    timeline: [
      {
        seq: 1,
        at: now,
        action: 'submit',
        actor: 'reporter',
        personId: person.id,
        to: 'received',
        round: 1,
        photos: [],
      },
    ],
    outbox,
    lanes: lanesOf(outbox)!,
    ...(input.recurrenceOf ? { recurrenceOf: input.recurrenceOf } : {}),
    terms: termsOf(title, input.words, place.address, place.road ?? ''),
    demonstration: person.demonstration,
    createdAt: now,
    updatedAt: now,
  };
  const wakeAt = nextWake(report, services.env);
  return { ...report, ...(wakeAt ? { wakeAt } : {}) };
}
