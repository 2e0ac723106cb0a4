import { limits } from '../limits';
import type { Row } from '../reportLifecycle';
import { at, go, newRound, row, stay, towardsForwarding } from './moves';

/** From the submission to the moderators and back, and what a declined report may still do. */
export const sending = [
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
    action: 'supplement',
    from: [{ state: 'declined', appealOpen: false }],
    by: ['reporter'],
    when: (f) => (f.supplements ?? 0) < limits.supplementsPerReport,
    to: newRound,
    because: 'at most two; a new case',
  }),
] as const satisfies readonly Row[];
