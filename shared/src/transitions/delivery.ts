import type { Row } from '../reportLifecycle';
import { at, closed, go, queued, row } from './moves';

/** Offered to neighbours, claimed, or on its way into the case queue. */
export const delivery = [
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
] as const satisfies readonly Row[];
