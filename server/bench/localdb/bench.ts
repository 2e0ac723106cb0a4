import { type OwnDatabase, startOwn } from './databases';
import { judge, type RowResult } from './goals';
import type { Times } from './measure';
import { startOther } from './other';
import type { Row } from './row';
import { Runs, rows } from './runs';

const SMALL = '10k';
const LARGE = '1M';
const SIZES = { [SMALL]: 10_000, [LARGE]: 1_000_000 } as const;
type Size = keyof typeof SIZES;
const RUNS = 5;

const sized = <T, R>(values: Readonly<Record<string, T>>, shown: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(values).map(([size, value]) => [size, shown(value)]));

function resultOf(row: Row, own: Record<Size, Runs>, others: Readonly<Record<string, Runs>>): RowResult {
  const ours = sized(own, (runs) => runs.figures(row) as Times);
  const other = sized(others, (runs) => runs.figures(row));
  const theirs = other[SMALL];
  return {
    row: row.name,
    ours,
    other,
    ...(theirs && 'p50' in theirs ? { ratio: Math.round((theirs.p50 / ours[SMALL]!.p50) * 100) / 100 } : {}),
    ...(row.documents ? { perSecond: sized(ours, ({ p50 }) => Math.round((row.documents! / p50) * 1000)) } : {}),
  };
}

async function measureAll(own: Record<Size, OwnDatabase>, say: (words: string) => void) {
  const other = await startOther(SIZES[SMALL], say);
  try {
    const ours = { [SMALL]: new Runs(own[SMALL], false), [LARGE]: new Runs(own[LARGE], false) };
    const others: { [SMALL]?: Runs } = other ? { [SMALL]: new Runs(other, true) } : {};
    for (let run = 1; run <= RUNS; run++) {
      for (const size of [SMALL, LARGE] as const) {
        say(`run ${run} of ${RUNS}: ${size}`);
        await ours[size].run();
      }
      if (others[SMALL]) say(`run ${run} of ${RUNS}: the server by others`);
      await others[SMALL]?.run();
    }
    const results = rows.map((row) => resultOf(row, ours, others));
    const process = sized(own, ({ startMs, fileMiB, ownMiB }) => ({ startMs, fileMiB, ownMiB: ownMiB() }));
    const { ownMiB, startMs } = process[LARGE]!;
    const goals = judge({ rows, results, small: SMALL, large: LARGE, ownMiB, startMs });
    return { runs: RUNS, process, other: other?.about, rows: results, goals };
  } finally {
    await other?.stop();
  }
}

/**
 * The local database over ten thousand and over a million reports, beside a server by others on the same calls.
 * Times are milliseconds, medians of five runs; the servers take turns in each.
 */
export async function benchLocaldb(say: (words: string) => void) {
  const small = await startOwn(SIZES[SMALL], say);
  try {
    const large = await startOwn(SIZES[LARGE], say);
    try {
      return await measureAll({ [SMALL]: small, [LARGE]: large }, say);
    } finally {
      await large.stop();
    }
  } finally {
    await small.stop();
  }
}
