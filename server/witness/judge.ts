import { failuresIn, type TestResult } from './mongooseSuite';

/** A test of the list `mongooseKnownFailures.json`, and why it cannot pass. */
export interface KnownFailure {
  title: string;
  reason: string;
}

interface Judgement {
  counts: { passed: number; failed: number; pending: number; passedPercent: number };
  /** Titles of all failures. */
  failures: string[];
  /** Failures that are not on the list. */
  unknown: TestResult[];
  /** Titles on the list that passed. */
  cured: string[];
}

/** Compares what a run found with the list of failures that have a reason. */
export function judge(results: readonly TestResult[], known: readonly KnownFailure[]): Judgement {
  const failed = failuresIn(results);
  const count = (wanted: TestResult['outcome']): number => results.filter(({ outcome }) => outcome === wanted).length;
  const passed = count('passed');
  const listed = new Set(known.map(({ title }) => title));
  const failing = new Set(failed.map(({ title }) => title));
  const passing = new Set(results.filter(({ outcome }) => outcome === 'passed').map(({ title }) => title));
  return {
    counts: {
      passed,
      failed: failed.length,
      pending: count('pending'),
      passedPercent: Math.round((passed / (passed + failed.length)) * 10_000) / 100,
    },
    failures: failed.map(({ title }) => title),
    unknown: failed.filter(({ title }) => !listed.has(title)),
    cured: known.map(({ title }) => title).filter((title) => passing.has(title) && !failing.has(title)),
  };
}
