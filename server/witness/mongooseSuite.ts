import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What became of one test of the suite. */
export interface TestResult {
  outcome: 'passed' | 'failed' | 'pending';
  /** With the titles of the groups it stands in. */
  title: string;
  file: string;
  /** The message of a failure. */
  error?: string;
}

export interface SuiteRun {
  results: TestResult[];
  /** False when the run broke off: the results are then not all. */
  complete: boolean;
  /** What the tests printed, for a run that broke off. */
  output: string;
}

/** Left out as by Mongoose's own `npm test`: they need a program for client-side encryption. */
export const skippedFiles = 'test/encryption/**/*.test.js';

const LOOK_EVERY_MS = 1000;

/** Mongoose's settings for a standalone server under the given URI; nothing may be downloaded. */
function suiteEnvironment(uri: string, lines: string): NodeJS.ProcessEnv {
  const { START_REPLICA_SET, MONGOOSE_REPLSET_URI, MONGOOSE_SHARD_TEST_URI, NODE_PATH, ...rest } = process.env;
  const settings = { MONGOOSE_TEST_URI: uri, MONGOMS_DISABLE_POSTINSTALL: '1', MONGOMS_RUNTIME_DOWNLOAD: 'false' };
  return { ...rest, ...settings, WITNESS_LINES: lines };
}

function readResults(lines: string): { results: TestResult[]; complete: boolean } {
  const read = existsSync(lines) ? readFileSync(lines, 'utf8').split('\n').slice(0, -1) : [];
  const parsed = read.map((line) => JSON.parse(line) as TestResult | { outcome: 'end' });
  const results = parsed.filter((entry): entry is TestResult => entry.outcome !== 'end');
  return { results, complete: parsed.length > results.length };
}

/**
 * Runs the test suite in a checkout of Mongoose, with the mocha installed there, against the server under `uri`.
 * @param checkout folder of the checkout, its dependencies installed
 * @param say is told once a second how far it is
 */
export async function runMongooseSuite(checkout: string, uri: string, say: (words: string) => void): Promise<SuiteRun> {
  const folder = mkdtempSync(join(tmpdir(), 'witness-mongoose-'));
  const lines = join(folder, 'lines');
  const log = join(folder, 'output');
  const out = openSync(log, 'w');
  const mocha = [join('node_modules', 'mocha', 'bin', 'mocha.js'), '--exit', '--timeout', '10000'];
  const reporter = ['--reporter', join(__dirname, 'mochaReporter.cjs')];
  const files = ['--ignore', skippedFiles, './test/**/*.test.js'];
  try {
    const child = spawn(process.execPath, [...mocha, ...reporter, ...files], {
      cwd: checkout,
      env: suiteEnvironment(uri, lines),
      stdio: ['ignore', out, out],
    });
    let told = 0;
    const progress = setInterval(() => {
      const { results } = readResults(lines);
      if (results.length > told) say(`${results.length} tests, ${failuresIn(results).length} failed`);
      told = results.length;
    }, LOOK_EVERY_MS);
    await once(child, 'close').finally(() => clearInterval(progress));
    return { ...readResults(lines), output: readFileSync(log, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function failuresIn(results: readonly TestResult[]): TestResult[] {
  return results.filter(({ outcome }) => outcome === 'failed');
}
