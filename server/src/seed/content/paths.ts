import type { DeclineReason } from '@jierong/shared/reports';
import { addLimit, addWorkingDays, addWorkingHours } from '../../modules/calendar/workingTime';
import type { PersonRecord } from '../../modules/people/model';
import { ownerOf } from '../../modules/units/duties';
import type { Chance } from './chance';
import type { DeskPeople } from './deskPeople';
import type { Fate } from './fates';
import type { Sources } from './sources';
import type { CaseNumbers, Walk } from './walk';

/** What the steps of a path need. */
export interface Stage {
  chance: Chance;
  people: DeskPeople;
  sources: Sources;
  numbers: CaseNumbers;
  unitName(unitId: string): string;
  answerDays: number;
  now: Date;
}

/** One step: minutes after the one before, and what happens. */
export type Step = [minutes: number, (walk: Walk, stage: Stage) => void];

const DESK = '智慧城管受理台';
const DAY = 86_400_000;

const released: Step = [10, (w) => w.step('release', 'system', { facts: { selfGovernable: false } })];
const offered: Step = [
  10,
  (w, s) =>
    w.step('release', 'system', {
      facts: { selfGovernable: true },
      set: { offerUntil: new Date(s.now.getTime() + s.chance.between(20, 110) * 60_000) },
    }),
];
const arrived: Step = [1, (w, s) => w.arrive(s.numbers.next(w.at), DESK)];
const accepted: Step = [35, (w, s) => w.desk('accept', s.people.acceptor, { report: { acceptedAt: w.at } })];
const filed: Step = [
  25,
  (w, s) => {
    const dueAt = addLimit(w.at, w.report.limit);
    w.desk('file', s.people.acceptor, {
      set: { startedAt: w.at, dueAt },
      report: { filedAt: w.at, dueAt },
      detail: { dueAt },
    });
  },
];
const dispatched: Step = [
  20,
  (w, s) => {
    const unit = { id: ownerOf(w.report.group), name: s.unitName(ownerOf(w.report.group)) };
    const dueAt = w.report.dueAt ?? addLimit(w.at, w.report.limit);
    w.desk('dispatch', s.people.acceptor, { set: { unit, dueAt }, report: { unit, dueAt }, detail: { dueAt } });
  },
];
const handlerOf = (w: Walk, s: Stage): PersonRecord => s.people.handlerOf(w.report.unit?.id ?? ownerOf(w.report.group));
const handling: Step = [
  40,
  (w, s) => {
    const person = handlerOf(w, s);
    const handledBy = { unitIds: [person.unit!.id], personIds: [person._id] };
    w.desk('start', person, { set: { handledBy }, report: { handledBy } });
  },
];
const handled: Step = [
  120,
  (w, s) => {
    const person = handlerOf(w, s);
    const handledBy = { unitIds: [person.unit!.id], personIds: [person._id] };
    const photos = afterPhotos(w, s);
    const resolvedAt = w.at;
    const answerUntil = new Date(w.at.getTime() + s.answerDays * DAY);
    w.desk('feedback', person, {
      set: { afterPhotos: photos, handledBy, confirmed: 0 },
      report: { afterPhotos: photos, handledBy, resolvedAt, answerUntil },
      detail: { photos, note: s.chance.pick(s.sources.stories.feedback[w.report.group]) },
    });
  },
];
const passed: Step = [
  20 * 60,
  (w, s) =>
    w.desk('pass', s.chance.pick(s.people.checkers), {
      report: { closedAt: w.at },
      detail: { note: s.chance.pick(s.sources.stories.checks) },
    }),
];

function afterPhotos(w: Walk, s: Stage) {
  const story = s.sources.stories.reports[w.report.group].find((one) => one.title === w.report.title);
  const photos = (story?.scenes ?? []).flatMap((scene) => s.sources.afterPhoto(scene) ?? []);
  const shown = photos.slice(0, 2);
  if (!shown.length) throw new Error(`no picture after the repair for ${w.report.title}`);
  return shown;
}

const atDesk: Step[] = [released, arrived];
const toHandled: Step[] = [...atDesk, accepted, filed, dispatched, handling, handled];

const claim: Step = [
  25,
  (w, s) => {
    const fitting = s.people.claimers.filter((p) => p.shop?.id !== w.report.shopId && p._id !== w.report.reporterId);
    const person = s.chance.pick(fitting);
    const actor = person.role === 'roadChief' || person.role === 'volunteer' ? person.role : 'merchant';
    const by = person.shop?.name ?? (actor === 'roadChief' ? '民间路长' : '志愿者');
    w.step('claim', actor, {
      person,
      by,
      set: { claim: { personId: person._id, by, at: w.at, dueAt: addWorkingDays(w.at, 3) } },
    });
  },
];
const claimDone: Step = [
  180,
  (w, s) => {
    const photos = afterPhotos(w, s);
    w.step('done', 'claimer', {
      ...(w.report.claim ? { by: w.report.claim.by } : {}),
      detail: { photos, note: s.chance.pick(s.sources.stories.feedback[w.report.group]) },
      set: { afterPhotos: photos, resolvedAt: w.at, answerUntil: new Date(w.at.getTime() + s.answerDays * DAY) },
    });
  },
];
const thanked: Step = [
  300,
  (w) => {
    const personId = w.report.reporterId!;
    w.step('confirm', 'reporter', {
      set: { closedAt: w.at, confirmations: [{ personId, as: 'reporter', at: w.at, round: 1 }] },
    });
  },
];

