import type { Database } from './databases';
import { measure, medianTimes, type Times } from './measure';
import { reads } from './reads';
import type { Row } from './row';
import { writes } from './writes';

/** Every line of the table. */
export const rows: readonly Row[] = [...reads, ...writes];

/** The figures of one row on one server, or why it cannot do it. */
export type Figures = Times | { failed: string };

/** What is measured on one server, run by run. */
export class Runs {
  private readonly times = new Map<Row, Times[]>();
  private readonly failures = new Map<Row, string>();

  constructor(
    private readonly database: Database,
    /** A server of ours must do every row. */
    private readonly mayFail: boolean,
  ) {}

  /** Runs every row once. */
  async run(): Promise<void> {
    for (const row of rows) {
      if (this.failures.has(row)) continue;
      try {
        this.times.set(row, [...(this.times.get(row) ?? []), await runRow(row, this.database)]);
      } catch (error) {
        if (!this.mayFail) throw error;
        this.failures.set(row, (error as Error).message);
      }
    }
  }

  /** The medians of all runs. */
  figures(row: Row): Figures {
    const failed = this.failures.get(row);
    return failed === undefined ? medianTimes(this.times.get(row)!) : { failed };
  }
}

async function runRow(row: Row, { scene }: Database): Promise<Times> {
  const { call, settle, end } = await row.begin(scene);
  try {
    return await measure({ call, ...(settle ? { settle } : {}) }, row.calls, row.alone);
  } finally {
    await end?.();
  }
}
