import { limits } from './limits';
import type { Facts, From, Row } from './reportLifecycle';
import type { Position, ReportState } from './reportPosition';

/**
 * The table of the life of a report. `reportLifecycle.ts` reads it; nothing else decides where a report may go.
 * Rows of one action stand in the order they are tried.
 */
const row = <A extends string>(r: Omit<Row, 'action'> & { action: A }) => r;
const at = (...states: ReportState[]): From[] => states.map((state) => ({ state }));
const go =
  (patch: Partial<Position>) =>
  (p: Position): Position => ({ ...p, ...patch });
const stay = (p: Position): Position => p;

/** Into the queue of the outbox, or first offered to neighbours (lifecycle: "undo over, check pass"). */
const towardsForwarding = (p: Position, f: Facts): Position => ({
  ...p,
  state: 'forwarding',
  receipt: f.selfGovernable ? 'offered' : 'queued',
  appealOpen: false,
});
const queued = go({
  state: 'forwarding',
  receipt: 'queued',
  origin: undefined,
  outcome: undefined,
  disputeOpen: false,
});
const newRound = (p: Position): Position => ({
  ...p,
  state: 'forwarding',
  receipt: 'queued',
  round: p.round + 1,
  origin: undefined,
  outcome: undefined,
  disputeOpen: false,
  appealOpen: false,
});
const closed = (outcome: Position['outcome']) => go({ state: 'closed', outcome, disputeOpen: false });
/** Back to work: an official case is done again, a claimed one goes to the queue. */
const doAgain = (p: Position): Position =>
  p.origin === 'claim'
    ? queued(p)
    : {
        ...p,
        state: 'reopened',
        outcome: undefined,
        origin: undefined,
        disputeOpen: false,
      };

const undisputed: From[] = [
  { state: 'resolved', disputeOpen: false },
  { state: 'closed', disputeOpen: false },
];
const disputed: From[] = [
  { state: 'resolved', disputeOpen: true },
  { state: 'closed', disputeOpen: true },
];
const reopenable = (f: Facts, p: Position): boolean => p.state !== 'closed' || (f.daysSinceClosed ?? 0) <= 30;
const fixedOrUnfixed = (p: Position): boolean => p.outcome !== 'voided';

