import type { IndexMeta } from '../storage/catalogue';
import type { NearPlan } from './nearPlan';

/** Counting stops here: more says no more about which index is better. */
export const MOST_COUNTED = 1000;

/** Keys from `low` up to `high`, which is left out. */
export interface Range {
  low: Buffer;
  high: Buffer;
}

/** How a query's documents are found. Without an index the whole collection is read, in order of `_id`. */
export interface Plan {
  index?: IndexMeta;
  /** Ranges of keys, in key order; grouped by what is fixed by equality, `headLength` bytes long. */
  groups: { headLength: number; ranges: Range[] }[];
  reverse: boolean;
  /** The groups must be merged by what follows their head to come in the order of the sort. */
  merge: boolean;
  /** The documents come in the order asked for. */
  sorted: boolean;
  /** The keys say all the filter says: documents need not be tested. */
  exact: boolean;
  /** A document may be met more than once. */
  dedupe: boolean;
  /** The plans of a `$or`, one per branch, instead of groups. */
  branches?: Plan[];
  /** Starts of keys that must exist too, with the same `_id` (`$all`). */
  also?: Buffer[];
  /** Keys to read, counted where it had to be compared with others, and no further than mattered. */
  estimate?: number;
  /** The plans it was compared with. */
  rejected?: Plan[];
  /** For `$near`: documents come by their distance, unless a sort says otherwise; there are no groups. */
  near?: NearPlan;
  /** Fields fixed by equality. */
  points: number;
  /** The field after those is bounded by ranges. */
  ranged: boolean;
}

/** Number of keys in a range, counted no further than `limit`. */
export type CountKeys = (range: Range, limit: number) => number;

/** Of several starts of keys, the one with the fewest entries, by its position. */
export type Rarest = (heads: readonly Buffer[]) => number;

/** A sort as the planner reads it. */
export type SortFields = readonly (readonly [path: string, direction: 1 | -1])[];
