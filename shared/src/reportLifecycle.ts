import type { Position, ReportState } from './reportPosition';
import { rows } from './reportTransitions';
import type { Actor } from './roles';

/** What a row may ask beside the position. The server fills in what it knows; what is left out counts as not given. */
export interface Facts {
  selfGovernable?: boolean;
  /** Corrections of a refused report, and supplements of a declined one, made so far. */
  corrections?: number;
  supplements?: number;
  appeals?: number;
  /** Disputes raised in this round so far. */
  disputes?: number;
  /** 不满意 by the reporter so far. */
  unsatisfied?: number;
  sendBacks?: number;
  supporterConfirmations?: number;
  /** Somebody else supports it: then the report stays when its reporter leaves. */
  hasSupporters?: boolean;
  /** Something was already sent to a destination. */
  sent?: boolean;
  /** The destination agreed to take the case back. */
  destinationAgrees?: boolean;
  /** The built-in desk may be set to take seven days of silence for an official case as well. */
  silenceCloses?: boolean;
  daysSinceClosed?: number;
  daysSinceMerged?: number;
  targetOpen?: boolean;
  /** Where a merged report stood before. */
  before?: Position;
}

/** What the act must bring along. */
export type Need = 'reason' | 'photo' | 'afterPhoto' | 'unit' | 'limit' | 'caseNumber' | 'target';

/** Where a row starts: a state, narrowed by a mark when the table does. */
export interface From {
  state: ReportState;
  receipt?: Position['receipt'];
  origin?: Position['origin'];
  disputeOpen?: boolean;
  appealOpen?: boolean;
}

/** One row of the table. `because` cites the reason of the arrow. */
export interface Row {
  action: string;
  from: readonly From[];
  by: readonly Actor[];
  to: (position: Position, facts: Facts) => Position;
  when?: (facts: Facts, position: Position) => boolean;
  needs?: readonly Need[];
  because: string;
}

export type Action = (typeof rows)[number]['action'];

export type Transition =
  | { allowed: true; position: Position; needs: readonly Need[] }
  /** `state`: no such row from here; `actor`: not theirs to do; `facts`: a count or a date forbids it. */
  | { allowed: false; because: 'state' | 'actor' | 'facts' };

const starts = (from: From, p: Position): boolean =>
  from.state === p.state &&
  (from.receipt === undefined || from.receipt === p.receipt) &&
  (from.origin === undefined || from.origin === p.origin) &&
  (from.disputeOpen === undefined || from.disputeOpen === p.disputeOpen) &&
  (from.appealOpen === undefined || from.appealOpen === p.appealOpen);

/**
 * The only way a report changes its place: looks the act up in the table.
 * Pure; the caller stores the answer's position, or answers 409 `illegalTransition`.
 */
export function transition(position: Position, action: Action, actor: Actor, facts: Facts = {}): Transition {
  let because: 'state' | 'actor' | 'facts' = 'state';
  for (const row of rows) {
    if (row.action !== action || !row.from.some((from) => starts(from, position))) continue;
    if (!row.by.includes(actor)) {
      if (because === 'state') because = 'actor';
      continue;
    }
    if (row.when && !row.when(facts, position)) {
      because = 'facts';
      continue;
    }
    return {
      allowed: true,
      position: row.to(position, facts),
      needs: row.needs ?? [],
    };
  }
  return { allowed: false, because };
}

/** All acts open to the given actors from here, for the `abilities` a presenter tells. */
export function openActions(position: Position, who: readonly Actor[], facts: Facts = {}): Action[] {
  const names = new Set<Action>();
  for (const row of rows) {
    const action = row.action as Action;
    if (!names.has(action) && who.some((a) => transition(position, action, a, facts).allowed)) names.add(action);
  }
  return [...names];
}

/** Every act of the table, in its order. */
export const allActions: readonly Action[] = [...new Set(rows.map((row) => row.action as Action))];
