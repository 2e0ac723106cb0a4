import { median, type Times } from './measure';
import type { Row } from './row';

/** What was found out about one row. `ratio`: how many times as long the other server takes for one call. */
export interface RowResult {
  row: string;
  ours: Record<string, Times>;
  other: Record<string, Times | { failed: string }>;
  ratio?: number;
  /** Documents a second, for rows that store many at once. */
  perSecond?: Record<string, number>;
}

export interface Goal {
  goal: string;
  met: boolean;
  figure?: number;
  /** Rows that fall short. */
  short?: string[];
}

const GROWTH = 1.5;
const FASTER = 2;
const OWN_MIB = 150;
const DELAY_MS = 20;
const START_MS = 300;
const rounded = (n: number): number => Math.round(n * 100) / 100;

interface Measured {
  rows: readonly Row[];
  results: readonly RowResult[];
  small: string;
  large: string;
  ownMiB?: number | undefined;
  startMs: number;
}

/** The goals of the local database beside what was measured. */
export function judge({ rows, results, small, large, ownMiB, startMs }: Measured): Goal[] {
  const growth = results
    .filter(({ row }) => rows.find(({ name }) => name === row)?.constant)
    .map(({ row, ours }) => ({ row, by: ours[large]!.p95 / ours[small]!.p95 }));
  const grown = growth.filter(({ by }) => by > GROWTH);
  const ratios = results.flatMap(({ row, ratio }) => (ratio === undefined ? [] : [{ row, ratio }]));
  const middle = ratios.length ? median(ratios.map(({ ratio }) => ratio)) : undefined;
  const p95 = (name: string): number => results.find(({ row }) => row === name)!.ours[large]!.p95;
  const delay = rounded(p95('findOne by _id during a full scan') - p95('findOne by _id'));
  return [
    {
      goal: `p95 at ${large} at most ${GROWTH} times that at ${small}, for calls that look at as much in both`,
      met: !grown.length,
      figure: rounded(Math.max(...growth.map(({ by }) => by))),
      short: grown.map(({ row, by }) => `${row}: ${rounded(by)}`),
    },
    ...(middle === undefined
      ? []
      : [
          {
            goal: `at least ${FASTER} times as fast as the server by others on the middle row`,
            met: middle >= FASTER,
            figure: rounded(middle),
            short: ratios.filter(({ ratio }) => ratio < FASTER).map(({ row, ratio }) => `${row}: ${rounded(ratio)}`),
          },
        ]),
    ...(ownMiB === undefined
      ? []
      : [{ goal: `own memory at ${large} at most ${OWN_MIB} MiB`, met: ownMiB <= OWN_MIB, figure: ownMiB }]),
    {
      goal: `a full scan of ${large} delays findOne by at most ${DELAY_MS} ms at p95`,
      met: delay <= DELAY_MS,
      figure: delay,
    },
    { goal: `takes connections within ${START_MS} ms at ${large}`, met: startMs <= START_MS, figure: startMs },
  ];
}
