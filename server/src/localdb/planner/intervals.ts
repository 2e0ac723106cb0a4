import { encodeComponent } from '../keys/components';
import { TYPE } from '../keys/valueEncoding';

// Bounds are sets of half-open byte intervals over encoded values, so `$in`, ranges, `$and` and `$or` are plain union and
// intersection.

/** A place between keys: before all keys that start with `bytes`, or after all of them. */
interface Place {
  bytes: Buffer;
  after: boolean;
}

export interface Interval {
  low: Place;
  high: Place;
  /** Exactly one value. */
  point?: boolean;
}

/** Two bytes: an inverted component may end in FF, which must still sort before "after". */
const AFTER = Buffer.of(0xff, 0xff);

export function placeBytes(place: Place): Buffer {
  return place.after ? Buffer.concat([place.bytes, AFTER]) : place.bytes;
}

function comparePlaces(a: Place, b: Place): number {
  return Buffer.compare(placeBytes(a), placeBytes(b));
}

export function before(bytes: Buffer): Place {
  return { bytes, after: false };
}

export function after(bytes: Buffer): Place {
  return { bytes, after: true };
}

/** Ends of a type's range, by the unused type bytes beside it: right even when inverted for descending fields. */
export function typeStart(type: number): Place {
  return after(Buffer.of(type - 1));
}

export function typeEnd(type: number): Place {
  return before(Buffer.of(type + 1));
}

export const EVERYTHING: Interval = { low: before(Buffer.alloc(0)), high: after(Buffer.alloc(0)) };

export const NOT_NULL: readonly Interval[] = [
  { low: EVERYTHING.low, high: typeStart(TYPE.null) },
  { low: typeEnd(TYPE.null), high: EVERYTHING.high },
];

export function pointInterval(component: Buffer): Interval {
  return { low: before(component), high: after(component), point: true };
}

/** Only null, which also stands for missing. */
export function nullPoint(): Interval {
  return pointInterval(encodeComponent(null));
}

/** The same set, sorted and disjoint, neighbours joined. */
export function normalized(set: readonly Interval[]): Interval[] {
  const out: Interval[] = [];
  for (const interval of [...set].sort((a, b) => comparePlaces(a.low, b.low))) {
    const last = out.at(-1);
    if (!last || comparePlaces(interval.low, last.high) > 0) out.push(interval);
    else if (comparePlaces(interval.high, last.high) > 0) out[out.length - 1] = { low: last.low, high: interval.high };
  }
  return out;
}

export function intersection(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const out: Interval[] = [];
  for (const x of a) {
    for (const y of b) {
      const low = comparePlaces(x.low, y.low) >= 0 ? x.low : y.low;
      const high = comparePlaces(x.high, y.high) <= 0 ? x.high : y.high;
      if (comparePlaces(low, high) < 0) out.push({ low, high, point: x.point || y.point });
    }
  }
  return normalized(out);
}

export function isSubset(a: readonly Interval[], b: readonly Interval[]): boolean {
  return a.every((x) => b.some((y) => comparePlaces(y.low, x.low) <= 0 && comparePlaces(x.high, y.high) <= 0));
}

/** A component as it stands in a descending field. */
export function inverted(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0xff));
}

/** The same interval as it lies in a descending field. */
export function descending({ low, high, point }: Interval): Interval {
  return {
    low: { bytes: inverted(high.bytes), after: !high.after },
    high: { bytes: inverted(low.bytes), after: !low.after },
    point,
  };
}
