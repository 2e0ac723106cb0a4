import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OtherServerLacking, startOtherServer } from '../../../server/witness/otherServer';
import { projectRoot, runCommand } from './command';
import { notRun, type Outcome } from './step';

/** A test that fails on the server by others, by that server's own deficiency. */
interface KnownFailure {
  file: string;
  test: string;
  why: string;
}

/** What is read of jest's JSON report. */
interface JestReport {
  numRuntimeErrorTestSuites: number;
  testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[];
}

const listFile = path.join(projectRoot, 'server/witness/otherServerKnownFailures.json');

/**
 * Runs the server's tests on a MongoDB-protocol server by others and compares their failures with the kept list: one
 * that is not listed has failed, and so has one that is listed and passes, because then the list is not true. The
 * local database's own tests are left out: they start it themselves.
 */
export async function testOnOtherServer(say: (line: string) => void, limitMinutes: number): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jierong-other-'));
  const reportFile = path.join(folder, 'report.json');
  try {
    const server = await startOtherServer(say);
    try {
      const { log } = await runCommand(
        process.execPath,
        [
          'node_modules/jest/bin/jest.js',
          ...['--selectProjects', 'server', '--maxWorkers=2', '--testPathIgnorePatterns', 'test/localdb'],
          ...['--json', `--outputFile=${reportFile}`],
        ],
        limitMinutes,
        { MONGODB_URI: server.uri },
      );
      if (!existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0, notes: [], log };
      return compare(JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport, log);
    } finally {
      await server.stop();
    }
  } catch (error) {
    if (error instanceof OtherServerLacking) return notRun(error.message);
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(report: JestReport, log: string): Outcome {
  const known = (JSON.parse(readFileSync(listFile, 'utf8')) as KnownFailure[]).map(
    ({ file, test }) => `${file}: ${test}`,
  );
  const named = (status: string): string[] =>
    report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter((result) => result.status === status)
        .map(({ fullName }) => `${path.relative(projectRoot, name)}: ${fullName}`),
    );
  const passed = named('passed');
  const failed = named('failed');
  const unlisted = failed.filter((test) => !known.includes(test));
  const untrue = known.filter((test) => !failed.includes(test));
  return {
    passed: passed.length,
    failed: unlisted.length + untrue.length + report.numRuntimeErrorTestSuites,
    skipped: 0,
    notes: [
      `${passed.length} passed, ${failed.length - unlisted.length} failed as listed`,
      ...unlisted.map((test) => `not listed: ${test}`),
      ...untrue.map((test) => `listed, but did not fail: ${test}`),
    ],
    log,
  };
}
