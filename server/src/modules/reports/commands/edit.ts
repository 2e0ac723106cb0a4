import type { CategoryGroup, CategoryKind } from '@jierong/shared/categories';
import type { PhotoRef } from '@jierong/shared/media';
import type { PlaceInput } from '@jierong/shared/places';
import { AppError } from '../../../appError';
import type { Services } from '../../../services';
import { chooseCategory } from '../../categories/catalogue';
import { photosOf } from '../../media/photos';
import type { Person } from '../../people/person';
import { shopAt } from '../../places/places';
import { towardsForwarding } from '../../review/towardsForwarding';
import { act, type Change, changeReport, outboxEntry } from '../change';
import { storedPlace } from '../place';
import type { ReportRecord } from '../record';
import { termsOf, titleFrom } from '../title';
import { nextWake } from '../wakeAt';
import { freshCheck } from './submit';

/** What a reporter may change of their own report. */
export interface Edit {
  id: string;
  version: number;
  words?: string | undefined;
  place?: PlaceInput | undefined;
  group?: CategoryGroup | undefined;
  code?: string | undefined;
  kind?: CategoryKind | undefined;
  anonymous?: boolean | undefined;
  photos?: readonly PhotoRef[] | undefined;
}

/** @throws notFound unless the caller reported it */
function requireReporter(person: Person, report: ReportRecord): void {
  if (report.reporterId !== person.id) throw new AppError('notFound');
}

async function edited(person: Person, report: ReportRecord, edit: Edit): Promise<NonNullable<Change['set']>> {
  const words = edit.words ?? report.words;
  const place = edit.place ? storedPlace(edit.place) : report.place;
  const { group = report.group, code, kind } = edit;
  const chosen = edit.group || code || kind ? chooseCategory(group, code, kind) : undefined;
  const photos = edit.photos ? await photosOf(person.id, edit.photos) : report.photos;
  const title = titleFrom(words, (chosen?.category ?? report.category).name);
  return {
    words,
    title,
    place,
    shopId: place.point ? shopAt(place.point) : undefined,
    photos,
    ...chosen,
    anonymous: edit.anonymous ?? report.anonymous,
    terms: termsOf(title, words, place.address, place.road ?? ''),
  };
}

/**
 * Changes a report inside its undo window. The content check starts anew, the window does not.
 * @throws notFound, reportMoved, illegalTransition, outsideDistrict, unknownCategory, unknownPhoto
 */
export async function editReport(services: Services, person: Person, edit: Edit): Promise<ReportRecord> {
  const now = services.now();
  const report = await changeReport(edit.id, edit.version, async (current) => {
    requireReporter(person, current);
    if (current.position.state === 'received' && now >= current.undoUntil)
      throw new AppError('illegalTransition', { state: 'received', action: 'edit' });
    const { change } = act(current, { action: 'edit', actor: 'reporter', at: now, personId: person.id });
    const fields = await edited(person, current, edit);
    const check = freshCheck(
      current.check.round + 1,
      (fields.photos ?? current.photos).map((p) => p.key),
      now,
    );
    return {
      set: { ...change.set, ...fields, check, wakeAt: nextWake({ ...current, check }, services.env) },
      entry: change.entry,
      enqueue: [outboxEntry('check', change.entry.seq, now)],
      finish: current.outbox.filter((e) => e.kind === 'check').map((e) => e.id),
    };
  });
  services.kick();
  return report;
}

/**
 * Corrects a refused report; it goes back to the moderators.
 * @throws notFound, reportMoved, illegalTransition (at most twice), unknownPhoto
 */
export async function correctReport(services: Services, person: Person, edit: Edit): Promise<ReportRecord> {
  const now = services.now();
  const report = await changeReport(edit.id, edit.version, async (current) => {
    requireReporter(person, current);
    const { change } = act(current, { action: 'correct', actor: 'reporter', at: now, personId: person.id });
    const fields = await edited(person, current, edit);
    const check = freshCheck(
      current.check.round + 1,
      (fields.photos ?? current.photos).map((p) => p.key),
      now,
    );
    return {
      set: {
        ...change.set,
        ...fields,
        check,
        counts: { ...current.counts, corrections: current.counts.corrections + 1 },
      },
      entry: change.entry,
      enqueue: [...change.enqueue, outboxEntry('check', change.entry.seq, now)],
    };
  });
  services.kick();
  return report;
}

/** Adds words and photos to a declined report and sends it as a new case. @throws notFound, reportMoved, illegalTransition, unknownPhoto */
export async function supplementReport(
  services: Services,
  person: Person,
  input: { id: string; version: number; words: string; photos: readonly PhotoRef[] },
): Promise<ReportRecord> {
  const now = services.now();
  const report = await changeReport(input.id, input.version, async (current) => {
    requireReporter(person, current);
    const photos = await photosOf(person.id, input.photos);
    const acted = act(current, {
      action: 'supplement',
      actor: 'reporter',
      at: now,
      personId: person.id,
      detail: { note: input.words, photos },
    });
    const words = `${current.words}\n补充：${input.words}`.trim();
    const change = towardsForwarding(current, acted, now, services.env);
    return {
      ...change,
      set: {
        ...change.set,
        words,
        photos: [...current.photos, ...photos],
        counts: { ...current.counts, sendBacks: 0, supplements: current.counts.supplements + 1 },
        terms: termsOf(current.title, words, current.place.address, current.place.road ?? ''),
      },
    };
  });
  services.kick();
  return report;
}