const toReview: Step = [
  10,
  (w) =>
    w.step('sendToReview', 'system', {
      set: { check: { ...w.report.check, words: 'review', wordsLabel: '需人工看一眼' } },
    }),
];
const refused: Step = [
  50,
  (w, s) => {
    const moderator = s.people.moderators[0]!;
    w.step('refuse', 'moderator', {
      person: moderator,
      detail: { reason: 'unclearPhoto' },
      set: { refusal: { reason: 'unclearPhoto', moderatorId: moderator._id, at: w.at } },
    });
  },
];
const declined: Step = [
  60,
  (w, s) => {
    const { reason, words }: { reason: DeclineReason; words: string } = s.chance.pick(s.sources.stories.declines);
    w.desk('decline', s.people.acceptor, {
      detail: { reason, note: words },
      report: { decline: { reason, note: words, at: w.at } },
    });
  },
];
const disputed: Step = [
  8 * 60,
  (w, s) => {
    const reason = s.chance.pick(s.sources.stories.disputes);
    const photos = w.report.photos.slice(0, 1).map((p) => ({ ...p, view: 'evidence' as const }));
    const personId = w.report.reporterId!;
    w.step('dispute', 'reporter', {
      detail: { reason, photos },
      set: {
        dispute: { personId, as: 'reporter', at: w.at, reason, photos, decideBy: addWorkingHours(s.now, 4) },
        counts: { ...w.report.counts, disputes: 1 },
      },
    });
    if (w.case) w.case = { ...w.case, disputeOpen: true, dispute: { reason, photos }, disputed: 1 };
  },
];
const reworked: Step = [
  300,
  (w, s) =>
    w.desk('rework', s.people.checkers[0]!, {
      set: { reworks: 1 },
      detail: { reason: s.chance.pick(s.sources.stories.disputes) },
      report: { resolvedAt: undefined, answerUntil: undefined },
    }),
];
const unfixed: Step = [
  26 * 60,
  (w, s) =>
    w.desk('closeUnfixed', s.people.lead, {
      detail: { reason: '产权有争议，已转司法途径，本次没有办' },
      report: { closedAt: w.at },
    }),
];
const voided: Step = [
  60,
  (w, s) =>
    w.desk('void', s.people.lead, { detail: { reason: '与同一处在办案卷重复，作废本卷' }, report: { closedAt: w.at } }),
];
const held: Step = [
  120,
  (w) =>
    w.step('hold', 'system', {
      set: {
        delivery: {
          destination: DESK,
          attempts: Array.from({ length: 8 }, (_, i) => ({
            at: new Date(w.at.getTime() - (8 - i) * 600_000),
            outcome: 'retryLater' as const,
            detail: '对方系统没有应答',
          })),
          caseNumbers: [],
          lastError: '对方系统没有应答',
        },
      },
    }),
];

/** The steps of every fate, after the submission. */
export const paths: Record<Exclude<Fate, 'merged'>, Step[]> = {
  inReview: [toReview],
  refused: [toReview, refused],
  appealed: [
    toReview,
    refused,
    [
      120,
      (w, s) => {
        const reason = '照片是清楚的，请再看看';
        w.step('appeal', 'reporter', {
          detail: { reason },
          set: {
            appeal: { personId: w.report.reporterId!, reason, at: w.at, dueAt: addWorkingHours(s.now, 2) },
            counts: { ...w.report.counts, appeals: 1 },
          },
        });
      },
    ],
  ],
  withdrawn: [[4, (w) => w.step('withdraw', 'reporter')]],
  offered: [offered],
  held: [released, held],
  claimed: [offered, claim],
  claimDone: [offered, claim, claimDone],
  claimClosed: [offered, claim, claimDone, thanked],
  delivered: atDesk,
  accepted: [...atDesk, accepted],
  filed: [...atDesk, accepted, filed],
  declined: [...atDesk, accepted, declined],
  dispatched: [...atDesk, accepted, filed, dispatched],
  handling: [...atDesk, accepted, filed, dispatched, handling],
  resolved: toHandled,
  disputed: [...toHandled, disputed],
  reopened: [...toHandled, reworked],
  closed: [...toHandled, passed],
  closedUnfixed: [...atDesk, accepted, filed, unfixed],
  voided: [...atDesk, accepted, filed, voided],
};
