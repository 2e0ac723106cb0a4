import type { s2 } from 's2js';
import { arcsMeet, type Vector } from './sphere';

interface Edge {
  a: Vector;
  b: Vector;
  /** The range of x its arc may reach. */
  low: number;
  high: number;
}

function edgeOf(a: Vector, b: Vector): Edge {
  // an arc leaves its chord by less than the chord's length
  const reach = Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
  return { a, b, low: Math.min(a.x, b.x) - reach, high: Math.max(a.x, b.x) + reach };
}

/** The edges of a ring, the one back to its start included. */
export function edgesOfRing<T>(ring: readonly T[]): [T, T][] {
  return ring.map((vertex, i) => [vertex, ring[(i + 1) % ring.length]!]);
}

/** Whether no two edges of a ring meet but neighbours in their common vertex. Edges are compared in order of x. */
export function isSimpleRing(ring: readonly s2.Point[]): boolean {
  const edges = edgesOfRing(ring).map(([a, b]) => edgeOf(a, b));
  const open: Edge[] = [];
  for (const edge of [...edges].sort((e, f) => e.low - f.low)) {
    for (let i = open.length - 1; i >= 0; i--) {
      const other = open[i]!;
      if (other.high < edge.low) {
        open[i] = open.at(-1)!;
        open.pop();
        continue;
      }
      const neighbours = other.a === edge.b || other.b === edge.a;
      if (!neighbours && arcsMeet(edge.a, edge.b, other.a, other.b)) return false;
    }
    open.push(edge);
  }
  return true;
}
