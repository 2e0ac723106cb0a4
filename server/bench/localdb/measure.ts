/** Milliseconds of a row: half and 95 % of its calls were faster, one after another and 16 in flight. */
export interface Times {
  p50: number;
  p95: number;
  p50x16?: number;
  p95x16?: number;
}

/** A call as it is measured. `settle` runs after each call, and its time does not count. */
export interface Measured {
  call(): Promise<unknown>;
  settle?(answer: unknown): Promise<unknown>;
}

const IN_FLIGHT = 16;
/** However few calls were made by then: a run of all rows must end. */
const LONGEST_MS = 1000;

const rounded = (n: number): number => Math.round(n * 1000) / 1000;

/** The value that so large a share of all is below. */
function at(share: number, times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);
}

/** The middle one. */
export const median = (numbers: readonly number[]): number => at(0.5, numbers);

async function timesOf({ call, settle }: Measured, calls: number, inFlight: number): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + LONGEST_MS;
  let left = calls;
  const work = async (): Promise<void> => {
    do {
      left--;
      const begun = performance.now();
      const answer = await call();
      times.push(performance.now() - begun);
      await settle?.(answer);
    } while (left > 0 && performance.now() < until);
  };
  await Promise.all(Array.from({ length: inFlight }, work));
  return times;
}

/** Runs a call so many times one after another and, unless it is measured `alone`, four times as many 16 in flight. */
export async function measure(measured: Measured, calls: number, alone = false): Promise<Times> {
  const single = await timesOf(measured, calls, 1);
  const times = { p50: at(0.5, single), p95: at(0.95, single) };
  if (alone) return times;
  const many = await timesOf(measured, calls * 4, IN_FLIGHT);
  return { ...times, p50x16: at(0.5, many), p95x16: at(0.95, many) };
}

/** Each figure's median over several runs. */
export function medianTimes(runs: readonly Times[]): Times {
  const of = (name: keyof Times): number => median(runs.map((run) => run[name] ?? Number.NaN));
  const times = { p50: of('p50'), p95: of('p95') };
  return runs[0]?.p50x16 === undefined ? times : { ...times, p50x16: of('p50x16'), p95x16: of('p95x16') };
}
