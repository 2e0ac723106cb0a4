import { addWorkingDays, addWorkingHours } from '../../modules/calendar/workingTime';
import { afterPhotos } from './deskSteps';
import { atOnce, byDay, type Step, said } from './step';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Waiting decisions have so many working hours left. */
const HOURS_LEFT = 4;

/** What is still offered stays so for a good while after the first start. */
export const offered = atOnce(10, (w, s) =>
  w.step('release', 'system', {
    facts: { selfGovernable: true },
    set: { offerUntil: new Date(s.now.getTime() + s.chance.between(30, 115) * MINUTE) },
  }),
);

export const claimed: Step = byDay(25, (w, s) => {
  const { shopId, reporterId } = w.report;
  const fitting = s.people.claimers.filter((p) => !(shopId && p.shop?.id === shopId) && p._id !== reporterId);
  const person = fitting.find((p) => p._id === w.claimerId) ?? s.chance.pick(fitting);
  const actor = person.role === 'roadChief' || person.role === 'volunteer' ? person.role : 'merchant';
  const by = person.shop?.name ?? (actor === 'roadChief' ? '民间路长' : '志愿者');
  w.step('claim', actor, {
    person,
    by,
    set: { claim: { personId: person._id, by, at: w.at, dueAt: addWorkingDays(w.at, 3) }, offerUntil: undefined },
  });
});

export const claimDone = byDay(180, (w, s) => {
  const photos = afterPhotos(w, s);
  w.step('done', 'claimer', {
    ...(w.report.claim ? { by: w.report.claim.by } : {}),
    detail: { photos, note: said(s.sources.stories.feedback[w.report.group], w, s).words },
    set: { afterPhotos: photos, resolvedAt: w.at, answerUntil: new Date(w.at.getTime() + s.answerDays * DAY) },
  });
});

export const thanked = byDay(300, (w) =>
  w.step('confirm', 'reporter', {
    set: {
      closedAt: w.at,
      confirmations: [{ personId: w.report.reporterId!, as: 'reporter', at: w.at, round: 1 }],
    },
  }),
);

export const withdrawn = atOnce(4, (w) => w.step('withdraw', 'reporter'));

export const toReview = atOnce(10, (w) =>
  w.step('sendToReview', 'system', {
    set: { check: { ...w.report.check, words: 'review', wordsLabel: '需人工看一眼' } },
  }),
);

export const refused = byDay(50, (w, s) => {
  const moderator = s.people.moderators[0]!;
  w.step('refuse', 'moderator', {
    person: moderator,
    detail: { reason: 'unclearPhoto' },
    set: { refusal: { reason: 'unclearPhoto', moderatorId: moderator._id, at: w.at } },
  });
});

export const appealed = byDay(120, (w, s) => {
  const reason = '照片是清楚的，请再看看';
  w.step('appeal', 'reporter', {
    detail: { reason },
    set: {
      appeal: { personId: w.report.reporterId!, reason, at: w.at, dueAt: addWorkingHours(s.now, HOURS_LEFT / 2) },
      counts: { ...w.report.counts, appeals: 1 },
    },
  });
});

export const disputed = byDay(8 * 60, (w, s) => {
  const reason = said(s.sources.stories.disputes, w, s).words;
  const photos = w.report.photos.slice(0, 1).map((p) => ({ ...p, view: 'evidence' as const }));
  w.step('dispute', 'reporter', {
    detail: { reason, photos },
    set: {
      dispute: {
        personId: w.report.reporterId!,
        as: 'reporter',
        at: w.at,
        reason,
        photos,
        decideBy: addWorkingHours(s.now, HOURS_LEFT),
      },
      counts: { ...w.report.counts, disputes: 1 },
    },
  });
  if (w.case) w.case = { ...w.case, disputeOpen: true, dispute: { reason, photos }, disputed: 1 };
});
