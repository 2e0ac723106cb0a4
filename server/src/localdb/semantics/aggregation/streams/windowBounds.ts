import { type BsonValue, type Doc, isDoc } from '../../../bson/values';
import { CommandError, failedToParse } from '../../../errors';
import { compareValues } from '../../../keys/compare';
import type { SortSpec } from '../../../keys/tuples';
import { fold, readNumber } from '../../numbers';
import type { Around, Evaluate } from './rows';

/** The documents of a partition a value is computed from: those at `from` and after, before `to`. */
interface Window {
  from: number;
  to: number;
}

/** One window per document of a partition, in its order; null where whoever asks may pause. */
export type Windows = (docs: readonly Doc[]) => Iterable<Window | null>;

type Bound = BsonValue | 'unbounded' | 'current';

function refused(code: number, message: string): CommandError {
  return new CommandError(code, `Location${code}`, message);
}

const wholePartition: Windows = function* (docs) {
  for (let left = docs.length; left > 0; left--) yield { from: 0, to: docs.length };
};

/** Two bounds, each 'unbounded', 'current' or an amount, the first not above the second. Codes 9 and 5339900. */
function readBounds(bounds: BsonValue, isAmount: (bound: BsonValue) => boolean, what: string): [Bound, Bound] {
  if (!Array.isArray(bounds) || bounds.length !== 2) throw failedToParse('Window bounds must be a 2-element array');
  const wrong = bounds.find((bound) => bound !== 'unbounded' && bound !== 'current' && !isAmount(bound));
  if (wrong !== undefined) throw failedToParse(what);
  const [lower, upper] = bounds.map((bound) => (bound === 'current' ? 0 : bound));
  if (lower !== 'unbounded' && upper !== 'unbounded' && compareValues(lower, upper) > 0) {
    throw refused(5339900, 'Lower bound must not exceed upper bound');
  }
  return [bounds[0], bounds[1]];
}

function documentWindows([lower, upper]: readonly [Bound, Bound]): Windows {
  return function* (docs) {
    const last = docs.length;
    const within = (place: number): number => Math.min(last, Math.max(0, place));
    const place = (bound: Bound, i: number): number => (bound === 'current' ? i : i + Number(bound));
    for (let i = 0; i < last; i++) {
      const from = lower === 'unbounded' ? 0 : within(place(lower, i));
      yield { from, to: upper === 'unbounded' ? last : within(place(upper, i) + 1) };
    }
  };
}

/** Code 5429513, 5429413 or 5429414 when the value cannot be reckoned with. */
function checkBase(value: BsonValue, unit: BsonValue): void {
  if (unit !== undefined) {
    if (value instanceof Date) return;
    throw refused(5429513, 'Invalid range: Expected the sortBy field to be a Date');
  }
  if (value instanceof Date) {
    const message = 'Invalid range: For windows that involve date or time ranges, a unit must be provided.';
    throw refused(5429413, message);
  }
  if (!readNumber(value)) throw refused(5429414, 'Invalid range: Expected the sortBy field to be a number');
}

/** The documents are in the order of `sortValue`, so both ends of the window only ever move forward. */
function rangeWindows([lower, upper]: readonly [Bound, Bound], sortValue: Evaluate, unit: BsonValue, around: Around) {
  const shifted = around.expression({ $dateAdd: { startDate: '$date', unit, amount: '$amount' } });
  const plus = (value: BsonValue, amount: BsonValue): BsonValue =>
    unit === undefined ? fold('add', [value, amount]) : shifted({ date: value, amount });
  const windows: Windows = function* (docs) {
    let from = 0;
    let to = upper === 'unbounded' ? docs.length : 0;
    for (const [i, doc] of docs.entries()) {
      const value = sortValue(doc);
      checkBase(value, unit);
      if (lower === 'current') from = i;
      else if (lower !== 'unbounded') {
        for (const least = plus(value, lower); from < docs.length; from++) {
          if (compareValues(sortValue(docs[from]!), least) >= 0) break;
          yield null;
        }
      }
      if (upper === 'current') to = i + 1;
      else if (upper !== 'unbounded') {
        for (const most = plus(value, upper); to < docs.length; to++) {
          if (compareValues(sortValue(docs[to]!), most) > 0) break;
          yield null;
        }
      }
      yield { from, to: Math.max(from, to) };
    }
  };
  return windows;
}

/**
 * Reads `window`; without one it is the whole partition. In a range, 'current' is the document itself, not those equal
 * to it. Codes 9, 5339900 to 5339902 and 8947401; while it runs, 5429513, 5429413 and 5429414.
 */
export function readWindow(window: BsonValue, sort: SortSpec, around: Around): Windows {
  if (window === undefined) return wholePartition;
  if (!isDoc(window)) throw failedToParse("'window' field must be an object");
  const { documents, range, unit, ...others } = window;
  if (Object.keys(others).length) throw failedToParse("'window' takes 'documents', or 'range' and 'unit'");
  if (documents !== undefined && range !== undefined) {
    throw failedToParse("Window bounds can specify either 'documents' or 'range', not both");
  }
  if (range === undefined) {
    if (unit !== undefined) throw failedToParse("Window bounds can only specify 'unit' with range-based bounds");
    if (documents === undefined) return wholePartition;
    const bounds = readBounds(documents, Number.isInteger, 'Numeric document-based bounds must be an integer');
    if (bounds.every((bound) => bound === 'unbounded')) return wholePartition;
    if (!sort.length) throw refused(5339901, 'Document-based bounds require a sortBy');
    return documentWindows(bounds);
  }
  const isAmount = unit === undefined ? (bound: BsonValue) => readNumber(bound) !== undefined : Number.isInteger;
  const bounds = readBounds(range, isAmount, 'Range-based bounds expression must be a number, with a unit a whole one');
  const [field, ...more] = sort;
  if (!field || more.length) throw refused(5339902, 'Range-based bounds require sortBy a single field');
  if (field[1] < 0) throw refused(8947401, 'Range-based bounds require an ascending sortBy');
  return rangeWindows(bounds, around.expression(`$${field[0].join('.')}`), unit, around);
}
