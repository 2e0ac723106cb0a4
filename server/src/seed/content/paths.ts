import * as desk from './deskSteps';
import type { Fate } from './fates';
import * as people from './peopleSteps';
import { atOnce, type Step } from './step';

const DESK = '智慧城管受理台';
const OFFER_MINUTES = 30;
const MINUTE = 60_000;

const released = atOnce(10, (w) => w.step('release', 'system', { facts: { selfGovernable: false } }));
/** What neighbours could do is offered to them first; here nobody took it. */
const offeredInVain: readonly Step[] = [
  atOnce(10, (w) =>
    w.step('release', 'system', {
      facts: { selfGovernable: true },
      set: { offerUntil: new Date(w.at.getTime() + OFFER_MINUTES * MINUTE) },
    }),
  ),
  atOnce(OFFER_MINUTES, (w) => w.step('offerOver', 'system', { set: { offerUntil: undefined } })),
];
const queued = (selfGovernable: boolean): readonly Step[] => (selfGovernable ? offeredInVain : [released]);

const arrived = atOnce(1, (w, s) => w.arrive(s.numbers.next(w.at), DESK));
const held = atOnce(120, (w) =>
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
);

const atDesk = [arrived];
const atAccepted = [...atDesk, desk.accepted];
const atFiled = [...atAccepted, desk.filed];
const atDispatched = [...atFiled, desk.dispatched];
const atHandling = [...atDispatched, desk.handling];
const atHandled = [...atHandling, desk.handled];

/** After the submission: what people do about a report that never comes to the queue. */
const amongPeople: Partial<Record<Fate, readonly Step[]>> = {
  inReview: [people.toReview],
  refused: [people.toReview, people.refused],
  appealed: [people.toReview, people.refused, people.appealed],
  withdrawn: [people.withdrawn],
  offered: [people.offered],
  claimed: [people.offered, people.claimed],
  claimDone: [people.offered, people.claimed, people.claimDone],
  claimClosed: [people.offered, people.claimed, people.claimDone, people.thanked],
};

/** After a report was queued for the desk. */
const inQueue: Partial<Record<Fate, readonly Step[]>> = {
  held: [held],
  delivered: atDesk,
  accepted: atAccepted,
  declined: [...atAccepted, desk.declined],
  filed: atFiled,
  closedUnfixed: [...atFiled, desk.unfixed],
  voided: [...atFiled, desk.voided],
  dispatched: atDispatched,
  handling: atHandling,
  resolved: atHandled,
  disputed: [...atHandled, people.disputed],
  reopened: [...atHandled, desk.reworked],
  closed: [...atHandled, desk.passed],
  closedAfterRework: [...atHandled, desk.reworked, desk.handling, desk.handled, desk.passed],
};

/** The steps of a fate, after the submission. */
export function stepsOf(fate: Fate, selfGovernable: boolean): readonly Step[] {
  const steps = amongPeople[fate];
  return steps ?? [...queued(selfGovernable), ...(inQueue[fate] ?? [])];
}
