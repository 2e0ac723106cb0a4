/**
 * Draws the demonstration grids inside the real boundary of Nanhu district and writes `grids.geojson`.
 * Run by hand with `npx tsx server/data/demonstration/generate.ts`; the seed is fixed, so the output never changes
 * unless this file or the boundary does. No public file of the district's own grids exists.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { intersection } from 'polyclip-ts';

type Position = [number, number];
type Ring = Position[];
type Area = Ring[][];

const SEED = 330402;
const DISTRICT = '330402';
const TOTALS = { level2: 94, level3: 368 };
/** One degree of longitude is this share of a degree of latitude at 30.7° north. */
const LONGITUDE_SHARE = Math.cos((30.7 * Math.PI) / 180);
const DECIMALS = 5;
/** Smaller pieces (about 10 m²) are crumbs of the rounding. */
const CRUMB_SQUARE_DEGREES = 1e-9;

/** Level 1: where each cell has its seed, and how many level-2 cells it holds (the old town is finer). */
const streets: { name: string; seed: Position; parts: number }[] = [
  { name: '解放街道', seed: [120.7585, 30.7625], parts: 10 },
  { name: '南湖街道', seed: [120.766, 30.7415], parts: 10 },
  { name: '建设街道', seed: [120.7315, 30.7515], parts: 10 },
  { name: '新嘉街道', seed: [120.754, 30.782], parts: 9 },
  { name: '新兴街道', seed: [120.7285, 30.7705], parts: 9 },
  { name: '城南街道', seed: [120.728, 30.715], parts: 8 },
  { name: '东栅街道', seed: [120.796, 30.765], parts: 8 },
  { name: '长水街道', seed: [120.757, 30.7], parts: 6 },
  { name: '七星街道', seed: [120.838, 30.772], parts: 6 },
  { name: '大桥镇', seed: [120.845, 30.712], parts: 6 },
  { name: '新丰镇', seed: [120.925, 30.722], parts: 6 },
  { name: '余新凤桥片', seed: [120.85, 30.655], parts: 6 },
];

/** A repeatable source of numbers in [0, 1) (mulberry32). */
function repeatableRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = repeatableRandom(SEED);
const round = (value: number): number => Number(value.toFixed(DECIMALS));

function ringArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) sum += ring[i]![0] * ring[i + 1]![1] - ring[i + 1]![0] * ring[i]![1];
  return Math.abs(sum / 2);
}

function bounds(area: Area): {
  west: number;
  south: number;
  east: number;
  north: number;
} {
  const all = area.flat(2);
  const xs = all.map((p) => p[0]);
  const ys = all.map((p) => p[1]);
  return {
    west: Math.min(...xs),
    south: Math.min(...ys),
    east: Math.max(...xs),
    north: Math.max(...ys),
  };
}

function contains(area: Area, [x, y]: Position): boolean {
  let inside = false;
  for (const ring of area.flat()) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax, ay] = ring[i]!;
      const [bx, by] = ring[i + 1]!;
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

function samplesInside(area: Area, count: number): Position[] {
  const { west, south, east, north } = bounds(area);
  const found: Position[] = [];
  while (found.length < count) {
    const candidate: Position = [west + random() * (east - west), south + random() * (north - south)];
    if (contains(area, candidate)) found.push(candidate);
  }
  return found;
}

function squaredDistance(a: Position, b: Position): number {
  return ((a[0] - b[0]) * LONGITUDE_SHARE) ** 2 + (a[1] - b[1]) ** 2;
}

function nearest(seeds: Position[], point: Position): number {
  let best = 0;
  for (let i = 1; i < seeds.length; i++)
    if (squaredDistance(seeds[i]!, point) < squaredDistance(seeds[best]!, point)) best = i;
  return best;
}

