import type { Photo } from '@jierong/shared/media';
import { MINUTES_PER_WORKING_DAY } from '../../modules/calendar/officeHours';
import { addLimit } from '../../modules/calendar/workingTime';
import type { PersonRecord } from '../../modules/people/model';
import { ownerOf } from '../../modules/units/duties';
import type { Chance } from './chance';
import { inOffice, type Stage, said } from './step';
import type { Walk } from './walk';

const DAY = 86_400_000;

/** The steps of the desk, from acceptance to the check. */
export const accepted = inOffice(35, (w, s) => w.desk('accept', s.people.acceptor, { report: { acceptedAt: w.at } }));

export const filed = inOffice(25, (w, s) => {
  const dueAt = addLimit(w.at, w.report.limit);
  w.desk('file', s.people.acceptor, {
    set: { startedAt: w.at, dueAt },
    report: { filedAt: w.at, dueAt },
    detail: { dueAt },
  });
});

export const dispatched = inOffice(20, (w, s) => {
  const { unitId } = ownerOf(w.report);
  const unit = { id: unitId, name: s.unitName(unitId) };
  const dueAt = w.report.dueAt ?? addLimit(w.at, w.report.limit);
  w.desk('dispatch', s.people.acceptor, { set: { unit, dueAt }, report: { unit, dueAt }, detail: { dueAt } });
});

const handlerOf = (w: Walk, s: Stage): PersonRecord =>
  s.people.handlerOf(w.report.unit?.id ?? ownerOf(w.report).unitId);

export const handling = inOffice(40, (w, s) => {
  const person = handlerOf(w, s);
  const handledBy = { unitIds: [person.unit!.id], personIds: [person._id] };
  w.desk('start', person, { set: { handledBy }, report: { handledBy } });
});

/** Nine in ten are handled within their limit, which ran for an hour when the work began. */
function workingMinutes({ report }: Walk, chance: Chance): number {
  const { value, unit } = report.limit;
  const limit = value * (unit === 'workingHour' ? 60 : MINUTES_PER_WORKING_DAY);
  const share = chance.likely(0.9) ? 0.35 + 0.5 * chance.next() : 1.1 + 0.4 * chance.next();
  return Math.max(15, limit * share - 60);
}

export const handled = inOffice(workingMinutes, (w, s) => {
  const person = handlerOf(w, s);
  const handledBy = { unitIds: [person.unit!.id], personIds: [person._id] };
  const photos = afterPhotos(w, s);
  w.desk('feedback', person, {
    set: { afterPhotos: photos, handledBy, handledAt: w.at, confirmed: 0 },
    report: {
      afterPhotos: photos,
      handledBy,
      resolvedAt: w.at,
      answerUntil: new Date(w.at.getTime() + s.answerDays * DAY),
    },
    detail: { photos, note: said(s.sources.stories.feedback[w.report.group], w, s).words },
  });
});

/** The pictures of the place put right. @throws when there is none */
export function afterPhotos(w: Walk, s: Stage): Photo[] {
  const { scenes } = s.sources.storyOf(w.report);
  const photos = scenes.flatMap((scene) => s.sources.afterPhoto(scene) ?? []).slice(0, 2);
  if (!photos.length) throw new Error(`no picture after the repair for ${w.report.title}`);
  return photos;
}

export const passed = inOffice(240, (w, s) =>
  w.desk('pass', s.chance.pick(s.people.checkers), {
    report: { closedAt: w.at },
    detail: { note: said(s.sources.stories.checks, w, s).words },
  }),
);

export const reworked = inOffice(200, (w, s) =>
  w.desk('rework', s.people.checkers[0]!, {
    set: { reworks: 1 },
    detail: { reason: said(s.sources.stories.disputes, w, s).words },
    report: { resolvedAt: undefined, answerUntil: undefined },
  }),
);

export const declined = inOffice(60, (w, s) => {
  const { reason, words } = said(s.sources.stories.declines, w, s);
  w.desk('decline', s.people.acceptor, {
    detail: { reason, note: words },
    report: { decline: { reason, note: words, at: w.at } },
  });
});

export const unfixed = inOffice(26 * 60, (w, s) =>
  w.desk('closeUnfixed', s.people.lead, {
    detail: { reason: said(s.sources.stories.unfixed, w, s).words },
    report: { closedAt: w.at },
  }),
);

export const voided = inOffice(60, (w, s) =>
  w.desk('void', s.people.lead, { detail: { reason: '与同一处在办案卷重复，作废本卷' }, report: { closedAt: w.at } }),
);
