import { type BsonValue, type Doc, isDoc } from '../../../bson/values';
import { encodeWhole } from '../../../keys/components';
import { sortKey } from '../../../keys/tuples';
import { sortSpec } from '../../sorting';
import type { Begin } from './accumulators';
import { type Around, type Evaluate, roughSize } from './rows';

// The accumulators that keep the first or last few values of an order.

interface Kept {
  key: Buffer;
  value: BsonValue;
}

interface Order {
  /** The place of a document in the order; undefined leaves it out. */
  keyOf: (doc: Doc, value: BsonValue) => Buffer | undefined;
  /** Keeps the last ones of the order, not the first. */
  fromEnd: boolean;
  /** Gives them from the last to the first. */
  backward?: boolean;
}

/** The position behind all kept values that are not greater. */
function placeOf(kept: readonly Kept[], key: Buffer): number {
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Buffer.compare(kept[middle]!.key, key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function fewest(n: number, evaluate: Evaluate, { keyOf, fromEnd, backward }: Order, single: boolean): Begin {
  return () => {
    const kept: Kept[] = [];
    return {
      add(doc) {
        const value = evaluate(doc) ?? null;
        const key = keyOf(doc, value);
        if (!key) return undefined;
        const place = placeOf(kept, key);
        if (kept.length >= n && place === (fromEnd ? 0 : n)) return undefined;
        kept.splice(place, 0, { key, value });
        if (kept.length <= n) return 64 + key.length + roughSize(value);
        const [left] = kept.splice(fromEnd ? 0 : n, 1);
        return key.length + roughSize(value) - left!.key.length - roughSize(left!.value);
      },
      result() {
        const values = kept.map(({ value }) => value);
        if (single) return values[0] ?? null;
        return backward ? values.reverse() : values;
      },
    };
  };
}

const SAME = Buffer.alloc(0);

function valueKey(_: Doc, value: BsonValue): Buffer | undefined {
  return value === null ? undefined : encodeWhole(value);
}

const BY_INPUT: Record<string, Order> = {
  $firstN: { keyOf: () => SAME, fromEnd: false },
  $lastN: { keyOf: () => SAME, fromEnd: true },
  $minN: { keyOf: valueKey, fromEnd: false },
  $maxN: { keyOf: valueKey, fromEnd: true, backward: true },
};
const BY_SORT: Record<string, boolean> = { $top: false, $topN: false, $bottom: true, $bottomN: true };

/** Prepares one of these accumulators; undefined for another one, or when its `n` is not a plain number. */
export function orderedAccumulators(name: string, argument: BsonValue, around: Around): Begin | undefined {
  if (!isDoc(argument)) return undefined;
  const single = name === '$top' || name === '$bottom';
  const n = single ? 1 : argument.n;
  if (typeof n !== 'number' || !Number.isInteger(n) || n < 1) return undefined;
  if (Object.hasOwn(BY_INPUT, name)) return fewest(n, around.expression(argument.input), BY_INPUT[name]!, false);
  if (!Object.hasOwn(BY_SORT, name)) return undefined;
  const spec = sortSpec(argument.sortBy);
  const order = { keyOf: (doc: Doc) => sortKey(doc, spec), fromEnd: BY_SORT[name]! };
  return fewest(n, around.expression(argument.output), order, single);
}