/** Seeds spread evenly over an area: random ones, moved eight times to the middle of what is nearest to them. */
function evenSeeds(area: Area, count: number): Position[] {
  const samples = samplesInside(area, count * 150);
  let seeds = samples.slice(0, count);
  for (let turn = 0; turn < 8; turn++) {
    const own = seeds.map((): Position[] => []);
    for (const sample of samples) own[nearest(seeds, sample)]!.push(sample);
    seeds = own.map((points, i) => {
      if (points.length === 0) return seeds[i]!;
      const x = points.reduce((sum, p) => sum + p[0], 0) / points.length;
      return [x, points.reduce((sum, p) => sum + p[1], 0) / points.length];
    });
  }
  return seeds.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

/** The part of a convex ring that is nearer to `seed` than to `other`. */
function nearerHalf(ring: Ring, seed: Position, other: Position): Ring {
  const lead = (p: Position): number => squaredDistance(p, other) - squaredDistance(p, seed);
  const kept: Ring = [];
  ring.forEach((point, i) => {
    const next = ring[(i + 1) % ring.length]!;
    const here = lead(point);
    const there = lead(next);
    if (here >= 0) kept.push(point);
    if (here >= 0 !== there >= 0) {
      const share = here / (here - there);
      kept.push([point[0] + (next[0] - point[0]) * share, point[1] + (next[1] - point[1]) * share]);
    }
  });
  return kept;
}

function tidy(area: Area): Area {
  return area
    .map((polygon) =>
      polygon
        .map((ring) => ring.map(([x, y]): Position => [round(x), round(y)]))
        .map((ring) => ring.filter((p, i) => i === 0 || p[0] !== ring[i - 1]![0] || p[1] !== ring[i - 1]![1]))
        .filter((ring) => ring.length >= 4 && ringArea(ring) > CRUMB_SQUARE_DEGREES),
    )
    .filter((polygon) => polygon.length > 0);
}

/** Divides an area among seeds: every point goes to the nearest one. Coordinates come back rounded. */
function divide(area: Area, seeds: Position[]): Area[] {
  const { west, south, east, north } = bounds(area);
  const frame: Ring = [
    [west - 0.1, south - 0.1],
    [east + 0.1, south - 0.1],
    [east + 0.1, north + 0.1],
    [west - 0.1, north + 0.1],
  ];
  return seeds.map((seed) => {
    const cell = seeds.reduce((ring, other) => (other === seed ? ring : nearerHalf(ring, seed, other)), frame);
    return tidy(intersection([[...cell, cell[0]!]], area));
  });
}

function feature(properties: Record<string, string | number | null>, area: Area): string {
  const geometry =
    area.length === 1 ? { type: 'Polygon', coordinates: area[0] } : { type: 'MultiPolygon', coordinates: area };
  return JSON.stringify({ type: 'Feature', properties, geometry });
}

const two = (value: number): string => String(value).padStart(2, '0');
const three = (value: number): string => String(value).padStart(3, '0');

function drawGrids(boundary: Area): string[] {
  const levels: string[][] = [[], [], []];
  let level3Left = TOTALS.level3;
  let level2Left = TOTALS.level2;
  divide(
    boundary,
    streets.map((street) => street.seed),
  ).forEach((first, i) => {
    const street = streets[i]!;
    const streetCode = `${DISTRICT}${three(i + 1)}`;
    const firstCode = `${streetCode}00000`;
    const firstName = `${street.name}示范网格 ${two(i + 1)}`;
    levels[0]!.push(feature({ code: firstCode, name: firstName, level: 1, parentCode: null }, first));
    divide(first, evenSeeds(first, street.parts)).forEach((second, j) => {
      const secondCode = `${streetCode}${three(j + 1)}00`;
      const secondName = `${firstName}-${two(j + 1)}`;
      levels[1]!.push(
        feature(
          {
            code: secondCode,
            name: secondName,
            level: 2,
            parentCode: firstCode,
          },
          second,
        ),
      );
      const parts = Math.ceil(level3Left / level2Left);
      level3Left -= parts;
      level2Left -= 1;
      divide(second, evenSeeds(second, parts)).forEach((third, k) => {
        const code = `${streetCode}${three(j + 1)}${two(k + 1)}`;
        const name = `${secondName}-${two(k + 1)}`;
        levels[2]!.push(feature({ code, name, level: 3, parentCode: secondCode }, third));
      });
    });
  });
  return levels.flat();
}

const source = join(__dirname, '../boundary/nanhu-330402.gcj02.geojson');
const boundary: Area = JSON.parse(readFileSync(source, 'utf8')).features[0].geometry.coordinates;
const head =
  '"type":"FeatureCollection","demonstration":true,"note":"示范数据：边界为真实南湖区界，网格为虚构","datum":"gcj02"';
writeFileSync(join(__dirname, 'grids.geojson'), `{${head},"features":[\n${drawGrids(boundary).join(',\n')}\n]}\n`);
