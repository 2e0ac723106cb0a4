import { limits } from '../limits';
import type { Row } from '../reportLifecycle';
import { at, closed, go, newRound, row, stay } from './moves';

/** What the official side does, and merging. */
export const handling = [
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
