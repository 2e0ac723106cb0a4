import { isGeoIndex, isGeoKind } from '../geo/entries';
import { encodeId, isLongId, keyspace } from '../keys/components';
import { HASHED, type IndexMeta } from '../storage/catalogue';
import { compiledIndex } from '../storage/indexEntries';
import type { Conjunction } from './analysis';
import { type Bounds, fieldBounds } from './bounds';
import { geoBounds } from './geoBounds';
import { descending, EVERYTHING, type Interval, inverted, normalized, placeBytes, pointInterval } from './intervals';
import type { Plan, Range, Rarest, SortFields } from './plan';

const MOST_GROUPS = 500;

/** What the conditions say about an index, field by field. */
interface Prefix {
  heads: Buffer[];
  /** Fields fixed to one or several values. */
  points: number;
  /** How many of them, from the first, are fixed to a single value. */
  singles: number;
  /** Fields that are the same in all results. */
  constant: Set<string>;
  /** The intervals of the first field that is not fixed. */
  tail?: Interval[];
  also?: Buffer[];
  exact: boolean;
  used: number;
  crossesArray: boolean;
}

/** Very long `_id`s are cut shorter in primary keys than in index components; null when that leaves nothing to go by. */
function forPrimary(set: readonly Interval[], conjunction: Conjunction): Interval[] | null {
  if (!set.some(({ low, high }) => isLongId(low.bytes) || isLongId(high.bytes))) return [...set];
  const [only, ...others] = conjunction.predicates.filter(({ path }) => path === '_id');
  if (!only || others.length || conjunction.disjunctions.length) return null;
  if (only.operator === '$eq') return [pointInterval(encodeId(only.argument))];
  if (only.operator !== '$in' || !Array.isArray(only.argument)) return null;
  return normalized(only.argument.map((value) => pointInterval(encodeId(value))));
}

/** Starts a `$all` from its rarest value; the others are looked up one by one. */
function startFromRarest(bounds: Bounds, head: Buffer, flip: (component: Buffer) => Buffer, rarest: Rarest) {
  const components = [bounds.set[0]!.low.bytes, ...(bounds.also ?? [])];
  const starts = components.map((component) => Buffer.concat([head, flip(component)]));
  const chosen = rarest(starts);
  return { set: [pointInterval(components[chosen]!)], also: starts.filter((_, i) => i !== chosen) };
}

function prefixOf(index: IndexMeta, conjunction: Conjunction, rarest: Rarest): Prefix {
  const paths = Object.keys(index.key);
  const { descending: isDescending } = compiledIndex(index);
  const out: Prefix = {
    heads: [keyspace(index.id)],
    points: 0,
    singles: 0,
    constant: new Set(),
    exact: !conjunction.disjunctions.length && !conjunction.other,
    used: 0,
    crossesArray: false,
  };
  for (const [i, path] of paths.entries()) {
    const multikey = index.multikey[i] ?? false;
    const place = isGeoKind(index.key[path]);
    if (multikey && out.crossesArray && !isGeoIndex(index)) break; // two paths through one array: one entry need not hold both matches
    const bounds = place ? geoBounds(index, conjunction, path, multikey) : fieldBounds(conjunction, path, multikey);
    if (!bounds || (index.key[path] === HASHED && !bounds.set.every(({ point }) => point))) break;
    const flip = isDescending[i] ? inverted : (component: Buffer) => component;
    let set: Interval[] | null = bounds.set;
    if (bounds.also?.length && paths.length === 1) {
      const start = startFromRarest(bounds, out.heads[0]!, flip, rarest);
      set = start.set;
      out.also = start.also;
    } else if (bounds.also?.length) {
      out.exact = false;
    }
    if (index.primary) set = forPrimary(set, conjunction);
    if (!set) break;
    if (multikey) out.crossesArray = true;
    out.used += bounds.used;
    out.exact &&= bounds.exact;
    const points = set.every(({ point }) => point);
    if (!points || out.heads.length * Math.max(set.length, 1) > MOST_GROUPS) {
      out.tail = set;
      break;
    }
    const components = set.map(({ low }) => flip(low.bytes));
    if (set.length === 1 && !multikey) {
      out.constant.add(path);
      if (out.singles === out.points) out.singles++;
    }
    out.heads = out.heads.flatMap((head) => components.map((component) => Buffer.concat([head, component])));
    out.points++;
  }
  out.exact &&= out.used === conjunction.predicates.length;
  return out;
}

function groupsOf({ heads, tail, points }: Prefix, isDescending: readonly boolean[]): Plan['groups'] {
  const intervals = (tail ?? [EVERYTHING]).map((interval) =>
    isDescending[points] && tail ? descending(interval) : interval,
  );
  return heads.sort(Buffer.compare).map((head) => {
    const ranges: Range[] = intervals.map(({ low, high }) => ({
      low: Buffer.concat([head, placeBytes(low)]),
      high: Buffer.concat([head, placeBytes(high)]),
    }));
    return { headLength: head.length, ranges: ranges.sort((a, b) => Buffer.compare(a.low, b.low)) };
  });
}

interface Order {
  sorted: boolean;
  reverse: boolean;
  merge: boolean;
}

/** Whether reading the index gives the order asked for. Fields fixed by equality do not matter to it. */
function orderOf(index: IndexMeta, prefix: Prefix, sort: SortFields): Order {
  const wanted = sort.filter(([path]) => !prefix.constant.has(path));
  const [first] = wanted;
  if (!first) return { sorted: true, reverse: false, merge: false };
  const { descending: isDescending } = compiledIndex(index);
  const given = Object.keys(index.key).map((path, i) => {
    const unordered = typeof index.key[path] === 'string' || (index.multikey[i] ?? false);
    return { path, direction: isDescending[i] ? -1 : 1, multikey: unordered };
  });
  if (!index.primary) given.push({ path: '_id', direction: 1, multikey: false }); // every entry ends in it

  /** 1 or -1 when the index from that field on follows the sort, forward or backward; 0 when it does not. */
  function follows(from: number): number {
    const way = first![1] * (given[from]?.direction ?? 0);
    const all = wanted.every(([path, direction], i) => {
      const field = given[from + i];
      return field?.path === path && !field.multikey && field.direction * way === direction;
    });
    return all ? way : 0;
  }

  const single = follows(prefix.singles);
  const way = single || (prefix.points > prefix.singles ? follows(prefix.points) : 0);
  if (!way) return { sorted: false, reverse: false, merge: false };
  return { sorted: true, reverse: way < 0, merge: !single && prefix.heads.length > 1 };
}

/** How this index would answer, or null when it helps neither to find nor to sort. `forced` takes it all the same. */
export function planWithIndex(
  index: IndexMeta,
  conjunction: Conjunction,
  sort: SortFields,
  rarest: Rarest,
  forced = false,
): Plan | null {
  const prefix = prefixOf(index, conjunction, rarest);
  const order = orderOf(index, prefix, sort);
  const useful = prefix.points > 0 || prefix.tail !== undefined || (sort.length > 0 && order.sorted);
  if (!useful && !forced) return null;
  const { descending: isDescending } = compiledIndex(index);
  const onePoint = prefix.heads.length === 1 && !prefix.tail && prefix.points === isDescending.length;
  return {
    index,
    groups: groupsOf(prefix, isDescending),
    ...order,
    exact: prefix.exact,
    dedupe: index.multikey.some(Boolean) && !onePoint,
    also: prefix.also,
    points: prefix.points,
    ranged: prefix.tail !== undefined,
  };
}