export const rows = [
  row({
    action: 'edit',
    from: at('received'),
    by: ['reporter'],
    to: stay,
    because: 'inside the undo window',
  }),

  row({
    action: 'leave',
    from: [...at('received', 'inReview', 'claimed'), { state: 'forwarding' }],
    by: ['reporter'],
    when: (f) => f.hasSupporters === true && !f.sent,
    to: stay,
    because: 'with supporters the reporter leaves and the report stays',
  }),
  row({
    action: 'withdraw',
    from: at('received', 'inReview', 'forwarding', 'claimed'),
    by: ['reporter'],
    when: (f) => !f.sent && !f.hasSupporters,
    to: go({ state: 'withdrawn', receipt: undefined }),
    because: 'nothing was sent yet',
  }),
  row({
    action: 'withdraw',
    from: at('forwarding', 'delivered'),
    by: ['reporter'],
    when: (f) => f.sent === true && f.destinationAgrees === true && !f.hasSupporters,
    to: go({ state: 'withdrawn' }),
    because: 'after an attempt only when the destination agrees; filed first: it stays',
  }),

  row({
    action: 'release',
    from: at('received'),
    by: ['system'],
    to: towardsForwarding,
    because: 'undo over, check pass',
  }),
  row({
    action: 'sendToReview',
    from: at('received'),
    by: ['system'],
    to: go({ state: 'inReview' }),
    because: 'unsure, risky, unavailable or unanswered: people decide, never a machine',
  }),
  row({
    action: 'pass',
    from: at('inReview'),
    by: ['moderator', 'system'],
    to: towardsForwarding,
    because: 'a person, or a late "pass" of the check',
  }),
  row({
    action: 'refuse',
    from: at('inReview'),
    by: ['moderator'],
    needs: ['reason'],
    to: go({ state: 'refused' }),
    because: 'with a reason the reporter can read',
  }),
  row({
    action: 'correct',
    from: [{ state: 'refused', appealOpen: false }],
    by: ['reporter'],
    when: (f) => (f.corrections ?? 0) < limits.correctionsPerReport,
    to: go({ state: 'inReview' }),
    because: 'at most two corrections',
  }),
  row({
    action: 'appeal',
    from: [{ state: 'refused', appealOpen: false }],
    by: ['reporter'],
    when: (f) => (f.appeals ?? 0) < 1,
    needs: ['reason'],
    to: go({ appealOpen: true }),
    because: 'once; another moderator decides',
  }),
  row({
    action: 'appeal',
    from: [{ state: 'declined', appealOpen: false }],
    by: ['reporter', 'supporter'],
    when: (f) => (f.appeals ?? 0) < 1,
    needs: ['reason'],
    to: go({ appealOpen: true }),
    because: 'once; the squadron lead decides',
  }),
  row({
    action: 'grantAppeal',
    from: [{ state: 'refused', appealOpen: true }],
    by: ['moderator'],
    to: towardsForwarding,
    because: 'another moderator',
  }),
  row({
    action: 'grantAppeal',
    from: [{ state: 'declined', appealOpen: true }],
    by: ['lead'],
    to: newRound,
    because: 'a new case',
  }),
  row({
    action: 'rejectAppeal',
    from: [{ state: 'refused', appealOpen: true }],
    by: ['moderator'],
    needs: ['reason'],
    to: go({ appealOpen: false }),
    because: 'another moderator',
  }),
  row({
    action: 'rejectAppeal',
    from: [{ state: 'declined', appealOpen: true }],
    by: ['lead'],
    needs: ['reason'],
    to: go({ appealOpen: false }),
    because: 'the squadron lead',
  }),

  row({
    action: 'claim',
    from: [{ state: 'forwarding', receipt: 'offered' }],
    by: ['merchant', 'roadChief', 'volunteer'],
    to: go({ state: 'claimed' }),
    because: '民办 before the official queue is bothered; the outbox entry stays, due at the limit of the claim',
  }),
  row({
    action: 'offerOver',
    from: [{ state: 'forwarding', receipt: 'offered' }],
    by: ['system'],
    to: queued,
    because: 'nobody claimed it',
  }),
  row({
    action: 'acknowledge',
    from: [
      { state: 'forwarding', receipt: 'queued' },
      { state: 'forwarding', receipt: 'attempted' },
    ],
    by: ['official'],
    needs: ['caseNumber'],
    to: go({ state: 'delivered', receipt: 'accepted' }),
    because: 'the destination has it: a case number, or a token with the number to follow',
  }),
  row({
    action: 'retryLater',
    from: [
      { state: 'forwarding', receipt: 'queued' },
      { state: 'forwarding', receipt: 'attempted' },
    ],
    by: ['system'],
    to: go({ receipt: 'attempted' }),
    because: 'no answer: look the key up, then send again',
  }),
  row({
    action: 'hold',
    from: [
      { state: 'forwarding', receipt: 'queued' },
      { state: 'forwarding', receipt: 'attempted' },
    ],
    by: ['system'],
    to: go({ receipt: 'held' }),
    because: 'rejected, or eight attempts: people are alerted',
  }),
  row({
    action: 'resend',
    from: [{ state: 'forwarding', receipt: 'held' }],
    by: ['lead', 'admin'],
    to: go({ receipt: 'queued' }),
    because: 'held for people',
  }),
  row({
    action: 'reroute',
    from: [{ state: 'forwarding', receipt: 'held' }],
    by: ['lead', 'admin'],
    to: go({ receipt: 'queued' }),
    because: 'to another destination',
  }),
  row({
    action: 'deliverByHand',
    from: [{ state: 'forwarding', receipt: 'held' }],
    by: ['lead', 'admin'],
    needs: ['caseNumber'],
    to: go({ state: 'delivered', receipt: 'accepted' }),
    because: 'with the number the other side gave',
  }),
  row({
    action: 'closeWithReason',
    from: [{ state: 'forwarding', receipt: 'held' }],
    by: ['lead'],
    needs: ['reason'],
    to: closed('unfixed'),
    because: 'said honestly: 没有办, and why',
  }),

  row({
    action: 'done',
    from: at('claimed'),
    by: ['claimer'],
    needs: ['afterPhoto'],
    to: go({ state: 'resolved', origin: 'claim' }),
    because: 'the after-photo is public',
  }),
  row({
    action: 'giveUp',
    from: at('claimed'),
    by: ['claimer'],
    to: queued,
    because: 'goes to the queue by itself',
  }),
  row({
    action: 'limitOver',
    from: at('claimed'),
    by: ['system'],
    to: queued,
    because: 'a lapsed claim goes to the queue by itself',
  }),
  row({
    action: 'takeOver',
    from: at('claimed'),
    by: ['gridOfficer'],
    to: queued,
    because: 'what cannot wait for the claimer',
  }),

  row({
    action: 'accept',
    from: at('delivered'),
    by: ['official'],
    to: stay,
    because: '受理: a stamp; the first-contact clock starts',
  }),
  row({
    action: 'decline',
    from: at('delivered'),
    by: ['official'],
    needs: ['reason'],
    to: go({ state: 'declined' }),
    because: '不予受理, 不予立案: shown as named',
  }),
  row({
    action: 'file',
    from: at('delivered'),
    by: ['official'],
    to: go({ state: 'filed' }),
    because: 'the handling clock starts',
  }),
  row({
    action: 'fixOnSpot',
    from: at('delivered', 'filed'),
    by: ['official'],
    needs: ['afterPhoto'],
    to: go({ state: 'resolved', origin: 'official' }),
    because: '快速处置',
  }),
  row({
    action: 'dispatch',
    from: at('filed', 'reopened'),
    by: ['dispatcher', 'official'],
    needs: ['unit', 'limit'],
    to: go({ state: 'dispatched' }),
    because: '任务派遣',
  }),
  row({
    action: 'start',
    from: at('dispatched', 'reopened'),
    by: ['handler', 'official'],
    to: go({ state: 'handling' }),
    because: '任务处置',
  }),
  row({
    action: 'sendBack',
    from: at('dispatched', 'handling'),
    by: ['handler', 'official'],
    needs: ['reason'],
    to: (p, f) => ({
      ...p,
      state: (f.sendBacks ?? 0) < limits.sendBacksPerCase ? 'filed' : 'dispatched',
    }),
    because: 'twice; the third goes to the 兜底 owner',
  }),
  row({
    action: 'handOver',
    from: at('dispatched', 'handling'),
    by: ['dispatcher', 'official'],
    needs: ['unit'],
    to: go({ state: 'dispatched' }),
    because: '转办: the clock goes on',
  }),
  row({
    action: 'feedback',
    from: at('dispatched', 'handling'),
    by: ['handler', 'official'],
    needs: ['afterPhoto'],
    to: go({ state: 'resolved', origin: 'official' }),
    because: '处置反馈 with an after-photo',
  }),
  row({
    action: 'closeUnfixed',
    from: at('filed', 'dispatched', 'handling'),
    by: ['lead', 'official'],
    needs: ['reason'],
    to: closed('unfixed'),
    because: 'closed without a fix is said',
  }),
  row({
    action: 'void',
    from: at('filed', 'dispatched', 'handling'),
    by: ['lead', 'official'],
    needs: ['reason'],
    to: closed('voided'),
    because: '作废',
  }),

  row({
    action: 'confirm',
    from: [{ state: 'resolved', origin: 'claim', disputeOpen: false }],
    by: ['reporter'],
    to: closed('fixed'),
    because: 'for a claimed issue the reporter suffices',
  }),
  row({
    action: 'confirm',
    from: [{ state: 'resolved', origin: 'claim', disputeOpen: false }],
    by: ['supporter'],
    to: (p, f) => ((f.supporterConfirmations ?? 0) + 1 >= limits.claimConfirmations ? closed('fixed')(p) : p),
    because: 'or two supporters',
  }),
  row({
    action: 'confirm',
    from: [{ state: 'resolved', origin: 'official', disputeOpen: false }],
    by: ['reporter', 'supporter'],
    to: stay,
    because: 'informs the official check and never closes an official case by itself',
  }),
  row({
    action: 'checkPassed',
    from: [{ state: 'resolved', origin: 'official', disputeOpen: false }],
    by: ['checker', 'official'],
    to: closed('fixed'),
    because: '核查; allowed before the seven days end',
  }),
  row({
    action: 'checkFailed',
    from: [{ state: 'resolved', origin: 'official' }],
    by: ['checker', 'official'],
    needs: ['reason'],
    to: doAgain,
    because: '返工',
  }),
  row({
    action: 'silenceOver',
    from: [{ state: 'resolved', disputeOpen: false }],
    by: ['system'],
    when: (f, p) => p.origin === 'claim' || f.silenceCloses === true,
    to: closed('fixed'),
    because: 'seven days without a dispute; an official case only by the setting of the built-in desk',
  }),
  row({
    action: 'dispute',
    from: undisputed,
    by: ['reporter', 'supporter'],
    when: (f, p) => reopenable(f, p) && fixedOrUnfixed(p) && (f.disputes ?? 0) < limits.disputesPerReport,
    needs: ['photo', 'reason'],
    to: go({ disputeOpen: true }),
    because: 'with a photo, within thirty days of closing; one more after a rejection',
  }),
  row({
    action: 'upholdDispute',
    from: disputed,
    by: ['lead', 'checker', 'system'],
    to: doAgain,
    because: 'upheld, or nobody decided in time',
  }),
  row({
    action: 'rejectDispute',
    from: disputed,
    by: ['lead', 'checker'],
    needs: ['reason'],
    to: go({ disputeOpen: false }),
    because: 'seven days anew',
  }),
  row({
    action: 'rateUnsatisfied',
    from: at('resolved', 'closed'),
    by: ['reporter'],
    when: (f, p) => reopenable(f, p) && fixedOrUnfixed(p) && (f.unsatisfied ?? 0) < 2,
    to: (p, f) => ({
      ...doAgain(p),
      supervised: p.supervised || (f.unsatisfied ?? 0) === 1,
    }),
    because: 'a low answer is an order; the second time as a public 督办; later ones ask for 回访 only',
  }),

  row({
    action: 'supplement',
    from: [{ state: 'declined', appealOpen: false }],
    by: ['reporter'],
    when: (f) => (f.supplements ?? 0) < limits.supplementsPerReport,
    to: newRound,
    because: 'at most two; a new case',
  }),
  row({
    action: 'cannotReopen',
    from: at('reopened'),
    by: ['system'],
    to: newRound,
    because: 'the destination cannot reopen: both numbers are shown',
  }),
  row({
    action: 'refuseRedo',
    from: at('reopened'),
    by: ['lead', 'official'],
    needs: ['reason'],
    to: closed('unfixed'),
    because: 'with the reason',
  }),

  row({
    action: 'merge',
    from: at('inReview', 'forwarding', 'delivered', 'filed', 'dispatched', 'handling', 'resolved', 'reopened'),
    by: ['moderator', 'dispatcher'],
    when: (f) => f.targetOpen === true,
    needs: ['target'],
    to: go({ state: 'merged' }),
    because: '并案: supporters, comments and notifications move to the target',
  }),
  row({
    action: 'unmerge',
    from: at('merged'),
    by: ['moderator'],
    when: (f) => (f.daysSinceMerged ?? 0) <= 30 && f.before !== undefined,
    to: (p, f) => f.before ?? p,
    because: 'within thirty days; people move back',
  }),
] as const satisfies readonly Row[];
