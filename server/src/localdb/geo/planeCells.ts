import { CommandError } from '../errors';
import type { Box, Pair } from './plane';

// The square a 2d index covers is cut in four, each quarter again in four, `bits` times. A cell's number tells at each
// cut which quarter it lies in, so all cells within a larger one lie in one range.

/** The square of the plane an index covers, and how often it is cut. */
export interface Grid {
  min: number;
  max: number;
  bits: number;
}

const MOST_BITS = 32;
const SIDE = 2 ** MOST_BITS;
/** More cells than this would follow a box's border closer than is worth the reading. */
const CELLS_PER_BOX = 24;

/** The grid of an index's options. Code 72 for one that is none. */
export function gridOf({ min = -180, max = 180, bits = 26 }: Partial<Grid>): Grid {
  const invalid = (message: string) => new CommandError(72, 'InvalidOptions', message);
  if (!(bits >= 1 && bits <= MOST_BITS)) {
    throw invalid(`bits for hash must be > 0 and <= 32, but ${bits} bits were specified`);
  }
  if (!(min < max && Number.isFinite(min) && Number.isFinite(max))) {
    throw invalid(`region for hash must be valid and have positive area, but [${min}, ${max}] was specified`);
  }
  const scale = SIDE / (max - min);
  if (!(scale > 0 && Number.isFinite(scale))) throw invalid(`range [${min}, ${max}] is too small.`);
  return { min, max, bits: Math.trunc(bits) };
}

/** Whether a point lies in the square. */
export function isOnGrid({ min, max }: Grid, point: Pair): boolean {
  return point.every((value) => value >= min && value <= max);
}

/** Which of 2^32 columns or rows a value lies in; beyond the square the outermost. It never falls as the value rises. */
function column({ min, max }: Grid, value: number): number {
  return Math.max(0, Math.min(SIDE - 1, Math.floor((value - min) * (SIDE / (max - min)))));
}

/** Sixteen bits with a gap before each. */
function spread(bits: number): number {
  let out = bits;
  out = (out | (out << 8)) & 0x00ff00ff;
  out = (out | (out << 4)) & 0x0f0f0f0f;
  out = (out | (out << 2)) & 0x33333333;
  return (out | (out << 1)) & 0x55555555;
}

function interleaved(x: number, y: number): bigint {
  const high = ((spread(x >>> 16) << 1) | spread(y >>> 16)) >>> 0;
  const low = ((spread(x & 0xffff) << 1) | spread(y & 0xffff)) >>> 0;
  return (BigInt(high) << 32n) | BigInt(low);
}

/** The smallest cell a point lies in, by its first place in the order of cells: 64 bits, unsigned. */
export function cellAt(grid: Grid, [x, y]: Pair): bigint {
  const size = 2 ** (MOST_BITS - grid.bits);
  return interleaved(column(grid, x) - (column(grid, x) % size), column(grid, y) - (column(grid, y) % size));
}

interface Cell {
  x: number;
  y: number;
  size: number;
}

/** The first and the last number in a cell. */
function rangeOf({ x, y, size }: Cell): [bigint, bigint] {
  const first = interleaved(x, y);
  return [first, first + BigInt(size) * BigInt(size) - 1n];
}

function quartersOf({ x, y, size }: Cell): Cell[] {
  const half = size / 2;
  return [0, half].flatMap((right) => [0, half].map((up) => ({ x: x + right, y: y + up, size: half })));
}

/** The ranges of cells that hold every point of a box that is on the grid: largest cells first, no more than a few. */
function cover(grid: Grid, { low, high }: Box): [bigint, bigint][] {
  const [left, bottom] = low.map((value) => column(grid, value)) as [number, number];
  const [right, top] = high.map((value) => column(grid, value)) as [number, number];
  const smallest = 2 ** (MOST_BITS - grid.bits);
  const found: Cell[] = [];
  const open: Cell[] = [{ x: 0, y: 0, size: SIDE }];
  for (let cell = open.shift(); cell; cell = open.shift()) {
    const { x, y, size } = cell;
    const inside = x >= left && y >= bottom && x + size - 1 <= right && y + size - 1 <= top;
    const met = quartersOf(cell).filter(
      (quarter) =>
        quarter.x <= right && quarter.y <= top && quarter.x + quarter.size > left && quarter.y + quarter.size > bottom,
    );
    const enough = found.length + open.length + met.length > CELLS_PER_BOX;
    if (inside || size === smallest || enough) found.push(cell);
    else open.push(...met);
  }
  return found.map(rangeOf);
}

/** The ranges of cell numbers, both ends included, in which all points of the boxes lie: in order, apart from another. */
export function rangesOfBoxes(grid: Grid, boxes: readonly Box[]): [bigint, bigint][] {
  const out: [bigint, bigint][] = [];
  const meeting = boxes.filter(
    ({ low, high }) => !low.some((value) => value > grid.max) && !high.some((value) => value < grid.min),
  );
  const ranges = meeting.flatMap((box) => cover(grid, box)).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  for (const [low, high] of ranges) {
    const last = out.at(-1);
    if (!last || low > last[1] + 1n) out.push([low, high]);
    else if (high > last[1]) last[1] = high;
  }
  return out;
}
