import type { Facts, From, Row } from '../reportLifecycle';
import type { Position, ReportState } from '../reportPosition';

/** Keeps the exact name of an action. */
export const row = <A extends string>(r: Omit<Row, 'action'> & { action: A }) => r;
export const at = (...states: ReportState[]): From[] => states.map((state) => ({ state }));
export const go =
  (patch: Partial<Position>) =>
  (p: Position): Position => ({ ...p, ...patch });
export const stay = (p: Position): Position => p;

/** Into the queue of the outbox, or first offered to neighbours (lifecycle: "undo over, check pass"). */
export const towardsForwarding = (p: Position, f: Facts): Position => ({
  ...p,
  state: 'forwarding',
  receipt: f.selfGovernable ? 'offered' : 'queued',
  appealOpen: false,
});
export const queued = go({
  state: 'forwarding',
  receipt: 'queued',
  origin: undefined,
  outcome: undefined,
  disputeOpen: false,
});
export const newRound = (p: Position): Position => ({
  ...p,
  state: 'forwarding',
  receipt: 'queued',
  round: p.round + 1,
  origin: undefined,
  outcome: undefined,
  disputeOpen: false,
  appealOpen: false,
});
export const closed = (outcome: Position['outcome']) => go({ state: 'closed', outcome, disputeOpen: false });
/** Back to work: an official case is done again, a claimed one goes to the queue. */
export const doAgain = (p: Position): Position =>
  p.origin === 'claim'
    ? queued(p)
    : {
        ...p,
        state: 'reopened',
        outcome: undefined,
        origin: undefined,
        disputeOpen: false,
      };
