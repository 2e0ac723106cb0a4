import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from './command';
import type { Outcome } from './step';

/** What is read of jest's JSON report. */
interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
  numTotalTestSuites: number;
}

/**
 * Runs jest and counts its tests. A file of tests that could not be loaded counts as one failure, and so does a jest
 * that left no report.
 */
export async function runJest(
  args: string[],
  limitMinutes: number,
  env: Record<string, string> = {},
): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jierong-jest-'));
  const reportFile = path.join(folder, 'report.json');
  try {
    const result = await runCommand(
      process.execPath,
      ['node_modules/jest/bin/jest.js', ...args, '--json', `--outputFile=${reportFile}`],
      limitMinutes,
      env,
    );
    const log = withoutReport(result.log);
    if (!existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0, notes: [], log };
    const report: JestReport = JSON.parse(readFileSync(reportFile, 'utf8'));
    const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
    return {
      passed: report.numPassedTests,
      failed: failed === 0 && result.code !== 0 ? 1 : failed,
      skipped: report.numPendingTests + report.numTodoTests,
      notes: [`${report.numPassedTests} passed, ${failed} failed in ${report.numTotalTestSuites} files`],
      log,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Jest also prints that its report was written; nobody needs to read that. */
function withoutReport(log: string): string {
  return log.replace(/^Test results written to: .*\n?/m, '');
}
