import { limits } from '../limits';
import type { Facts, From, Row } from '../reportLifecycle';
import type { Position } from '../reportPosition';
import { at, closed, doAgain, go, row, stay } from './moves';

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

/** What people answer to a repair, and who decides. */
export const answering = [
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
] as const satisfies readonly Row[];
